import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "./calendar.ts";

/** `at` is the path into the data, such as `officeHours.5.0` or `holidays.3.date`. */
export interface CalendarProblem {
  at: string;
  message: Text;
}

export type CheckedCalendar = { ok: true; calendar: Calendar } | { ok: false; problems: CalendarProblem[] };

/** Checks data from outside (an edited calendar, an imported file) and reports every problem at once. */
export function checkCalendar(data: unknown): CheckedCalendar {
  if (!isRecord(data)) return { ok: false, problems: [problem("", "Kalender harus berupa objek.", "Not an object.")] };
  const problems = [
    ...checkZone(data["zone"]),
    ...checkWeeklyHours("officeHours", data["officeHours"]),
    ...checkSomeHours(data["officeHours"]),
    ...checkWeeklyHours("serviceHours", data["serviceHours"]),
    ...checkRamadan(data["ramadan"]),
    ...checkHolidays(data["holidays"]),
    ...checkOptionalFlag("serviceOpenOnJointLeave", data["serviceOpenOnJointLeave"]),
  ];
  return problems.length === 0 ? { ok: true, calendar: data as unknown as Calendar } : { ok: false, problems };
}

function checkZone(zone: unknown): CalendarProblem[] {
  if (typeof zone === "string" && isKnownZone(zone)) return [];
  return [problem("zone", `Zona waktu ${show(zone)} tidak dikenal.`, `Unknown time zone ${show(zone)}.`)];
}

/** Only named zones: an offset such as +07:00 is valid for Intl, but it has no label and no rules. */
function isKnownZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function checkWeeklyHours(at: string, hours: unknown): CalendarProblem[] {
  if (!isRecord(hours)) return [problem(at, "Jam harus diisi per hari.", "Hours are needed for each weekday.")];
  return Object.entries(hours).flatMap(([weekday, intervals]) => {
    const here = `${at}.${weekday}`;
    if (!/^[1-7]$/.test(weekday)) return [problem(here, "Hari harus 1 sampai 7.", "A weekday is 1 to 7.")];
    if (!Array.isArray(intervals)) return [problem(here, "Jam harus berupa daftar.", "Hours must be a list.")];
    return checkIntervals(here, intervals);
  });
}

function checkIntervals(at: string, intervals: unknown[]): CalendarProblem[] {
  let previousEnd = "";
  return intervals.flatMap((interval, index) => {
    const here = `${at}.${index}`;
    if (!isTimePair(interval)) {
      const shown = show(interval);
      return [
        problem(here, `Jam ${shown} harus ["08:00","12:00"].`, `Hours ${shown} must look like ["08:00","12:00"].`),
      ];
    }
    const [start, end] = interval;
    if (end <= start) {
      return [problem(here, `Jam tutup ${end} tidak sesudah jam buka ${start}.`, `${end} is not after ${start}.`)];
    }
    const overlaps = start < previousEnd;
    const before = previousEnd;
    previousEnd = end;
    if (!overlaps) return [];
    return [
      problem(here, `Jam ${start} dimulai sebelum ${before} berakhir.`, `${start} begins before ${before} has ended.`),
    ];
  });
}

/** Without a single working hour no task would ever be due. */
function checkSomeHours(hours: unknown): CalendarProblem[] {
  const some = isRecord(hours) && Object.values(hours).some((day) => Array.isArray(day) && day.length > 0);
  if (some || !isRecord(hours)) return [];
  return [problem("officeHours", "Belum ada jam kerja sama sekali.", "There are no office hours at all.")];
}

function checkRamadan(periods: unknown): CalendarProblem[] {
  if (periods === undefined) return [];
  if (!Array.isArray(periods)) return [problem("ramadan", "Ramadan harus berupa daftar.", "Ramadan must be a list.")];
  let previousTo = "";
  return periods.flatMap((period: unknown, index) => {
    const at = `ramadan.${index}`;
    if (!isRecord(period)) return [problem(at, "Masa Ramadan harus berupa objek.", "A period must be an object.")];
    const { from, to } = period;
    const problems = [
      ...checkDate(`${at}.from`, from),
      ...checkDate(`${at}.to`, to),
      ...checkWeeklyHours(`${at}.officeHours`, period["officeHours"]),
      ...(period["serviceHours"] === undefined ? [] : checkWeeklyHours(`${at}.serviceHours`, period["serviceHours"])),
    ];
    if (typeof from !== "string" || typeof to !== "string") return problems;
    if (to < from) problems.push(problem(at, `${to} mendahului ${from}.`, `${to} is before ${from}.`));
    if (from <= previousTo) {
      problems.push(problem(at, `${from} masih di masa sebelumnya.`, `${from} is still in the period before.`));
    }
    previousTo = to;
    return problems;
  });
}

function checkHolidays(holidays: unknown): CalendarProblem[] {
  if (!Array.isArray(holidays))
    return [problem("holidays", "Hari libur harus berupa daftar.", "Holidays must be a list.")];
  const seen = new Set<string>();
  return holidays.flatMap((holiday: unknown, index) => {
    const at = `holidays.${index}`;
    if (!isRecord(holiday)) return [problem(at, "Hari libur harus berupa objek.", "A holiday must be an object.")];
    const { date, name, kind } = holiday;
    const problems = checkDate(`${at}.date`, date);
    if (typeof name !== "string" || name.trim() === "") {
      problems.push(problem(`${at}.name`, "Nama hari libur harus diisi.", "A holiday needs a name."));
    }
    if (kind !== "national" && kind !== "joint-leave" && kind !== "local") {
      problems.push(problem(`${at}.kind`, `Jenis ${show(kind)} tidak dikenal.`, `Unknown kind ${show(kind)}.`));
    }
    const key = `${show(date)} ${show(kind)}`;
    if (seen.has(key))
      problems.push(problem(at, `Tanggal ${show(date)} tercatat dua kali.`, `${show(date)} is listed twice.`));
    seen.add(key);
    return problems;
  });
}

function checkDate(at: string, date: unknown): CalendarProblem[] {
  if (typeof date === "string" && isDate(date)) return [];
  return [problem(at, `Tanggal ${show(date)} tidak ada.`, `${show(date)} is not a date.`)];
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function checkOptionalFlag(at: string, flag: unknown): CalendarProblem[] {
  if (flag === undefined || typeof flag === "boolean") return [];
  return [problem(at, "Isi ya atau tidak.", "Must be true or false.")];
}

function isTimePair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every(isTimeOfDay);
}

function isTimeOfDay(value: unknown): boolean {
  return typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "kosong");
}

function problem(at: string, id: string, en: string): CalendarProblem {
  return { at, message: { id, en } };
}
