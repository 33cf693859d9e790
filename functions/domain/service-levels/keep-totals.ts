/**
 * Once a day is over, what was answered and ended on it is counted, and its month added up. Counting a day again gives the
 * same, so that a stop in its midst neither loses nor doubles anything.
 */
import { addDays } from "../../../statemachines/form/dates.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { dayMs, isoDate, isoInstant } from "../calendar/instants.ts";
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import type { Clockwork } from "./measure.ts";
import { togetherIn, totalsOfDay, type Totals } from "./totals.ts";

type Keeping = Pick<Dependencies, "agencies" | "cases" | "clock" | "log" | "serviceLevels">;

/** Totals are kept for three years and the month in which they end. */
const keptDays = 1_130;
/** Which cases a day is counted from is known for so long: a service that was away counts it then. */
const notedDays = 400;
/** What was under way at midnight is stored by then. */
const quietMs = 15 * 60_000;
/** So many days in one go; it goes on in the next. */
const daysAtOnce = 31;
const casesAtOnce = 25;

/**
 * Notes that something is about to be answered, or a case to end, so that the day is counted from that case too. Said before
 * it is stored: noted in vain is harmless.
 *
 * @param at the instant that is stored with it
 */
export async function noteForTotals(
  { serviceLevels }: Pick<Dependencies, "serviceLevels">,
  { zone }: Pick<Calendar, "zone">,
  caseId: string,
  at: string,
): Promise<void> {
  await serviceLevels.noteCase(isoDate(Date.parse(at), zone), caseId, later(at, notedDays));
}

/** Counts every day that has ended. Never fails: what is due otherwise must go on. */
export async function keepTotals(dependencies: Keeping): Promise<void> {
  try {
    await countEndedDays(dependencies);
  } catch (error) {
    dependencies.log.problem("totals-failed", error);
  }
}

async function countEndedDays(dependencies: Keeping): Promise<void> {
  const { agencies, clock, log, serviceLevels } = dependencies;
  const { calendar } = await agencies.settings();
  const last = addDays(isoDate(clock.now() - quietMs, calendar.zone), -1);
  // Before the first time nothing was noted for long.
  const counted = (await serviceLevels.countedTo()) ?? addDays(last, -daysAtOnce);
  const clockwork = { calendar, outages: await agencies.outages() };
  for (const day of daysAfter(counted, last)) {
    const totals = await countDay(dependencies, clockwork, day);
    const forgottenAt = later(`${day}T00:00:00.000Z`, keptDays);
    await serviceLevels.storeDay(day, totals, forgottenAt);
    if (totals.length > 0) await addUpMonth(dependencies, day.slice(0, 7), forgottenAt);
    await serviceLevels.noteCountedTo(day);
    if (totals.length > 0) log.info("totals", { day, procedures: totals.length });
  }
}

/** What was answered and ended on a day so far. @param day YYYY-MM-DD in the agency's zone */
export async function countDay(
  { cases, serviceLevels }: Pick<Dependencies, "cases" | "serviceLevels">,
  clockwork: Clockwork,
  day: string,
): Promise<Totals[]> {
  const caseIds = await serviceLevels.casesOn(day);
  const parts: Totals[] = [];
  for (let from = 0; from < caseIds.length; from += casesAtOnce) {
    const found = await cases.dossiers(caseIds.slice(from, from + casesAtOnce));
    const dossiers = found.filter((dossier): dossier is Dossier => dossier !== null);
    parts.push(...totalsOfDay(clockwork, dossiers, day));
  }
  return togetherIn(parts);
}

async function addUpMonth(
  { serviceLevels }: Pick<Dependencies, "serviceLevels">,
  month: string,
  forgottenAt: string,
): Promise<void> {
  const days = await serviceLevels.days(month);
  await serviceLevels.storeMonth(month, togetherIn(days.map(({ totals }) => totals)), forgottenAt);
}

function daysAfter(counted: string, last: string): string[] {
  const found: string[] = [];
  for (let day = addDays(counted, 1); day <= last && found.length < daysAtOnce; day = addDays(day, 1)) found.push(day);
  return found;
}

function later(instant: string, days: number): string {
  return isoInstant(Date.parse(instant) + days * dayMs);
}
