/** Instants as they are stored (ISO 8601, UTC, milliseconds: they sort as text) and as days of the agency's zone. */

export function isoInstant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** YYYY-MM-DD in a zone. */
export function isoDate(epochMs: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
    formats.set(zone, format);
  }
  return format.format(epochMs);
}

/** Milliseconds of a day of 24 hours. */
export const dayMs = 86_400_000;

export function minutesLater(instant: string, minutes: number): string {
  return isoInstant(Date.parse(instant) + minutes * 60_000);
}
