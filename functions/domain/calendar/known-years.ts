/** Years of which the holidays are known: the government tells those of the next year in the middle of the year before. */
import type { Calendar } from "./calendar.ts";

/** By then the holidays of the next year are announced, as MM-DD. */
const announcedFrom = "07-01";

/** The last year of which national holidays are entered; null where none is. */
export function lastKnownYear({ holidays }: Pick<Calendar, "holidays">): number | null {
  const years = holidays.filter(({ kind }) => kind === "national").map(({ date }) => Number(date.slice(0, 4)));
  return years.length === 0 ? null : Math.max(...years);
}

/**
 * The year whose holidays are missing and should be there: this one, or from July on the next; null as a rule.
 *
 * @param day YYYY-MM-DD, at the agency
 */
export function missingYear(calendar: Pick<Calendar, "holidays">, day: string): number | null {
  const last = lastKnownYear(calendar) ?? 0;
  const year = Number(day.slice(0, 4));
  const needed = day.slice(5) >= announcedFrom ? year + 1 : year;
  return last >= needed ? null : Math.max(year, last + 1);
}
