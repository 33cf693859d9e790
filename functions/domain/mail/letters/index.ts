import type { ServiceLetter } from "../../../../statemachines/language/known-ids.ts";
import { bringLetters } from "../../../../statemachines/language/letters.ts";
import type { LetterId } from "../../../../statemachines/language/vocabulary.ts";
import type { LetterWriter } from "./letter.ts";
import * as completion from "./completion.ts";
import * as agreement from "./cooperation-agreement.ts";
import { surveyInvited } from "./survey.ts";
import * as stop from "./mobile-library.ts";
import * as visit from "./visit.ts";

/** The writer of each letter that the agency's SOPs send. */
export const letters: Record<ServiceLetter, LetterWriter> = {
  "survey-invited": surveyInvited,
  "request-incomplete": completion.requestIncomplete,
  "request-completed": completion.requestCompleted,
  "request-not-completed": completion.requestNotCompleted,
  "stop-requested": stop.stopRequested,
  "stop-announced": stop.stopAnnounced,
  "stop-changed": stop.stopChanged,
  "stop-postponed": stop.stopPostponed,
  "stop-refused": stop.stopRefused,
  "stop-cancelled": stop.stopCancelled,
  "stop-cancelled-notice": stop.stopCancelledNotice,
  "stop-change-repeated": stop.stopChangeRepeated,
  "request-received": visit.requestReceived,
  "visit-confirmed": visit.visitConfirmed,
  "visit-confirmed-notice": visit.visitConfirmedNotice,
  "other-time-asked": visit.otherTimeAsked,
  "visit-refused": visit.visitRefused,
  "visit-expired": visit.visitExpired,
  "visit-cancelled": visit.visitCancelled,
  "visit-cancelled-notice": visit.visitCancelledNotice,
  "agreement-offer-received": agreement.offerReceived,
  "agreement-approved": agreement.approved,
  "agreement-returned": agreement.returned,
  "agreement-declined": agreement.declined,
  "agreement-draft": agreement.draftSent,
  "agreement-legal-opinion-asked": agreement.legalOpinionAsked,
  "agreement-final": agreement.finalSent,
  "agreement-signing-proposed": agreement.signingProposed,
  "agreement-signing-agreed": agreement.signingAgreed,
  "agreement-signing-notice": agreement.signingNotice,
  "agreement-signing-postponed": agreement.signingPostponed,
  "agreement-signed": agreement.signed,
  "agreement-ends-soon": agreement.endsSoon,
  "agreement-expired": agreement.expired,
  "agreement-withdrawn": agreement.withdrawn,
  "agreement-withdrawn-notice": agreement.withdrawnNotice,
};

/** Letters to people of the agency that say that a case is over. */
export const closingNotices: LetterId[] = [
  "visit-cancelled-notice",
  "stop-cancelled-notice",
  "agreement-withdrawn-notice",
];

const brought: Record<string, LetterWriter> = {};

/** A letter that a row sends and nobody writes; `checkTable` refuses such a row. */
export class UnknownLetterError extends Error {
  override readonly name = "UnknownLetterError";

  constructor(id: LetterId) {
    super(`nobody writes the letter "${id}"`);
  }
}

/** @throws {UnknownLetterError} */
export function writerOf(id: LetterId): LetterWriter {
  const writer = new Map(Object.entries({ ...letters, ...brought })).get(id);
  if (!writer) throw new UnknownLetterError(id);
  return writer;
}

/**
 * Writes the letters of a table from outside.
 *
 * @returns takes the same letters out again
 */
export function registerLetters(writers: Record<string, LetterWriter>): () => void {
  Object.assign(brought, writers);
  const takeBack = bringLetters(Object.keys(writers));
  return () => {
    for (const id of Object.keys(writers)) delete brought[id];
    takeBack();
  };
}
