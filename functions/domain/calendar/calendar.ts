import { Temporal } from "temporal-polyfill";

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Opening and closing as `HH:mm` of the same day, in the agency's zone; the closing minute itself is outside. */
export type Interval = [opens: string, closes: string];

/** Intervals of each weekday in order; a weekday that is missing or empty is closed every week. */
export type WeeklyHours = Partial<Record<Weekday, Interval[]>>;

/**
 * `joint-leave` (cuti bersama) is kept apart from `national` because a library may receive visitors on it.
 * `local` covers what a region adds: anniversaries, election days.
 */
export type HolidayKind = "national" | "joint-leave" | "local";

/** `date` is YYYY-MM-DD; `estimated` marks a day the government still has to confirm. */
export interface Holiday {
  date: string;
  name: string;
  kind: HolidayKind;
  estimated?: true;
}

/** Hours in force from `from` to `to` (YYYY-MM-DD, both included) instead of the weekly ones. */
export interface RamadanPeriod {
  from: string;
  to: string;
  officeHours: WeeklyHours;
  /** Where missing, visiting hours stay as they are. */
  serviceHours?: WeeklyHours;
}

/**
 * When an agency works and when it receives visitors: plain data, stored as JSON and edited at run time.
 * Two sets of hours, because Perpres 21/2023 fixes the working week but lets units that serve the public differ:
 * office hours (jam kerja) measure standard times, service hours (jam layanan) take visits.
 */
export interface Calendar {
  /** IANA time zone, for example `Asia/Jakarta`. */
  zone: string;
  officeHours: WeeklyHours;
  serviceHours: WeeklyHours;
  ramadan?: RamadanPeriod[];
  holidays: Holiday[];
  /** Whether visitors are received on joint leave; the office is closed on it either way. */
  serviceOpenOnJointLeave?: boolean;
  /** The first day (YYYY-MM-DD) on which the service is used, see `go-live.ts`; absent: it always was. */
  goLive?: string;
}

export type HoursKind = "office" | "service";

/** Why a whole day is closed; `weekend` is any weekday without hours. */
export type ClosedBecause =
  { kind: "holiday"; name: string; holiday: HolidayKind; estimated?: true } | { kind: "weekend" };

/** The hours of one date; `closed` says why there are none. */
export interface DayHours {
  intervals: Interval[];
  closed?: ClosedBecause;
}

/** A date as YYYY-MM-DD or as a Temporal date. */
export type CalendarDate = string | Temporal.PlainDate;

/** The hours of a date, with the reason when it is closed. A holiday is named even where it falls on a weekend. */
export function hoursOn(calendar: Calendar, date: CalendarDate, kind: HoursKind): DayHours {
  const day = Temporal.PlainDate.from(date);
  const holiday = closingHoliday(calendar, day.toString(), kind);
  if (holiday) return { intervals: [], closed: becauseOf(holiday) };
  const intervals = weeklyHours(calendar, day.toString(), kind)[day.dayOfWeek as Weekday] ?? [];
  return intervals.length > 0 ? { intervals } : { intervals, closed: { kind: "weekend" } };
}

/** Whether visitors are received on this date. */
export function isServiceDay(calendar: Calendar, date: CalendarDate): boolean {
  return hoursOn(calendar, date, "service").intervals.length > 0;
}

/** Whether the office works on this date (hari kerja). */
export function isWorkingDay(calendar: Calendar, date: CalendarDate): boolean {
  return hoursOn(calendar, date, "office").intervals.length > 0;
}

const rank: Record<HolidayKind, number> = { national: 0, local: 1, "joint-leave": 2 };

/** The holidays on which there are no hours of a kind. */
export function closingHolidays({ holidays, serviceOpenOnJointLeave }: Calendar, kind: HoursKind): Holiday[] {
  const ignoresJointLeave = kind === "service" && serviceOpenOnJointLeave === true;
  return ignoresJointLeave ? holidays.filter((holiday) => holiday.kind !== "joint-leave") : holidays;
}

/** A date can carry several holidays; the one that closes most is the one to name. */
function closingHoliday(calendar: Calendar, date: string, kind: HoursKind): Holiday | undefined {
  return closingHolidays(calendar, kind)
    .filter((holiday) => holiday.date === date)
    .sort((a, b) => rank[a.kind] - rank[b.kind])[0];
}

function becauseOf({ name, kind, estimated }: Holiday): ClosedBecause {
  return { kind: "holiday", name, holiday: kind, ...(estimated ? { estimated } : {}) };
}

function weeklyHours(calendar: Calendar, date: string, kind: HoursKind): WeeklyHours {
  const ramadan = calendar.ramadan?.find((period) => period.from <= date && date <= period.to);
  return kind === "office"
    ? (ramadan?.officeHours ?? calendar.officeHours)
    : (ramadan?.serviceHours ?? calendar.serviceHours);
}
