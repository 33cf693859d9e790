import type { LetterId } from "../../../statemachines/vocabulary.ts";
import type { LetterWriter } from "./letter.ts";
import * as visit from "./visit.ts";

/** The writer of each letter an SOP row may name. */
export const letters: Record<LetterId, LetterWriter> = {
  "request-received": visit.requestReceived,
  "visit-confirmed": visit.visitConfirmed,
  "visit-confirmed-notice": visit.visitConfirmedNotice,
  "other-time-asked": visit.otherTimeAsked,
  "visit-refused": visit.visitRefused,
  "visit-expired": visit.visitExpired,
  "visit-cancelled": visit.visitCancelled,
  "visit-cancelled-notice": visit.visitCancelledNotice,
};
