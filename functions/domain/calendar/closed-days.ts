import { Temporal } from "temporal-polyfill";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "./calendar.ts";
import { closedDaysBetween } from "./closed-time.ts";
import { describeReasons } from "./due-reasons.ts";

/**
 * Weekends and holidays between two instants (ISO 8601), in words: "24 Des cuti bersama, 25 Des libur, 26-27 akhir pekan";
 * null where there are none.
 */
export function closedDaysInWords(calendar: Calendar, from: string, to: string): Text | null {
  const [start, end] = [from, to].map((each) => Temporal.Instant.from(each).toZonedDateTimeISO(calendar.zone));
  if (!start || !end) return null;
  const reasons = closedDaysBetween(calendar, start, end);
  return reasons.length === 0 ? null : { id: describeReasons(reasons, "id"), en: describeReasons(reasons, "en") };
}
