import type { OutcomeView } from "../../../functions/contract/shared.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";

/** The note of an outcome as a field like any other. */
export function noteField(outcome: OutcomeView): Field {
  return {
    name: "note",
    label: outcome.noteLabel,
    kind: "long-text",
    required: outcome.note === "required",
    max: 2000,
  };
}
