/** What the people of the play did and were told, to be compared with what the service has kept. */

export interface Told {
  step: string;
  task: string;
  outcome: string;
  /** Instant that the service named when it said "stored"; null while nobody has answered. */
  at: string | null;
}

/** One case as its people saw it. */
export interface CaseRecord {
  submissionId: string;
  script: string;
  caseId: string;
  told: Told[];
  /** The requester withdrew: told so, or without an answer that says so. */
  withdrawal: "none" | "unsure" | "told";
  /** How it ended in the eyes of the requester. */
  ending: string | null;
}

export function newRecord(submissionId: string, script: string): CaseRecord {
  return { submissionId, script, caseId: "", told: [], withdrawal: "none", ending: null };
}
