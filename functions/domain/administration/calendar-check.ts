/** What a calendar from outside (an agency's file, an import) must be. */
import * as z from "zod";
import type { Calendar } from "../calendar/calendar.ts";
import { isDay } from "./away.ts";
import { about, asAWhole, problemsIn, show, words, type Problem } from "./problems.ts";

export type CheckedCalendar = { ok: true; calendar: Calendar } | { ok: false; problems: Problem[] };

/** Checks a calendar and reports every problem at once. */
export function checkCalendar(data: unknown): CheckedCalendar {
  const problems = problemsIn(calendar, data);
  return problems.length === 0 ? { ok: true, calendar: data as Calendar } : { ok: false, problems };
}

/** What is wrong with holidays. */
export function checkHolidays(data: unknown): Problem[] {
  return problemsIn(holidays, data);
}

const unknownZone = about((shown) => words(`Zona waktu ${shown} tidak dikenal.`, `Unknown time zone ${shown}.`));
const zone = z.string(unknownZone).refine(isZone, unknownZone);

const date = z.custom<string>(
  (text) => typeof text === "string" && isDay(text),
  about((shown) => words(`Tanggal ${shown} tidak ada.`, `${shown} is not a date.`)),
);

const interval = z.custom<[string, string]>(
  isTimePair,
  about((shown) =>
    words(
      `Jam ${shown} tidak terbaca. Tulis jam buka dan tutup, misalnya 08:00-12:00 (dalam berkas: ["08:00","12:00"]).`,
      `Hours ${shown} cannot be read. Write opening and closing, such as 08:00-12:00 (in a file: ["08:00","12:00"]).`,
    ),
  ),
);

const intervals = z.array(interval, { error: words("Jam harus berupa daftar.", "Hours must be a list.") }).check(
  asAWhole((list, tell) => {
    let end = "";
    for (const [index, each] of list.entries()) {
      if (!isTimePair(each)) continue;
      const [opens, closes] = each;
      if (closes <= opens) {
        tell(
          [index],
          words(`Jam tutup ${closes} tidak sesudah jam buka ${opens}.`, `${closes} is not after ${opens}.`),
        );
        continue;
      }
      if (opens < end)
        tell(
          [index],
          words(`Jam ${opens} dimulai sebelum ${end} berakhir.`, `${opens} begins before ${end} has ended.`),
        );
      end = closes;
    }
  }),
);

const weeklyHours = z
  .record(z.string(), intervals, { error: words("Jam harus diisi per hari.", "Hours are needed for each weekday.") })
  .check(
    asAWhole((hours, tell) => {
      for (const weekday of Object.keys(hours))
        if (!/^[1-7]$/.test(weekday)) tell([weekday], words("Hari harus 1 sampai 7.", "A weekday is 1 to 7."));
    }),
  );

/** Without a single working hour no task would ever be due. */
const officeHours = weeklyHours.check(
  asAWhole((hours, tell) => {
    const some = Object.values(hours).some((day) => Array.isArray(day) && day.length > 0);
    if (!some) tell([], words("Belum ada jam kerja sama sekali.", "There are no office hours at all."));
  }),
);

const ramadan = z
  .array(
    z.looseObject(
      { from: date, to: date, officeHours: weeklyHours, serviceHours: weeklyHours.optional() },
      { error: words("Masa Ramadan harus berupa objek.", "A period must be an object.") },
    ),
    { error: words("Ramadan harus berupa daftar.", "Ramadan must be a list.") },
  )
  .check(
    asAWhole((periods, tell) => {
      let before = "";
      for (const [index, each] of periods.entries()) {
        if (typeof each?.from !== "string" || typeof each.to !== "string") continue;
        const { from, to } = each;
        if (to < from) tell([index], words(`${to} mendahului ${from}.`, `${to} is before ${from}.`));
        if (from <= before)
          tell([index], words(`${from} masih di masa sebelumnya.`, `${from} is still in the period before.`));
        before = to;
      }
    }),
  );

const holidays = z
  .array(
    z.looseObject(
      {
        date,
        name: z.custom<string>((name) => typeof name === "string" && name.trim() !== "", {
          error: words("Nama hari libur harus diisi.", "A holiday needs a name."),
        }),
        kind: z.enum(
          ["national", "joint-leave", "local"],
          about((shown) => words(`Jenis ${shown} tidak dikenal.`, `Unknown kind ${shown}.`)),
        ),
      },
      { error: words("Hari libur harus berupa objek.", "A holiday must be an object.") },
    ),
    { error: words("Hari libur harus berupa daftar.", "Holidays must be a list.") },
  )
  .check(
    asAWhole((list, tell) => {
      const seen = new Set<string>();
      for (const [index, each] of list.entries()) {
        const key = `${show(each?.date)} ${show(each?.kind)}`;
        if (seen.has(key))
          tell([index], words(`Tanggal ${show(each.date)} tercatat dua kali.`, `${show(each.date)} is listed twice.`));
        seen.add(key);
      }
    }),
  );

export const calendar = z.looseObject(
  {
    zone,
    officeHours,
    serviceHours: weeklyHours,
    ramadan: ramadan.optional(),
    holidays,
    serviceOpenOnJointLeave: z.boolean({ error: words("Isi ya atau tidak.", "Must be true or false.") }).optional(),
    goLive: date.optional(),
  },
  { error: words("Kalender harus berupa objek.", "Not an object.") },
);

/** Only named zones: an offset such as +07:00 is valid for Intl, but it has no label and no rules. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]+\//.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isTimePair(value: unknown): value is [string, string] {
  const isTime = (time: unknown) => typeof time === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  return Array.isArray(value) && value.length === 2 && value.every(isTime);
}
