/** What whoever asked may change of an undecided request: the fields their table says, by the rules of its own form. */
import { entryFields } from "../../../statemachines/form/office-entry.ts";
import { entryChannelsOf, entryOf } from "../../../statemachines/language/table.ts";
import { latestAnswer, procedureOfCase } from "../case/case-file.ts";
import { lastDecision } from "../case/last-decision.ts";
import type { Dossier, Values } from "../case/records.ts";
import { asItWas } from "../form/asked-again.ts";
import { isErased } from "../personal-data/ask-erasure.ts";
import { rulesAmong, sourceOf } from "./appointment-fields.ts";
import { isSame, type ChangeForm } from "./operation.ts";

/**
 * Null where nothing may be changed: it was decided, planned otherwise, withdrawn, or has ended.
 *
 * @param given what was typed: what stays as it was has to be right only for the day on which it was asked
 */
export function requesterForm(dossier: Dossier, given: Values = {}): ChangeForm | null {
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  const entry = entryOf(procedure);
  const isPlanned = (sourceOf(dossier)?.step ?? entry.id) !== entry.id;
  if (item.ending || item.withdrawal || isPlanned || lastDecision(dossier) || isErased(item, "contact")) return null;
  if (!entryChannelsOf(procedure).includes("public")) return null;
  const values = latestAnswer(dossier, entry.id)?.values ?? {};
  const mine = entryFields(procedure, "public").filter(({ changeable, personal }) => changeable && !personal);
  const fields = mine.map((field) => (isSame(given[field.name], values[field.name]) ? asItWas(field) : field));
  if (fields.length === 0) return null;
  return {
    fields,
    values: Object.fromEntries(
      fields.flatMap(({ name }) => ((values[name] ?? null) === null ? [] : [[name, values[name]]])),
    ),
    rules: rulesAmong(entry, fields),
  };
}
