/**
 * Roles and letters that the service knows without being told. These lists hold the records that need one entry each
 * (titles in `actors.ts`, writers in `functions/domain/mail/letters`), and complete what is typed. A table from outside
 * brings what it needs besides: roles in `Procedure.actors`, letters by `registerLetters`.
 */

/** Roles that act in the agency's SOPs, and those that look after the service or at it. */
export type AgencyActor =
  | "agency-head"
  | "library-division-head"
  | "service-section-head"
  | "mobile-library-officer"
  | "circulation-officer"
  | "front-office-officer"
  | "mail-registrar"
  | "companion-librarian"
  | "legal-office"
  | "system-admin"
  | "oversight-viewer"
  | "data-protection-officer"
  | "mobile-library-host"
  | "reader"
  | "partner-party"
  | "official-visitor";

/** Classes of paper and data by how long they are kept; what each means is in `retention.ts`. */
export type RetentionClass = "devices" | "contact" | "letter" | "agreement" | "evidence";

/** Kinds of paper (naskah) and of books that the agency's SOPs name; their titles are in `documents.ts`. */
export type DocumentKind =
  | "incoming-letter"
  | "agenda-book"
  | "disposition-sheet"
  | "assignment-letter"
  | "visit-plan"
  | "schedule-notice"
  | "reply-letter"
  | "other-time-letter"
  | "minutes"
  | "permission-request"
  | "approval-letter"
  | "draft-agreement"
  | "legal-opinion"
  | "final-agreement"
  | "signed-agreement"
  | "guest-book"
  | "host-ledger"
  | "recap-book"
  | "monthly-report"
  | "internal-memo"
  | "legal-review-request"
  | "signing-minutes";

/** Letters and notices of the agency's SOPs. */
export const serviceLetters = [
  "survey-invited",
  "request-incomplete",
  "request-completed",
  "request-not-completed",
  "stop-requested",
  "stop-announced",
  "stop-changed",
  "stop-postponed",
  "stop-refused",
  "stop-cancelled",
  "stop-cancelled-notice",
  "stop-change-repeated",
  "request-received",
  "visit-confirmed",
  "visit-confirmed-notice",
  "other-time-asked",
  "visit-refused",
  "visit-expired",
  "visit-cancelled",
  "visit-cancelled-notice",
  "agreement-offer-received",
  "agreement-approved",
  "agreement-returned",
  "agreement-declined",
  "agreement-draft",
  "agreement-legal-opinion-asked",
  "agreement-final",
  "agreement-signing-proposed",
  "agreement-signing-agreed",
  "agreement-signing-notice",
  "agreement-signing-postponed",
  "agreement-signed",
  "agreement-ends-soon",
  "agreement-expired",
  "agreement-withdrawn",
  "agreement-withdrawn-notice",
] as const;

export type ServiceLetter = (typeof serviceLetters)[number];
