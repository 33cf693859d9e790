/**
 * `npm run due -- "2026-12-23 10:00" P1D`: when something is due on the demo calendar, and why.
 *
 * Prints the due time first (`2026-12-28T10:00+07:00`), then the reasons. Lengths: `PT30M` (office minutes), `P1D`
 * (working days), `P7D --lead` (calendar days before an event). Bad input: one line on stderr, exit code 2.
 */
import { Temporal } from "temporal-polyfill";
import type { StandardTime } from "../../../statemachines/language/vocabulary.ts";
import { demoCalendar } from "../../../functions/domain/calendar/demo-calendar.ts";
import { describeReasons, type Reason } from "../../../functions/domain/calendar/due-reasons.ts";
import { dueTime } from "../../../functions/domain/calendar/due-time.ts";
import { dayAndMonth } from "../../../functions/domain/format.ts";

export type Report = { ok: true; lines: string[] } | { ok: false; message: string };

const usage = 'Usage: npm run due -- "2026-12-23 10:00" PT30M | P1D | P7D --lead';

/** The lines to print for the arguments of the command. */
export function report(args: string[]): Report {
  const [start, length, ...surplus] = args.filter((argument) => argument !== "--lead");
  const lead = args.includes("--lead");
  if (start === undefined || length === undefined || surplus.length > 0) return { ok: false, message: usage };
  const from = parseStart(start);
  if (!from) return refuse(start, "is not a date and time such as 2026-12-23 10:00");
  const standardTime = parseLength(length, lead);
  if (!standardTime) return refuse(length, lead ? "is not a lead such as P7D" : "is not a length such as PT30M or P1D");
  return dueLines(from, standardTime);
}

function dueLines(from: Temporal.ZonedDateTime, standardTime: StandardTime): Report {
  try {
    const { due, reasons } = dueTime(demoCalendar, from, standardTime);
    if (!due) return { ok: false, message: usage };
    return { ok: true, lines: [localTime(due), ...reasonLines(reasons), ...gapLines(from, due)] };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: `${error.message}. ${usage}` };
    throw error;
  }
}

function reasonLines(reasons: Reason[]): string[] {
  const holidays = reasons.flatMap((reason) => (reason.kind === "holiday" ? [holidayLine(reason)] : []));
  return [describeReasons(reasons, "id"), ...holidays].filter(Boolean);
}

function holidayLine({ from, name, estimated }: Extract<Reason, { kind: "holiday" }>): string {
  const date = dayAndMonth(from.slice(0, 10), { language: "id", zone: demoCalendar.zone });
  return `  ${date}: ${name}${estimated ? " (perkiraan)" : ""}`;
}

/** A year without holidays in the calendar gives a due time that looks surer than it is. */
function gapLines(from: Temporal.ZonedDateTime, due: Temporal.ZonedDateTime): string[] {
  const known = new Set(demoCalendar.holidays.map((holiday) => Number(holiday.date.slice(0, 4))));
  const unknown = [...new Set([from.year, due.year])].filter((year) => !known.has(year));
  return unknown.map((year) => `Catatan: hari libur ${year} belum ada di kalender.`);
}

function parseStart(text: string): Temporal.ZonedDateTime | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined;
  try {
    return Temporal.PlainDateTime.from(text.replace(" ", "T")).toZonedDateTime(demoCalendar.zone);
  } catch {
    return undefined;
  }
}

function parseLength(written: string, lead: boolean): StandardTime | undefined {
  const inDays = /^P(?=[1-9])\d{1,4}[DW]$/.test(written);
  const inMinutes = /^PT(?=\d*[1-9])(\d{1,7}H)?(\d{1,7}M)?$/.test(written);
  if (lead) return inDays ? { written, basis: "calendar-lead", max: written } : undefined;
  if (inMinutes) return { written, basis: "working-minutes", max: written };
  return inDays && written.endsWith("D") ? { written, basis: "working-day", max: written } : undefined;
}

function refuse(argument: string, why: string): Report {
  return { ok: false, message: `${JSON.stringify(argument)} ${why}. ${usage}` };
}

function localTime(moment: Temporal.ZonedDateTime): string {
  return moment.toString({ timeZoneName: "never", smallestUnit: "minute" });
}

if (import.meta.main) {
  const result = report(process.argv.slice(2));
  if (result.ok) console.log(result.lines.join("\n"));
  else {
    console.error(result.message);
    process.exitCode = 2;
  }
}
