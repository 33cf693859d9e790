/** Who comes second to a task, and what they are told (invariant 3). */
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import type { Person, TaskItem, Values } from "../case/records.ts";
import { oneFullStop } from "../format.ts";
import { Refusal } from "../refusal.ts";

export interface Choice {
  outcome: string;
  values: Values;
  note: string;
}

/**
 * A task that was answered before: the same answer again is a second tap, anything else comes too late.
 *
 * @throws Refusal `already-decided`, naming who was first
 */
export function alreadyDecided(
  step: Step,
  task: TaskItem,
  choice: Choice,
  person: Person,
): { task: TaskItem; again: true } {
  const { answer } = task;
  const same = answer?.person === person && answer.outcome === choice.outcome;
  if (same && saysTheSame(choice.values, asked(step, typedOnly(step, answer.values)))) return { task, again: true };
  throw decidedBy(task);
}

/** What whoever comes second is told. */
export function decidedBy({ answer }: TaskItem): Refusal {
  if (!answer?.name) {
    return new Refusal("already-decided", { id: "Berkas ini sudah diproses.", en: "This was already processed." });
  }
  return new Refusal("already-decided", {
    id: oneFullStop(`Berkas ini sudah diproses oleh ${answer.name}.`),
    en: oneFullStop(`This was already processed by ${answer.name}.`),
  });
}

/** Whether what was typed is what was stored: a second tap, not a second opinion. */
function saysTheSame(typed: Values, stored: Values): boolean {
  const plain = (value: unknown): string => (typeof value === "string" ? value.trim() : JSON.stringify(value));
  return Object.entries(stored).every(([name, value]) => plain(typed[name]) === plain(value));
}

/** What the row asks: the person who took it over is stored beside it. */
function asked({ fields = [] }: Step, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => fields.some(({ name }) => name === key)));
}

/** What a person may have typed: computed fields are not theirs to fill in. */
export function typedOnly(step: Step, values: Values): Values {
  const computed = (step.fields ?? []).filter((field) => field.computed).map((field) => field.name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !computed.includes(name)));
}
