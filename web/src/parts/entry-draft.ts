import type { Answers } from "./answers.ts";

/** What has been typed into a request form; `submissionId` stays the same until the request has been stored. */
export interface Draft {
  submissionId: string;
  answers: Answers;
}

/**
 * The draft of this tab, or a new one. It lives in the session storage: a reload, a lost connection or a phone short of
 * memory costs nothing, and the next visitor at a shared computer finds nothing.
 */
export function openDraft(procedure: string): Draft & { restored: boolean } {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(procedure)) ?? "null") as Draft | null;
    if (kept) return { ...kept, restored: Object.keys(kept.answers).length > 0 };
  } catch {
    // No storage on this device, or not our draft: begin anew.
  }
  return { submissionId: crypto.randomUUID(), answers: {}, restored: false };
}

/** @param forget fields that must be given afresh: the file and the consent */
export function keepDraft(procedure: string, { submissionId, answers }: Draft, forget: string[]): void {
  const kept = Object.entries(answers).filter(([name, value]) => !forget.includes(name) && value !== "");
  try {
    sessionStorage.setItem(key(procedure), JSON.stringify({ submissionId, answers: Object.fromEntries(kept) }));
  } catch {
    // Without storage the form still works; only a reload would empty it.
  }
}

export function dropDraft(procedure: string): void {
  try {
    sessionStorage.removeItem(key(procedure));
  } catch {
    // Nothing was kept.
  }
}

function key(procedure: string): string {
  return `draft:${procedure}`;
}
