import type { FormAids } from "../../../functions/contract/shared.ts";
import { checkForm, fieldsFor, type FormContext } from "../../../statemachines/form/check-form.ts";
import type { Answers } from "./starting-answers.ts";
import type { Field, FormRule, Text } from "../../../statemachines/language/vocabulary.ts";

export { type Answers, startingAnswers } from "./starting-answers.ts";

/** The sentence under a field: ours in both languages, the server's in the one it was asked in. */
export type Errors = Record<string, Text | string>;

/** What fields need besides their definition; a task's `aids` will do. */
export type FieldAids = Pick<FormAids, "context" | "staff" | "slots"> &
  Partial<Pick<FormAids, "cases" | "versions" | "holds">> & { consent?: Text };

/** The fields to show: those of the outcome, without the ones another answer makes pointless. */
export function shownFields(fields: Field[], outcome: string | null, answers: Answers): Field[] {
  return fieldsFor(fields, outcome).filter(({ requiredWhen }) => {
    if (!requiredWhen || "filled" in requiredWhen) return true;
    return requiredWhen.in.includes(String(answers[requiredWhen.field]));
  });
}

/** The answers to send: only of fields that are shown, and only what has been filled in. */
export function answersFor(fields: Field[], outcome: string | null, answers: Answers): Answers {
  const shown = shownFields(fields, outcome, answers).map(({ name }) => [name, answers[name]] as const);
  return Object.fromEntries(shown.filter(([, value]) => !isBlank(value)));
}

/** Numbers of groups and rows in which nothing was typed count as nothing, as an empty text does. */
function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isBlank);
  if (typeof value === "object" && value !== null) return Object.values(value).every(isBlank);
  return value === undefined || value === "" || value === false;
}

/** The same check as the server's; empty when all is well. */
export function checkAnswers(
  form: { fields: Field[]; rules: FormRule[] },
  outcome: string | null,
  answers: Answers,
  context: FormContext,
): Errors {
  const result = checkForm(form.fields, form.rules, outcome, answersFor(form.fields, outcome, answers), context);
  return result.ok ? {} : result.errors;
}

/** Id of a field's control, for links from an error summary. */
export function controlId(name: string, prefix = "field"): string {
  return `${prefix}-${name}`;
}
