import type { Answers } from "./answers.ts";

/**
 * What a request is sent under, the same until it has been stored. The secret never leaves this tab but with the request:
 * by it the service knows the sender again, should the first answer be lost.
 */
export interface SubmissionKeys {
  submissionId: string;
  secret: string;
}

/** What has been typed into a request form. */
export interface Draft extends SubmissionKeys {
  answers: Answers;
}

export function newSubmission(): SubmissionKeys {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(String.fromCharCode(...bytes));
  const secret = base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return { submissionId: crypto.randomUUID(), secret };
}

/**
 * The draft of this tab, or a new one. It lives in the session storage: a reload, a lost connection or a phone short of
 * memory costs nothing, and the next visitor at a shared computer finds nothing.
 */
export function openDraft(procedure: string, beginsWith: Answers = {}): Draft & { restored: boolean } {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(procedure)) ?? "null") as Draft | null;
    // A draft that an earlier version of the page kept has no secret yet.
    if (kept) return { ...newSubmission(), ...kept, restored: Object.keys(kept.answers).length > 0 };
  } catch {
    // No storage on this device, or not our draft: begin anew.
  }
  return { ...newSubmission(), answers: { ...beginsWith }, restored: false };
}

/** @param forget fields that must be given afresh: the file and the consent */
export function keepDraft(procedure: string, { answers, ...submission }: Draft, forget: string[]): void {
  const kept = Object.entries(answers).filter(([name, value]) => !forget.includes(name) && value !== "");
  try {
    sessionStorage.setItem(key(procedure), JSON.stringify({ ...submission, answers: Object.fromEntries(kept) }));
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
