import type { TaskView } from "../../../../functions/contract/decision.ts";
import type { StaffDecisionRequest } from "../../../../functions/contract/requests.ts";
import { formName, keepForm, readForm, typedOver, withTyped } from "../../parts/kept-form.ts";
import type { KeptForm } from "../../parts/kept.ts";
import { appState } from "../app-state.svelte.ts";

/** What a person has filled in on a task page but not sent yet. */
export interface Draft {
  outcome: string | null;
  values: Record<string, unknown>;
  note: string;
  channel: StaffDecisionRequest["channel"] | null;
  /** Real times of physical work that is entered later; null: it is entered as it is done. */
  later: NonNullable<StaffDecisionRequest["later"]> | null;
}

/** Under which name what was typed for a task is kept on this device. */
export function draftName(id: string, task: string): string {
  return formName("staff", id, task);
}

/** The form of a task as it keeps what the one who is signed in types. */
export function keptFormOf(task: TaskView): KeptForm {
  return { name: draftName(task.case, task.task), by: appState.me?.id ?? "" };
}

/** What was typed before over what a form starts with, or null. */
export function keptDraft(task: TaskView, start: Draft): Draft | null {
  const kept = readForm<Draft>(keptFormOf(task));
  // What was kept by an earlier version of the page has no real times.
  return kept && { ...start, ...kept, values: withTyped(start.values, kept.values) };
}

/** Keeps what differs from the start. */
export function keepDraft(task: TaskView, start: Draft, draft: Draft): void {
  const kept = isTyped(start, draft) ? { ...draft, values: typedOver(start.values, draft.values) } : null;
  keepForm(keptFormOf(task), kept);
}

function isTold({ later }: Pick<Draft, "later">): boolean {
  return later !== null && Object.values(later).some((each) => each !== "");
}

export function isTyped(start: Draft, { values, ...draft }: Draft): boolean {
  const over = Object.keys(typedOver(start.values, values)).length > 0;
  return (
    over ||
    draft.note !== start.note ||
    draft.outcome !== start.outcome ||
    draft.channel !== start.channel ||
    isTold(draft)
  );
}
