/** What burdens the budget, as the tables tell: not for whoever only holds a post for another (UU 30/2014 art. 14 (7)). */
import type { Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
import type { ActingPost } from "../agency.ts";
import { latestValue } from "../case/case-file.ts";
import type { ActedFor, Dossier } from "../case/records.ts";

/** Whether the case burdens the budget by what is decided at a row: by the answer that the row's table names. */
export function burdens(dossier: Dossier, { burdens: field }: Pick<Step, "burdens">): boolean {
  return field !== undefined && field.in.some((value) => value === latestValue(dossier, field.field));
}

/** The order that an answer is stored with; undefined where the role is their own. */
export function actedFor(
  dossier: Dossier,
  step: Step,
  { tone = "yes" }: Pick<Outcome, "tone">,
  acting: ActingPost | undefined,
): ActedFor | undefined {
  if (!acting) return undefined;
  const { kind, letter, number } = acting;
  return { kind, letter, number, ...(tone === "yes" && burdens(dossier, step) ? { burdens: true } : {}) };
}
