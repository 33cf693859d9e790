/** The time in which the office clock stands still, as reasons to show beside a due time. */
import { Temporal } from "temporal-polyfill";
import { hoursOn, type Calendar } from "./calendar.ts";
import type { Reason } from "./due-reasons.ts";

/** Everything between two moments that is not office time, in order; together with the work it fills the span. */
export function reasonsBetween(calendar: Calendar, from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): Reason[] {
  const reasons: Reason[] = [];
  for (let day = from.startOfDay(); isBefore(day, to); day = day.add({ days: 1 })) {
    for (const part of closedPartsOf(calendar, day)) {
      const start = isBefore(part.from, from) ? from : part.from;
      const end = isBefore(to, part.to) ? to : part.to;
      if (isBefore(start, end)) append(reasons, { ...part.reason, from: localTime(start), to: localTime(end) });
    }
  }
  return reasons;
}

/** Only the weekends and holidays between two moments: what matters when days are counted. */
export function closedDaysBetween(
  calendar: Calendar,
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
): Reason[] {
  return reasonsBetween(calendar, from, to).filter(({ kind }) => kind === "holiday" || kind === "weekend");
}

/** A reason whose span is not cut to size yet. */
type BareReason = Reason extends infer R ? (R extends Reason ? Omit<R, "from" | "to"> : never) : never;

interface ClosedPart {
  from: Temporal.ZonedDateTime;
  to: Temporal.ZonedDateTime;
  reason: BareReason;
}

function closedPartsOf(calendar: Calendar, midnight: Temporal.ZonedDateTime): ClosedPart[] {
  const nextMidnight = midnight.add({ days: 1 });
  const { intervals, closed } = hoursOn(calendar, midnight.toPlainDate(), "office");
  if (closed) return [{ from: midnight, to: nextMidnight, reason: closed }];
  const parts: ClosedPart[] = [];
  let from = midnight;
  for (const [opens, closes] of intervals) {
    const kind = parts.length === 0 ? "closed-hours" : "break";
    parts.push({ from, to: midnight.withPlainTime(opens), reason: { kind } });
    from = midnight.withPlainTime(closes);
  }
  return [...parts, { from, to: nextMidnight, reason: { kind: "closed-hours" } }];
}

/** A night or a weekend is one reason; holidays keep their own names. */
function append(reasons: Reason[], reason: Reason): void {
  const previous = reasons.at(-1);
  const continues = previous?.to === reason.from && previous.kind === reason.kind && reason.kind !== "holiday";
  if (continues) reasons.splice(-1, 1, { ...previous, to: reason.to });
  else reasons.push(reason);
}

/** `2026-12-24T00:00+07:00`. */
function localTime(moment: Temporal.ZonedDateTime): string {
  return moment.toString({ timeZoneName: "never", smallestUnit: "minute" });
}

function isBefore(a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): boolean {
  return Temporal.ZonedDateTime.compare(a, b) < 0;
}
