/** Times in which the service did not run, and what they take from whoever has a deadline. Nobody's fault. Pure. */
import { Temporal } from "temporal-polyfill";
import { hoursOn, isServiceDay, type Calendar } from "../calendar/calendar.ts";
import { isInUse, isMonthInUse } from "../calendar/go-live.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import {
  addWorkingMinutes,
  firstWorkingDayOfMonth,
  openingOf,
  workingMinutesBetween,
} from "../calendar/working-time.ts";
import { momentSpan } from "../format.ts";

/** Instants, ISO 8601: the service was last seen running, and was there again. */
export interface Outage {
  from: string;
  to: string;
}

/** A restart, or a computer that slept for a moment, takes nothing from anybody. */
const leastMinutes = 15;
/** Who was about to answer when the service went away has at least that long when it is back, in office minutes. */
const leastLeftMinutes = 120;
/** A clock that went wrong by years must not fill the books. */
const mostDays = 100;
const mostMonths = 24;

const minuteMs = 60_000;

/** Why nothing ran between two instants; null where that was no time to speak of, or nothing is known of before. */
export function outageSince(lastRun: string | null, now: string): Outage | null {
  if (lastRun === null || Date.parse(now) - Date.parse(lastRun) < leastMinutes * minuteMs) return null;
  return { from: lastRun, to: now };
}

/** Office minutes of an outage within a time; 0 where they are too few to speak of. */
export function lostMinutes(calendar: Calendar, { from, to }: Outage, since: string, until: string): number {
  const [begin, end] = [from > since ? from : since, to < until ? to : until];
  if (begin >= end) return 0;
  const minutes = workingMinutesBetween(calendar, begin, end);
  return minutes < leastMinutes ? 0 : minutes;
}

/**
 * The deadline of an answer that could not be given during an outage. What was left when the service went away is left
 * when it is back, counted in office time as the deadline itself; the same instant where nothing was taken.
 */
export function movedDeadline(
  calendar: Calendar,
  { openedAt, deadlineAt }: { openedAt: string; deadlineAt: string },
  outage: Outage,
): string {
  const begin = outage.from > openedAt ? outage.from : openedAt;
  if (begin >= outage.to || deadlineAt <= begin) return deadlineAt;
  const lost = lostMinutes(calendar, outage, openedAt, deadlineAt);
  if (lost === 0 && deadlineAt > outage.to) return deadlineAt;
  const left = workingMinutesBetween(calendar, begin, deadlineAt);
  const moved = addWorkingMinutes(calendar, outage.to, Math.max(left, leastLeftMinutes));
  return isoInstant(Math.max(moved.epochMilliseconds, Date.parse(deadlineAt)));
}

/** Days of service (YYYY-MM-DD) that began during an outage and are over. */
export function missedServiceDays(calendar: Calendar, { from, to }: Outage): string[] {
  const today = isoDate(Date.parse(to), calendar.zone);
  const found: string[] = [];
  let day = Temporal.PlainDate.from(today);
  for (let back = 0; back < mostDays; back += 1) {
    day = day.subtract({ days: 1 });
    const date = day.toString();
    const expected = isServiceDay(calendar, date) && isInUse(calendar, date);
    if (expected && openingInstant(calendar, date) > from) found.unshift(date);
    if (date < isoDate(Date.parse(from), calendar.zone)) break;
  }
  return found;
}

/** Months (YYYY-MM) of which the report was to be opened since an instant and by another, the oldest first. */
export function monthsToReport(calendar: Calendar, since: string, now: string): string[] {
  const found: string[] = [];
  let month = Temporal.PlainDate.from(isoDate(Date.parse(now), calendar.zone)).toPlainYearMonth();
  for (let back = 0; back < mostMonths; back += 1) {
    const opens = isoInstant(openingOf(calendar, firstWorkingDayOfMonth(calendar, month)).epochMilliseconds);
    const reported = month.subtract({ months: 1 }).toString();
    if (opens <= now && opens > since && isMonthInUse(calendar, reported)) found.unshift(reported);
    if (opens <= since) break;
    month = month.subtract({ months: 1 });
  }
  return found;
}

/** "9 Des 08.00-11.00 WIB": when the service was not there. */
export function outageWords({ from, to }: Outage, zone: string): string {
  return momentSpan(from, to, { language: "id", zone });
}

/** When a day of service begins: with the office, or with its own hours where the office is closed. */
export function openingInstant(calendar: Calendar, date: string): string {
  const [serviceHours] = hoursOn(calendar, date, "service").intervals;
  const [opens] = hoursOn(calendar, date, "office").intervals[0] ?? serviceHours ?? ["00:00"];
  return isoInstant(Temporal.PlainDateTime.from(`${date}T${opens}`).toZonedDateTime(calendar.zone).epochMilliseconds);
}
