/** The log of who read what. It says nothing of a case, and what is read never waits for it in vain. */
import type { AgencySettings, StaffMember } from "../agency.ts";
import { dayMs, isoInstant } from "../calendar/instants.ts";
import { personOf } from "../case/records.ts";
import type { Dependencies, PageRead } from "../ports.ts";

/** Days after which a reading is forgotten. */
export function daysKept({ readingLogDays = 180 }: Pick<AgencySettings, "readingLogDays">): number {
  return readingLogDays;
}

/**
 * Notes that a member reads something; where that fails, the page is shown all the same, and the failure is logged as a
 * problem.
 *
 * @param about number of the case, or what else is read (see `Reading`)
 */
export async function noteReading(
  { agencies, clock, log, readings }: Pick<Dependencies, "agencies" | "clock" | "log" | "readings">,
  member: Pick<StaffMember, "id">,
  about: string,
  page: PageRead,
): Promise<void> {
  try {
    const now = clock.now();
    const days = daysKept(await agencies.settings());
    const at = `${isoInstant(now).slice(0, 16)}:00.000Z`;
    await readings.note({ person: personOf(member), about, page, at }, isoInstant(now + days * dayMs));
  } catch (error) {
    log.problem("reading-not-noted", error, { page });
  }
}
