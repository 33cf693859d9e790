import type { FormAids } from "../../../functions/contract/shared.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";

/** What has been typed, by field name, in the form the API takes. */
export type Answers = Record<string, unknown>;

/** What stands in the fields before anyone types: earlier answers, and what is suggested. */
export function startingAnswers(fields: Field[], aids: Pick<FormAids, "prefill" | "slots">): Answers {
  const suggested = fields.flatMap((field) => (field.suggested ? [[field.name, field.suggested] as const] : []));
  const slots = fields.filter(({ kind }) => kind === "slots");
  return {
    ...Object.fromEntries(suggested),
    ...Object.fromEntries(slots.map(({ name, max }) => [name, aids.slots.slice(0, max ?? 3)])),
    ...aids.prefill,
  };
}
