import type { StaffDecisionRequest } from "../../../../functions/contract/requests.ts";

/** What a person has filled in on a task page but not sent yet. */
export interface Draft {
  outcome: string | null;
  values: Record<string, unknown>;
  note: string;
  channel: StaffDecisionRequest["channel"] | null;
}

/** Drafts live in the tab: they survive a reload and a sign-in, and are gone when the shared computer's tab closes. */
const keyOf = (id: string, task: string) => `draft:${id}/${task}`;

/** The kept draft of a task, or null. */
export function readDraft(id: string, task: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(id, task)) ?? "null");
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a draft; without storage the form still works. */
export function keepDraft(id: string, task: string, draft: Draft): void {
  try {
    sessionStorage.setItem(keyOf(id, task), JSON.stringify(draft));
  } catch {
    // A full or forbidden storage must not stop anyone from typing.
  }
}

export function dropDraft(id: string, task: string): void {
  try {
    sessionStorage.removeItem(keyOf(id, task));
  } catch {
    // Nothing was kept, then.
  }
}

function isDraft(kept: unknown): kept is Draft {
  return (
    typeof kept === "object" &&
    kept !== null &&
    "values" in kept &&
    typeof kept.values === "object" &&
    kept.values !== null &&
    "note" in kept &&
    typeof kept.note === "string"
  );
}
