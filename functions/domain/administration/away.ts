/** Days on which somebody is not there, as files and commands write them. */
import type { AwayPeriod } from "../agency.ts";

/** Whether a text is a day that there is, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** "2026-12-01 s.d. 2026-12-05 | 2026-12-24"; null where it cannot be understood. */
export function periodsIn(written: string): AwayPeriod[] | null {
  const parts = written.split(/[;|]/).flatMap((part) => part.trim() || []);
  const periods = parts.map((part): AwayPeriod => {
    const [from = "", until = from] = part.split(/\s*(?:s\.?\s?d\.?|sampai|\.\.|-(?=\s))\s*/i);
    return { from: from.trim(), until: until.trim() };
  });
  return periods.every(({ from, until }) => isDay(from) && isDay(until) && from <= until) ? periods : null;
}

/** "2026-12-01 s.d. 2026-12-05" */
export function periodInWords({ from, until }: AwayPeriod): string {
  return from === until ? from : `${from} s.d. ${until}`;
}

/** As `periodsIn` reads them. */
export function periodsInWords(periods: AwayPeriod[]): string {
  return periods.map(periodInWords).join(" | ");
}
