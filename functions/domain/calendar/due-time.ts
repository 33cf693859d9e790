/** When a step is due by its standard time (waktu baku), why, and how much of that time is used. */
import { Temporal } from "temporal-polyfill";
import type { StandardTime } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "./calendar.ts";
import { closedDaysBetween, reasonsBetween } from "./closed-time.ts";
import type { Reason } from "./due-reasons.ts";
import {
  addWorkingDays,
  addWorkingMinutes,
  closingOf,
  momentIn,
  nthWorkingDay,
  openingOf,
  workingMinutesBetween,
  type Moment,
  type Month,
} from "./working-time.ts";

/** What a standard time may need beyond the table. */
export interface DueOptions {
  /** For `per-unit`: how many are counted, such as books. */
  units?: number;
  /** For `estimate`: the target entered for this case, in working minutes. */
  estimate?: number;
  /** For `recurring`: the working day of the month by which the report is due; default 5 (the SOP names no day). */
  dueWorkingDay?: number;
  /** For `recurring`: the month reported on; default the month of `start`. */
  reportMonth?: Month;
}

/**
 * `due` is null where there is no target: basis `none`, an estimate not entered, nothing counted. For
 * `calendar-lead` it is the start of the earliest day of the event. `opens` is set for `recurring` only.
 */
export interface DueTime {
  due: Temporal.ZonedDateTime | null;
  reasons: Reason[];
  opens?: Temporal.ZonedDateTime;
}

/**
 * When a step that becomes active at `start` is due. Of a range the longer time counts: finishing early is no fault.
 * A `recurring` report opens on the first working day after the month it reports on and is due at the closing of the
 * fifth.
 *
 * @throws RangeError where the table's length does not fit its basis
 * @throws NoWorkingDayError where the calendar has no working days
 */
export function dueTime(
  calendar: Calendar,
  start: Moment,
  standardTime: StandardTime,
  options: DueOptions = {},
): DueTime {
  const { basis } = standardTime;
  switch (basis) {
    case "working-minutes":
      return dueAfterMinutes(calendar, start, minutesOf(standardTime));
    case "per-unit":
      return dueAfterMinutes(calendar, start, options.units ? minutesOf(standardTime) * options.units : null);
    case "estimate":
      return dueAfterMinutes(calendar, start, options.estimate ?? null);
    case "working-day":
      return dueAfterDays(calendar, start, daysOf(standardTime));
    case "calendar-lead":
      return earliestDay(calendar, start, daysOf(standardTime));
    case "recurring":
      return monthlyReport(calendar, options.reportMonth ?? monthOf(calendar, start), options.dueWorkingDay ?? 5);
    case "none":
      return { due: null, reasons: [] };
  }
}

/**
 * Where a task stands against its standard time; `unmeasured` where it has none. Minutes are office minutes. A standard of
 * no minutes lies wholly outside office hours: then those used are those beyond it.
 */
export type UsedShare =
  | { status: "on-time" | "due-soon" | "late"; usedMinutes: number; standardMinutes: number; share: number | null }
  | { status: "unmeasured"; usedMinutes: number; standardMinutes: null; share: null };

/** From three quarters of the standard time on, a task is due soon. */
export const dueSoonShare = 0.75;

/**
 * How much of its standard time a task has used at `now` (or when it was finished): none before it starts, and late only
 * when office time has passed since it was due.
 *
 * @param due null where there is no target
 */
export function usedShare(calendar: Calendar, start: Moment, due: Moment | null, now: Moment): UsedShare {
  const usedMinutes = workingMinutesBetween(calendar, start, now);
  if (due === null) return { status: "unmeasured", usedMinutes, standardMinutes: null, share: null };
  const standardMinutes = workingMinutesBetween(calendar, start, due);
  const lateMinutes = workingMinutesBetween(calendar, due, now);
  if (standardMinutes === 0) {
    return { status: lateMinutes > 0 ? "late" : "on-time", usedMinutes: lateMinutes, standardMinutes, share: null };
  }
  const share = usedMinutes / standardMinutes;
  const status = lateMinutes > 0 ? "late" : share >= dueSoonShare ? "due-soon" : "on-time";
  return { status, usedMinutes, standardMinutes, share };
}

function dueAfterMinutes(calendar: Calendar, start: Moment, minutes: number | null): DueTime {
  if (minutes === null) return { due: null, reasons: [] };
  const due = addWorkingMinutes(calendar, start, minutes);
  return { due, reasons: reasonsBetween(calendar, momentIn(calendar, start), due) };
}

function dueAfterDays(calendar: Calendar, start: Moment, days: number): DueTime {
  const begin = addWorkingMinutes(calendar, start, 0);
  const due = addWorkingDays(calendar, start, days);
  const untilBegin = reasonsBetween(calendar, momentIn(calendar, start), begin);
  return { due, reasons: [...untilBegin, ...closedDaysBetween(calendar, begin, due)] };
}

/** A lead time counts whole days, so the hour at which the request came does not matter. */
function earliestDay(calendar: Calendar, start: Moment, days: number): DueTime {
  const earliest = momentIn(calendar, start).toPlainDate().add({ days });
  return { due: earliest.toZonedDateTime(calendar.zone), reasons: [] };
}

function monthlyReport(calendar: Calendar, reportMonth: Month, dueWorkingDay: number): DueTime {
  const month = Temporal.PlainYearMonth.from(reportMonth).add({ months: 1 });
  const opens = openingOf(calendar, nthWorkingDay(calendar, month, 1));
  const due = closingOf(calendar, nthWorkingDay(calendar, month, dueWorkingDay));
  const monthBegins = month.toPlainDate({ day: 1 }).toZonedDateTime(calendar.zone);
  return { due, opens, reasons: closedDaysBetween(calendar, monthBegins, due) };
}

function monthOf(calendar: Calendar, moment: Moment): Temporal.PlainYearMonth {
  return momentIn(calendar, moment).toPlainDate().toPlainYearMonth();
}

function minutesOf(standardTime: StandardTime): number {
  const length = lengthOf(standardTime);
  if (length.years || length.months || length.weeks || length.days) throw misfit(standardTime);
  return length.total("minutes");
}

function daysOf(standardTime: StandardTime): number {
  const length = lengthOf(standardTime);
  const weeks = standardTime.basis === "calendar-lead" ? length.weeks : 0;
  const days = length.days + weeks * 7;
  if (!length.subtract({ days: length.days, weeks }).blank) throw misfit(standardTime);
  return days;
}

function lengthOf(standardTime: StandardTime): Temporal.Duration {
  const written = standardTime.max ?? standardTime.min;
  if (written === undefined) throw misfit(standardTime);
  const length = Temporal.Duration.from(written);
  if (length.sign < 0) throw misfit(standardTime);
  return length;
}

function misfit({ basis, min, max }: StandardTime): RangeError {
  return new RangeError(`The length ${max ?? min ?? "(missing)"} does not fit the basis ${basis}`);
}
