/** Cases that name each other: a field of kind `case` holds the number of another case, and both pages show the link. */
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import { allEntryFields, officeFields } from "../../../statemachines/form/office-entry.ts";
import type { Dependencies } from "../ports.ts";
import { validityOf } from "./agreement.ts";
import { latestValue, procedureOfCase } from "./case-file.ts";
import type { Dossier, Values } from "./records.ts";

/**
 * Remembers at the named cases who names them; before the naming itself is stored, so that a crash in between leaves a
 * link to nothing (which is not shown) and never a name without its link.
 */
export async function rememberNaming(
  { cases }: Pick<Dependencies, "cases">,
  caseId: string,
  fields: Field[],
  values: Values,
): Promise<void> {
  for (const named of namedIn(fields, values)) if (named !== caseId) await cases.link(named, caseId);
}

/** @returns a sentence per field that names a case there is not, or one of another procedure than it asks for */
export async function namedCaseErrors(
  { cases }: Pick<Dependencies, "cases">,
  fields: Field[],
  values: Values,
): Promise<Record<string, Text>> {
  const errors: Record<string, Text> = {};
  for (const { kind, name, procedure } of fields) {
    const number = values[name];
    if (kind !== "case" || typeof number !== "string") continue;
    const named = await cases.dossier(number);
    const fits = named && (!procedure || named.case.procedure === procedure);
    if (!fits) errors[name] = noSuchCase;
    else if (name === officeFields.renews && !validityOf(named)) errors[name] = noAgreement;
  }
  return errors;
}

const noSuchCase: Text = {
  id: "Berkas dengan nomor ini tidak ada. Pilih dari daftar.",
  en: "There is no case with this number. Choose one from the list.",
};

const noAgreement: Text = {
  id: "Dari berkas ini belum ada perjanjian yang dapat diperpanjang.",
  en: "No agreement has come of this case that could be renewed.",
};

/** What another case is to this one, where an agreement of one renews that of the other; null else. */
export function renewalBetween(dossier: Dossier, other: Dossier): "renewed-by" | "renews" | null {
  if (dossier.case.request[officeFields.renews] === other.case.id) return "renews";
  return other.case.request[officeFields.renews] === dossier.case.id ? "renewed-by" : null;
}

/** So many are read to say what they are; an agreement may be named by hundreds. */
const mostRead = 20;

/** Cases that this one names, and those that name it. */
export interface RelatedCases {
  /** As they are now; unknown numbers are left out. */
  read: Dossier[];
  /** Numbers of the others, which name this one, or did once. */
  others: string[];
  /** How many there are besides that are not for who asks. */
  hidden: number;
}

/** @param may which of them are told; of those that are not read, by their number */
export async function relatedCases(
  { cases }: Pick<Dependencies, "cases">,
  dossier: Dossier,
  may: { read(other: Dossier): boolean; readNumbered(caseId: string): boolean },
): Promise<RelatedCases> {
  const names = namesOf(dossier);
  const all = [...names, ...(dossier.namedBy ?? []).filter((id) => !names.includes(id))];
  const found = await cases.dossiers(all.slice(0, mostRead));
  const related = found
    .filter((other) => other !== null)
    .filter((other) => names.includes(other.case.id) || namesOf(other).includes(dossier.case.id));
  const read = related.filter(may.read);
  const unread = all.slice(mostRead);
  const others = unread.filter(may.readNumbered);
  return { read, others, hidden: related.length - read.length + unread.length - others.length };
}

/** Numbers of the cases that a case names now. */
function namesOf(dossier: Dossier): string[] {
  const procedure = procedureOfCase(dossier.case);
  const fields = [...allEntryFields(procedure), ...procedure.steps.flatMap((step) => step.fields ?? [])];
  const values = Object.fromEntries(fields.map((field) => [field.name, latestValue(dossier, field.name)]));
  const sameAs = (dossier.changes ?? []).flatMap(({ about, operation }) =>
    operation === "mark-duplicate" && about !== undefined ? [about] : [],
  );
  return [...new Set([...namedIn(fields, values), ...sameAs])].filter((id) => id !== dossier.case.id);
}

function namedIn(fields: Field[], values: Values): string[] {
  const numbers = fields.filter((field) => field.kind === "case").map((field) => values[field.name]);
  return [...new Set(numbers.filter((number) => typeof number === "string"))];
}
