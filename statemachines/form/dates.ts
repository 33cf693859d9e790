/** Calendar arithmetic on YYYY-MM-DD and HH:mm, free of zones; runs in the browser too. */
import type { Language } from "../language/vocabulary.ts";

export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** Calendar arithmetic on YYYY-MM-DD, free of zones. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function isoWeekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

export function showDate(date: string, language: Language): string {
  const parts = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(language === "id" ? "id-ID" : "en-GB", parts).format(new Date(`${date}T00:00:00Z`));
}
