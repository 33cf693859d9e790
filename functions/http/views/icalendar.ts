/**
 * Calendar files (iCalendar, RFC 5545). Written here because it needs a tenth of the format, and a library would cost the
 * public function more than all the letters do.
 */
import { Temporal } from "temporal-polyfill";
import { readableText } from "../../domain/export/readable-text.ts";

export interface CalendarEntry {
  /** Without the part of the host. */
  uid: string;
  /** YYYY-MM-DD and HH:mm in the agency's zone. */
  date: string;
  start: string;
  end: string;
  summary: string;
  location: string | null;
  /** An entry that was put off stays, so that it disappears from calendars that knew it. */
  cancelled: boolean;
}

/** What all entries of a file share. */
export interface CalendarFile {
  host: string;
  zone: string;
  /** Epoch milliseconds. */
  now: number;
  /** Lines of the file itself, such as its name. */
  head: string[];
}

export function calendarText(entries: CalendarEntry[], { head, host, now, zone }: CalendarFile): string {
  const stamp = utc(Temporal.Instant.fromEpochMilliseconds(now));
  const lines = entries.flatMap(({ cancelled, date, end, location, start, summary, uid }) => [
    "BEGIN:VEVENT",
    `UID:${uid}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${instant(date, start, zone)}`,
    `DTEND:${instant(date, end, zone)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(location === null ? [] : [`LOCATION:${escaped(location)}`]),
    `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
  ]);
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Alur Pustaka//jadwal//ID",
    "METHOD:PUBLISH",
    ...head,
    ...lines,
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");
}

function instant(date: string, time: string, zone: string): string {
  return utc(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).toInstant());
}

/** 20261209T020000Z */
function utc(moment: Temporal.Instant): string {
  return moment.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
}

/** Section 3.3.11: backslash, comma and semicolon are escaped, a line break is written as \n. */
export function escaped(text: string): string {
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
