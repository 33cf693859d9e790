/** Under which words a case is found. Which fields are looked at says its table, never a name here. */
import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import { fieldsOf, searchedFields } from "../../../statemachines/language/table.ts";
import { findProcedure } from "../../../statemachines/language/registry.ts";
import { appointmentOf } from "../case/appointment.ts";
import { latestValue } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import { shownDossier } from "../personal-data/hidden.ts";
import type { Secrets } from "../ports.ts";
import { wordsIn } from "./words.ts";

/** So many words of one case are kept: each is an item of its own. */
const mostWords = 30;

/** Words of a case as it may be shown: of what is erased, or to be erased, none is left. Those that tell most come first. */
export function wordsOf(secrets: Pick<Secrets, "linkId">, dossier: Dossier): string[] {
  const { id, procedure, version } = dossier.case;
  const table = findProcedure(procedure, version);
  if (!table) return wordsIn(id);
  const shown = shownDossier(dossier);
  const kinds = new Map([...fieldsOf(table), ...allEntryFields(table)].map(({ kind, name }) => [name, kind]));
  const values = searchedFields(table).map((name) => ({ kind: kinds.get(name), value: latestValue(shown, name) }));
  const texts = values.flatMap(({ kind, value }) =>
    typeof value === "string" && value !== "" ? [{ kind, value }] : [],
  );
  const phones = texts.filter(({ kind }) => kind === "mobile-phone" || kind === "landline");
  const days = texts.filter(({ kind }) => kind === "date").map(({ value }) => value);
  const sessions = (appointmentOf(shown)?.sessions ?? []).map(({ date }) => date);
  const others = texts.filter(({ kind }) => kind !== "mobile-phone" && kind !== "landline" && kind !== "date");
  const words = [
    ...wordsIn(id),
    ...phones.map(({ value }) => phoneWord(secrets, value)),
    ...sessions,
    ...days,
    ...others.flatMap(({ value }) => wordsIn(value)),
  ];
  return [...new Set(words)].slice(0, mostWords);
}

/** A telephone number as it is kept for being found: nobody reads it from there. @param number E.164 */
export function phoneWord({ linkId }: Pick<Secrets, "linkId">, number: string): string {
  return phoneMark + linkId("searched-phone", number).slice(0, 24);
}

/** Whether a word stands for a telephone number; no word of a text begins so. */
export function isPhoneWord(word: string): boolean {
  return word.startsWith(phoneMark);
}

const phoneMark = "+";
