/** The form of a row as it is asked now: where a request is completed, of all its fields only those that were missing. */
import { isRequired } from "../../../statemachines/form/check-form.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { Field, Step } from "../../../statemachines/language/vocabulary.ts";
import { isCompletion } from "../case/completion.ts";
import { latestAnswer, latestValue, procedureOfCase } from "../case/case-file.ts";
import type { Dossier, Values } from "../case/records.ts";
import { rulesAmong } from "../change/appointment-fields.ts";
import { isSame } from "../change/same.ts";

/**
 * A row with the fields that are asked of it, as they are. What was right for the day on which it was asked stays right: bounds
 * of dates hold for what is changed.
 *
 * @param given what was typed, where it is checked now; without it nothing has been changed yet
 */
export function askedNow(dossier: Dossier, step: Step, given?: Values): Step {
  if (!isCompletion(step)) return step;
  const request = latestAnswer(dossier, entryOf(procedureOfCase(dossier.case)).id)?.values ?? {};
  const asked = (step.fields ?? []).filter((field) => isAsked(dossier, field));
  const names = new Set(asked.map(({ name }) => name));
  const fields = asked.map((field) => {
    const kept = given ? isSame(given[field.name], request[field.name]) : request[field.name] !== undefined;
    return settled(kept ? asItWas(field) : field, names, request);
  });
  return { ...step, fields, rules: rulesAmong(step, fields) };
}

/** Names of the fields that are asked. */
export function namesAsked(dossier: Dossier, step: Step): string[] {
  return (askedNow(dossier, step).fields ?? []).map(({ name }) => name);
}

/** Whether an answer says nothing that was not known. */
export function completesNothing(dossier: Dossier, step: Step, values: Values): boolean {
  if (!isCompletion(step)) return false;
  const request = latestAnswer(dossier, entryOf(procedureOfCase(dossier.case)).id)?.values ?? {};
  return namesAsked(dossier, step).every((name) => isSame(values[name], request[name]));
}

function isAsked(dossier: Dossier, { askedFor }: Field): boolean {
  if (!askedFor) return true;
  const ticked = [latestValue(dossier, askedFor.field)].flat();
  return ticked.some((value) => typeof value === "string" && askedFor.in.includes(value));
}

/** A date without its bounds. */
export function asItWas({ earliest: _, earliestWhen: __, latest: ___, serviceDay: ____, ...field }: Field): Field {
  return field;
}

/** Whether it is required by a field that is not asked here, is known. */
function settled(field: Field, asked: Set<string>, request: Values): Field {
  const condition = field.requiredWhen ?? field.requiredUnless;
  if (!condition || asked.has(condition.field)) return field;
  const { requiredUnless: _, requiredWhen: __, ...plain } = field;
  return isRequired(field, request) ? { ...plain, required: true } : plain;
}
