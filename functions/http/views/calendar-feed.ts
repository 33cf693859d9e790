/**
 * The public schedule as an iCalendar feed (RFC 5545), for people who subscribe to it. Written here because it needs a
 * tenth of the format, and a library would cost the public function more than all the letters do.
 */
import { Temporal } from "temporal-polyfill";
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import type { PublicSchedule, PublicStop } from "../../domain/booking/public-schedule.ts";
import { readableText } from "../../domain/export/readable-text.ts";
import type { Dependencies } from "../../domain/ports.ts";

/** An entry that was put off stays, marked as cancelled, so that it disappears from calendars that knew it. */
export function calendarFeed(
  schedule: PublicSchedule,
  { calendar: { zone }, name }: AgencySettings,
  { clock, publicUrl, secrets }: Pick<Dependencies, "clock" | "publicUrl" | "secrets">,
  language: Language,
): string {
  const stamp = utc(Temporal.Instant.fromEpochMilliseconds(clock.now()));
  const host = new URL(publicUrl).hostname;
  const lines = schedule.stops.flatMap((stop) => [
    "BEGIN:VEVENT",
    // Nobody learns the number of a case from the feed, and an entry keeps its id.
    `UID:${secrets.hash(`${stop.caseId} ${stop.date}`).slice(0, 24)}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${instant(stop.date, stop.start, zone)}`,
    `DTEND:${instant(stop.date, stop.end, zone)}`,
    `SUMMARY:${escaped(summaryOf(stop, language))}`,
    `LOCATION:${escaped(stop.place)}`,
    `STATUS:${stop.postponed ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
  ]);
  const title = { id: `Jadwal layanan keliling ${name}`, en: `Schedule of ${name}` }[language];
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Alur Pustaka//jadwal//ID",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(title)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "X-PUBLISHED-TTL:PT6H",
    ...lines,
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");
}

function summaryOf({ place, postponed, service }: PublicStop, language: Language): string {
  const putOff = { id: "DITUNDA: ", en: "PUT OFF: " }[language];
  return `${postponed ? putOff : ""}${service[language]}, ${place}`;
}

function instant(date: string, time: string, zone: string): string {
  return utc(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).toInstant());
}

/** 20261209T020000Z */
function utc(moment: Temporal.Instant): string {
  return moment.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
}

/** Section 3.3.11: backslash, comma and semicolon are escaped, a line break is written as \n. */
function escaped(text: string): string {
  return readableText(text)
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n");
}

const longestLine = 75;

/** Section 3.1: no line is longer than 75 octets; what goes on begins with a space. Letters are never cut in two. */
function folded(line: string): string {
  let [result, octets] = ["", 0];
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > longestLine) [result, octets] = [`${result}\r\n `, 1];
    [result, octets] = [result + letter, octets + size];
  }
  return result;
}
