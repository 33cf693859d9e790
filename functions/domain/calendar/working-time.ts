/** Office-hours arithmetic on a calendar. Pure: the moment "now" always comes from the caller. */
import { Temporal } from "temporal-polyfill";
import { type Calendar, type CalendarDate, hoursOn, isWorkingDay } from "./calendar.ts";
import { isoInstant } from "./instants.ts";

/** A moment: ISO 8601 with offset or Z, an instant, or a zoned time of any zone. Precision is the millisecond. */
export type Moment = string | Temporal.Instant | Temporal.ZonedDateTime;

/** A month as `YYYY-MM` or as a Temporal month. */
export type Month = string | Temporal.PlainYearMonth;

const millisecondsPerDay = 86_400_000;
/** More closed days in a row than this, and the calendar must be wrong. */
const mostClosedDays = 400;
/** Offices have been closed for two weeks at Idulfitri. */
const longestClosedDays = 21;

/** About eight years of office hours: a length beyond it is a slip of the pen, and would walk for ever. */
const mostMinutes = 1_000_000;
const mostDays = 2_500;

const millisecondsPerMinute = 60_000;

/** The calendar has no working day within 400 days, so no due time exists. */
export class NoWorkingDayError extends Error {
  override readonly name = "NoWorkingDayError";
}

/**
 * The moment at which `minutes` of office time have passed since `from`. Work that ends exactly at a closing ends
 * there, not at the next opening. With 0 minutes: `from` itself, or the next opening when the office is closed.
 *
 * @throws RangeError for negative or absurd lengths
 * @throws NoWorkingDayError
 */
export function addWorkingMinutes(calendar: Calendar, from: Moment, minutes: number): Temporal.ZonedDateTime {
  if (!(minutes >= 0 && minutes <= mostMinutes)) throw new RangeError(`Not a length in working minutes: ${minutes}`);
  const start = momentIn(calendar, from);
  let remaining = Math.round(minutes * millisecondsPerMinute);
  for (const span of officeSpans(calendar, start.toPlainDate())) {
    const begin = Math.max(span.start, start.epochMilliseconds);
    if (begin >= span.end) continue;
    if (remaining <= span.end - begin) return atMilliseconds(calendar, begin + remaining);
    remaining -= span.end - begin;
  }
  throw new NoWorkingDayError("The calendar came to its end");
}

/**
 * n working days: the same clock time n working days later. A start outside office hours moves to the next opening;
 * a start at the opening of a day has that whole day, so the first working day ends at that day's closing. Where the
 * last day closes before that clock time, the due time is its closing; where the clock time falls in a break or
 * before the opening, it is the next opening. With n = 0: as `addWorkingMinutes` with 0.
 *
 * @throws RangeError unless n is a whole number from 0 to 2,500
 * @throws NoWorkingDayError
 */
export function addWorkingDays(calendar: Calendar, from: Moment, n: number): Temporal.ZonedDateTime {
  if (!(Number.isInteger(n) && n >= 0 && n <= mostDays)) throw new RangeError(`Not a number of working days: ${n}`);
  const start = addWorkingMinutes(calendar, from, 0);
  if (n === 0) return start;
  const day = start.toPlainDate();
  if (start.equals(openingOf(calendar, day))) return closingOf(calendar, workingDayAfter(calendar, day, n - 1));
  return clampToOffice(calendar, workingDayAfter(calendar, day, n), start.toPlainTime());
}

/** Office minutes from `from` to `to`, parts of a minute included; 0 where `to` is not after `from`. */
export function workingMinutesBetween(calendar: Calendar, from: Moment, to: Moment): number {
  const start = momentIn(calendar, from);
  const end = momentIn(calendar, to);
  let worked = 0;
  for (const span of officeSpans(calendar, start.toPlainDate(), end.toPlainDate())) {
    const overlap = Math.min(span.end, end.epochMilliseconds) - Math.max(span.start, start.epochMilliseconds);
    worked += Math.max(0, overlap);
  }
  return worked / millisecondsPerMinute;
}

/** Whether the office clock runs at an instant, when it ran last (now, where it runs), and how long that stays so. */
export function officeClock(calendar: Calendar, now: number): { runs: boolean; lastRan: number; until: number } {
  const today = momentIn(calendar, new Date(now).toISOString()).toPlainDate();
  let lastRan = -Infinity;
  for (const span of officeSpans(calendar, today.subtract({ days: longestClosedDays }))) {
    if (span.start > now) return { runs: false, lastRan, until: span.start };
    if (span.end > now) return { runs: true, lastRan: now, until: span.end };
    lastRan = span.end;
  }
  throw noWorkingDayAfter(today);
}

/** The n-th working day of a month (1 is the first); it may lie in the next month when the month is too short. */
export function nthWorkingDay(calendar: Calendar, month: Month, n: number): Temporal.PlainDate {
  if (!(Number.isInteger(n) && n >= 1 && n <= mostDays)) throw new RangeError(`Not a working day of a month: ${n}`);
  const dayBefore = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).subtract({ days: 1 });
  return workingDayAfter(calendar, dayBefore, n);
}

/** The first working day of a month. */
export function firstWorkingDayOfMonth(calendar: Calendar, month: Month): Temporal.PlainDate {
  return nthWorkingDay(calendar, month, 1);
}

/** When the office opens on a working day. */
export function openingOf(calendar: Calendar, workingDay: CalendarDate): Temporal.ZonedDateTime {
  const opens = hoursOn(calendar, workingDay, "office").intervals[0]?.[0];
  return atTime(calendar, workingDay, opens);
}

/** When the office closes on a working day. */
export function closingOf(calendar: Calendar, workingDay: CalendarDate): Temporal.ZonedDateTime {
  const closes = hoursOn(calendar, workingDay, "office").intervals.at(-1)?.[1];
  return atTime(calendar, workingDay, closes);
}

/** The moment as a zoned time in the agency's zone. */
export function momentIn(calendar: Calendar, moment: Moment): Temporal.ZonedDateTime {
  const instant = moment instanceof Temporal.ZonedDateTime ? moment.toInstant() : Temporal.Instant.from(moment);
  return instant.toZonedDateTimeISO(calendar.zone).round("millisecond");
}

/** The n-th working day after `date`; `date` itself for n = 0. */
function workingDayAfter(calendar: Calendar, date: Temporal.PlainDate, n: number): Temporal.PlainDate {
  let day = date;
  for (let found = 0; found < n; found += 1) day = nextWorkingDay(calendar, day);
  return day;
}

function nextWorkingDay(calendar: Calendar, date: Temporal.PlainDate): Temporal.PlainDate {
  for (let days = 1; days <= mostClosedDays; days += 1) {
    const day = date.add({ days });
    if (isWorkingDay(calendar, day)) return day;
  }
  throw noWorkingDayAfter(date);
}

function clampToOffice(calendar: Calendar, day: Temporal.PlainDate, time: Temporal.PlainTime): Temporal.ZonedDateTime {
  const wanted = atTime(calendar, day, time);
  for (const span of officeSpans(calendar, day, day)) {
    if (wanted.epochMilliseconds < span.start) return atMilliseconds(calendar, span.start);
    if (wanted.epochMilliseconds < span.end) return wanted;
  }
  return closingOf(calendar, day);
}

/** Epoch milliseconds. */
interface OfficeSpan {
  start: number;
  end: number;
}

/** Every office interval from a date on, in order, to the end of `until` or without end. */
function* officeSpans(
  calendar: Calendar,
  from: Temporal.PlainDate,
  until?: Temporal.PlainDate,
): Generator<OfficeSpan, void> {
  const last = until ? numberOfDay(until) : Infinity;
  let closedDays = 0;
  for (let day = numberOfDay(from); day <= last; day += 1) {
    const spans = spansOf(calendar, day);
    closedDays = spans.length === 0 ? closedDays + 1 : 0;
    if (!until && closedDays > mostClosedDays) throw noWorkingDayAfter(from);
    yield* spans;
  }
}

/** Days of a calendar that were looked up, by their number: a list of tasks counts the same ones again and again. */
const knownDays = new WeakMap<Calendar, Map<number, OfficeSpan[]>>();

function spansOf(calendar: Calendar, day: number): OfficeSpan[] {
  const days = knownDays.get(calendar) ?? new Map<number, OfficeSpan[]>();
  knownDays.set(calendar, days);
  let spans = days.get(day);
  if (!spans) {
    const date = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
    spans = hoursOn(calendar, date, "office").intervals.map(([opens, closes]) => ({
      start: atTime(calendar, date, opens).epochMilliseconds,
      end: atTime(calendar, date, closes).epochMilliseconds,
    }));
    days.set(day, spans);
  }
  return spans;
}

/** Days since 1 January 1970. */
function numberOfDay({ day, month, year }: Temporal.PlainDate): number {
  return Date.UTC(year, month - 1, day) / millisecondsPerDay;
}

function noWorkingDayAfter(date: Temporal.PlainDate): NoWorkingDayError {
  return new NoWorkingDayError(
    `The calendar has no working day within ${mostClosedDays} days after ${date.toString()}`,
  );
}

function atTime(calendar: Calendar, date: CalendarDate, time: string | Temporal.PlainTime | undefined) {
  if (time === undefined) throw new NoWorkingDayError(`${String(date)} is not a working day`);
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: calendar.zone, plainTime: time });
}

function atMilliseconds(calendar: Calendar, milliseconds: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(calendar.zone);
}

/** The instant `days` working days after another. */
export function workingDaysLater(calendar: Calendar, from: string, days: number): string {
  return isoInstant(addWorkingDays(calendar, from, days).epochMilliseconds);
}

/** The instant of a local time in the agency's zone. */
export function atLocalTime(calendar: Calendar, date: string, time: string): string {
  return isoInstant(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(calendar.zone).epochMilliseconds);
}
