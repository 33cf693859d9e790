/**
 * Who may change a running case beside its flow: one table of operations and roles (domain roles as in the SOPs). A
 * supervisor is the holder of the next post (`superior` in `actors.ts`), for this purpose only.
 */
import type { AgencyActor } from "./known-ids.ts";

const clerks: AgencyActor[] = ["mail-registrar", "front-office-officer", "circulation-officer"];

/** Roles that have to do with the cases of every procedure; the others with those of the procedures that name them. */
export const everywhere: readonly AgencyActor[] = [
  "service-section-head",
  "library-division-head",
  "agency-head",
  "system-admin",
];
const heads = everywhere.filter((role) => role !== "system-admin");

/** What each operation does is said in `functions/domain/change/operations.ts`. */
export const changeRights = {
  "go-on": [...everywhere],
  /** Besides whoever may answer the row. */
  "hand-on": heads,
  "replace-people": [...heads, "mobile-library-officer", "front-office-officer"],
  "move-appointment": ["service-section-head", "library-division-head"],
  /** Of these whoever decided, or holds the next post. */
  "take-back": heads,
  "send-to-row": heads,
  "correct-data": [...clerks, "mobile-library-officer", ...heads],
  /** The data of a person, once the case has ended. */
  "correct-personal": ["data-protection-officer", "agency-head"],
  cancel: heads,
  "mark-duplicate": [...clerks, ...heads],
  "close-quietly": ["mail-registrar", "front-office-officer", ...heads],
  "end-agreement": ["service-section-head", "library-division-head"],
  "newer-version": [...everywhere],
  /** Of whoever asked, by their own link, as long as nobody has decided. */
  "change-request": [],
  /** Of whoever was asked to complete it, by their answer. */
  "completed-request": [],
  /** The clock's alone. */
  "day-passed": [],
} as const satisfies Record<string, readonly AgencyActor[]>;

export type OperationId = keyof typeof changeRights;

/** Whose consent a move needs where the agency has set that only they move what was approved. */
export const consentsToMoves: AgencyActor = "library-division-head";
