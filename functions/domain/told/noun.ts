/** What is asked for, as the table calls it. */
import type { Language, Text } from "../../../statemachines/language/vocabulary.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";

/** "kunjungan" */
export function nounOf(dossier: Pick<Dossier, "case">): Text {
  return procedureOfCase(dossier.case).noun ?? request;
}

/** A text with the noun in place of `{noun}`; a sentence begins with a capital all the same. */
export function withNoun(text: string, dossier: Pick<Dossier, "case">, language: Language): string {
  const named = text.replace("{noun}", nounOf(dossier)[language]);
  return named.charAt(0).toUpperCase() + named.slice(1);
}

const request: Text = { id: "permohonan", en: "request" };
