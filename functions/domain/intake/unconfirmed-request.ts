import type { Language } from "../../../statemachines/language/vocabulary.ts";
import type { Confirmation, StoredFile, Values } from "../case/records.ts";

/** A request that waits for a call, and what came of it. */
export interface UnconfirmedRequest {
  /** Hash of the id under which it was sent. */
  id: string;
  submissionId: string;
  /** Hash of the sender's secret. */
  sender?: string;
  procedure: string;
  version: number;
  language: Language;
  /** Nothing any more, once it is a case or was dropped. */
  values: Values;
  files: StoredFile[];
  /** Fingerprint of what was sent. */
  content: string;
  /** Of the consent that was read; absent in requests from before agencies had words of their own, and without a consent. */
  consentVersion?: string;
  createdAt: string;
  /** When it goes, if nobody touches it. */
  until: string;
  confirmed?: Confirmation;
  dropped?: Confirmation;
  /** Number of the case that it became. */
  caseId?: string;
}
