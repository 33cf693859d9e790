/** Why a due time is later than the clock alone would say. Free of Temporal, because the browser shows it too. */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import type { HolidayKind } from "./calendar.ts";
import { dayAndMonth, timeOfDay, type Style } from "../format.ts";

/**
 * A span in which the office clock stood still, from `from` to `to` (excluded), both as local time with offset:
 * `2026-12-24T00:00+07:00`. Neighbouring days of a weekend make one reason, each holiday makes its own.
 */
export type Reason =
  | { kind: "break" | "closed-hours" | "weekend"; from: string; to: string }
  | { kind: "holiday"; from: string; to: string; name: string; holiday: HolidayKind; estimated?: true };

/**
 * The reasons in one line: "24 Des cuti bersama, 25 Des libur, 26-27 akhir pekan". Evenings and mornings next to a
 * closed day go without saying. Empty when the clock never stood still.
 */
export function describeReasons(reasons: Reason[], language: Language): string {
  const spans = reasons.filter((reason, index) => !bordersClosedDay(reason, reasons, index)).map(toSpan(language));
  let monthShown = "";
  return joinNeighbours(spans)
    .map((span) => {
      const when = describeWhen(span, monthShown, language);
      monthShown = span.lastDay.slice(0, 7);
      return `${when} ${span.label}`;
    })
    .join(", ");
}

const labels = {
  break: { id: "istirahat", en: "break" },
  "closed-hours": { id: "di luar jam kerja", en: "outside office hours" },
  weekend: { id: "akhir pekan", en: "weekend" },
  "closed-weekday": { id: "bukan hari kerja", en: "not a working day" },
  national: { id: "libur", en: "holiday" },
  "joint-leave": { id: "cuti bersama", en: "joint leave" },
  local: { id: "libur daerah", en: "local holiday" },
};

interface Span {
  label: string;
  firstDay: string;
  lastDay: string;
  /** Local times, where only a part of a day is meant. */
  hours?: { from: string; to: string };
}

function isWholeDay(reason: Reason | undefined): boolean {
  return reason?.kind === "holiday" || reason?.kind === "weekend";
}

function bordersClosedDay(reason: Reason, reasons: Reason[], index: number): boolean {
  if (reason.kind !== "closed-hours") return false;
  const before = reasons[index - 1];
  const after = reasons[index + 1];
  return (isWholeDay(before) && before?.to === reason.from) || (isWholeDay(after) && after?.from === reason.to);
}

function toSpan(language: Language): (reason: Reason) => Span {
  return (reason) => {
    const label = labels[labelOf(reason)][language];
    const firstDay = reason.from.slice(0, 10);
    if (isWholeDay(reason)) return { label, firstDay, lastDay: lastDayBefore(reason.to) };
    const hours = { from: reason.from.slice(11, 16), to: reason.to.slice(11, 16) };
    return { label, firstDay, lastDay: reason.to.slice(0, 10), hours };
  };
}

function labelOf(reason: Reason): keyof typeof labels {
  if (reason.kind === "holiday") return reason.holiday;
  if (reason.kind !== "weekend") return reason.kind;
  const weekday = new Date(reason.from.slice(0, 10)).getUTCDay();
  return weekday === 0 || weekday === 6 ? "weekend" : "closed-weekday";
}

/** Days of the same sort in a row read as one: "10-11 Mar libur". */
function joinNeighbours(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const previous = joined.at(-1);
    const follows =
      previous && !span.hours && previous.label === span.label && dayAfter(previous.lastDay) === span.firstDay;
    if (follows) joined.splice(-1, 1, { ...previous, lastDay: span.lastDay });
    else joined.push(span);
  }
  return joined;
}

function describeWhen(span: Span, monthShown: string, language: Language): string {
  const style: Style = { language, zone: "UTC" };
  const first = dayAndMonth(span.firstDay, style);
  const last = dayAndMonth(span.lastDay, style);
  if (span.hours) {
    const [from, to] = [timeOfDay(span.hours.from, style), timeOfDay(span.hours.to, style)];
    return span.firstDay === span.lastDay ? `${first} ${from}-${to}` : `${first} ${from}-${last} ${to}`;
  }
  if (span.firstDay === span.lastDay) return first;
  if (span.firstDay.slice(0, 7) !== span.lastDay.slice(0, 7)) return `${first}-${last}`;
  const days = `${Number(span.firstDay.slice(8))}-${Number(span.lastDay.slice(8))}`;
  return monthShown === span.lastDay.slice(0, 7) ? days : `${days} ${last.split(" ")[1]}`;
}

/** The last day that a span ending (excluded) at this local time touches. */
function lastDayBefore(to: string): string {
  return to.slice(11, 16) === "00:00" ? shiftDay(to.slice(0, 10), -1) : to.slice(0, 10);
}

function dayAfter(day: string): string {
  return shiftDay(day, 1);
}

function shiftDay(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}
