import type { Answers } from "./answers.ts";
import { dropKept, keep, readKept, type Where } from "./kept.ts";

/**
 * What a request is sent under, the same until it has been stored. The secret never leaves this device but with the request:
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

/** The draft of a form, or a new one. A reload, a lost connection or a phone short of memory costs nothing. */
export function openDraft(form: string, where: Where, beginsWith: Answers = {}): Draft & { restored: boolean } {
  const kept = readKept(form, where) as Draft | null;
  // Whoever left the form empty begins anew, on a page that says nothing of an earlier one.
  if (kept && Object.keys(kept.answers).length > 0) return { ...kept, restored: true };
  return { ...newSubmission(), answers: { ...beginsWith }, restored: false };
}

/** @param forget fields that must be given afresh: the consent, and files, which are kept by themselves */
export function keepDraft(form: string, where: Where, { answers, ...submission }: Draft, forget: string[]): void {
  const kept = Object.entries(answers).filter(([name, value]) => !forget.includes(name) && value !== "");
  if (kept.length === 0) dropKept(form);
  else keep(form, { ...submission, answers: Object.fromEntries(kept) }, where);
}
