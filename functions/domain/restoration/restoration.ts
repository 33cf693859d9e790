/**
 * The service was restored from a copy (*dipulihkan*): people, letters and numbers outside have gone on from a state that it no
 * longer knows. So nothing is mailed, numbered or carried on before an administrator has said how far the numbers went,
 * and what becomes of mails that may have left already. What people decide meanwhile is stored, and carried out afterwards.
 *
 * Codes that somebody waits for are mailed all the same: without them nobody could sign in or decide.
 */
import type { MailItem, Person } from "../case/records.ts";

/** All instants are ISO 8601 in UTC with milliseconds. */
export interface Restoration {
  /** Everything stored before this instant is here; what was stored after it is lost. */
  copyAt: string;
  /** The time that is lost ends here. */
  restoredAt: string;
  /** Counts the changes of this record, so that of two at once one is refused. */
  change: number;
  /** The administrator who ended the waiting; absent until then. */
  ended?: { at: string; by: Person; name: string };
  /** Numbers used in the lost time, by register and year; in the words of the mail about it. */
  lostNumbers?: LostNumbers[];
  /** Who is still to be told what may be missing. */
  untold?: Person[];
}

/** Numbers that were given out in the lost time: `from` to `to`, both included. */
export interface LostNumbers {
  register: string;
  year: number;
  from: number;
  to: number;
}

/** Whether everything waits for an administrator. Costs no read, for it comes with the settings. */
export async function isWaiting({
  agencies,
}: {
  agencies: { restoration(): Promise<Restoration | null> };
}): Promise<boolean> {
  const restoration = await agencies.restoration();
  return restoration !== null && !restoration.ended;
}

/** A mail that waited in the copy, and may have left after it: nobody knows. Those of later days cannot have left. */
export function mayHaveLeft(
  { createdAt, notBefore, releasedAt, state }: MailItem,
  { restoredAt }: Restoration,
): boolean {
  // It was released after an earlier restoration, and may have left since.
  const isReleased = releasedAt !== undefined && releasedAt > restoredAt;
  return state === "pending" && !isReleased && createdAt <= restoredAt && (notBefore ?? createdAt) <= restoredAt;
}
