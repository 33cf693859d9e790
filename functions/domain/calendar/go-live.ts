/**
 * Since when the service is used (`Calendar.goLive`). Nothing looks back beyond that day: no day without record, no report,
 * no lateness, no figure of punctuality. Without such a day it was always used. Pure.
 */
import type { Calendar } from "./calendar.ts";
import { atLocalTime } from "./working-time.ts";

type Since = Pick<Calendar, "goLive">;

/** Whether the service was used on a day (YYYY-MM-DD), so that something may be expected of it. */
export function isInUse({ goLive }: Since, date: string): boolean {
  return goLive === undefined || date >= goLive;
}

/** Whether it was used on any day of a month (YYYY-MM). */
export function isMonthInUse({ goLive }: Since, month: string): boolean {
  return goLive === undefined || month >= goLive.slice(0, 7);
}

/** Whether something at an instant (ISO 8601) may be measured. */
export function counts(calendar: Calendar, instant: string): boolean {
  const from = countsFrom(calendar);
  return from === null || instant >= from;
}

/** The instant (ISO 8601) at which the first day begins; null where the service was always used. */
export function countsFrom(calendar: Calendar): string | null {
  return calendar.goLive === undefined ? null : atLocalTime(calendar, calendar.goLive, "00:00");
}

/** The due time of something by which lateness is told: none where it lies before the first day. */
export function dueInUse(calendar: Calendar, dueAt: string | null): string | null {
  return dueAt !== null && counts(calendar, dueAt) ? dueAt : null;
}
