/**
 * How long office time is, and how much of a standard time is used, in words: the same in lists, on pages, in mails and in
 * reports. The browser uses this file too.
 */
import type { Language, StandardTime } from "../../statemachines/language/vocabulary.ts";
import { duration, formatNumber, usedOf, workingDays } from "./format.ts";

/** What is known of the time of a task; minutes are office minutes, instants ISO 8601. */
export interface UsedTime {
  status: "on-time" | "due-soon" | "late" | "paused" | "unmeasured";
  standard: Pick<StandardTime, "basis" | "max" | "min">;
  /** When it begins to run, where that has not come. */
  beginsAt: string | null;
  usedMinutes: number | null;
  standardMinutes: number | null;
}

/** 37 h 30 min a week over five days (Perpres 21/2023). */
const minutesOfWorkingDay = 450;

/** In the largest unit that fits: "14 menit", "2 jam 15 menit", "10 hari kerja"; what is left of a day is dropped. */
export function officeTime(minutes: number, language: Language): string {
  if (minutes < minutesOfWorkingDay) return duration(minutes, language);
  return workingDays(Math.floor(minutes / minutesOfWorkingDay), language);
}

/** "terlambat 14 menit", "terlambat 10 hari kerja"; the first minute counts as soon as it has begun. */
export function lateBy(minutes: number, language: Language): string {
  const late = officeTime(Math.max(1, minutes), language);
  return language === "id" ? `terlambat ${late}` : `${late} late`;
}

/**
 * "17 dari 20 menit", "0,5 dari 5 hari kerja", "terlambat 14 menit", "baru saja", "belum mulai"; and why nothing is measured.
 *
 * @param now epoch, milliseconds
 */
export function usedInWords(time: UsedTime, now: number, language: Language): string {
  const { beginsAt, status, standardMinutes, usedMinutes } = time;
  if (status === "paused") return words.paused[language];
  if (status === "unmeasured" || usedMinutes === null || standardMinutes === null) return words.unmeasured[language];
  if (status === "late") return lateBy(usedMinutes - standardMinutes, language);
  if (beginsAt !== null && Date.parse(beginsAt) > now) return words.notBegun[language];
  if (usedMinutes < 1 || standardMinutes === 0) return words.justNow[language];
  const days = daysOf(time.standard, standardMinutes);
  if (days === null) return usedOf(usedMinutes, standardMinutes, language);
  const used = formatNumber((usedMinutes / standardMinutes) * days, language);
  return `${used} ${words.of[language]} ${workingDays(days, language)}`;
}

/** Whole working days of a standard that long: nobody thinks of five days as 37 hours. */
function daysOf({ basis, max, min }: UsedTime["standard"], minutes: number): number | null {
  const written = basis === "working-day" ? /^P(\d+)D$/.exec(max ?? min ?? "")?.[1] : undefined;
  if (written !== undefined) return Number(written);
  return minutes > minutesOfWorkingDay ? Math.round(minutes / minutesOfWorkingDay) : null;
}

const words = {
  paused: { id: "dijeda", en: "paused" },
  unmeasured: { id: "tanpa waktu baku", en: "no standard time" },
  notBegun: { id: "belum mulai", en: "not begun" },
  justNow: { id: "baru saja", en: "just now" },
  of: { id: "dari", en: "of" },
};

const hoursOfDay = 24;
const nothing = "–";

/** Office time: "35 menit", "2 jam 5 menit", "1,8 hari kerja"; a dash where there is none. */
export function tookInWords(minutes: number | null, language: Language): string {
  if (minutes === null) return nothing;
  if (minutes < 1) return language === "id" ? "kurang dari 1 menit" : "less than 1 minute";
  if (minutes < minutesOfWorkingDay) return duration(minutes, language);
  const days = minutes / minutesOfWorkingDay;
  if (Number.isInteger(days)) return workingDays(days, language);
  return `${formatNumber(days, language)} ${language === "id" ? "hari kerja" : "working days"}`;
}

/** Calendar time: "5 jam", "2,5 hari"; a dash where there is none. */
export function waitedInWords(hours: number | null, language: Language): string {
  if (hours === null) return nothing;
  if (hours < 1) return language === "id" ? "kurang dari 1 jam" : "less than 1 hour";
  const isId = language === "id";
  if (hours < 2 * hoursOfDay) return `${hours} ${isId ? "jam" : hours === 1 ? "hour" : "hours"}`;
  return `${formatNumber(hours / hoursOfDay, language)} ${isId ? "hari" : "days"}`;
}

/** "92%"; a dash where there was nothing to keep. Whole percent, and 100 only where all were in time. */
export function shareInWords({ inTime, of }: { inTime: number; of: number }): string {
  if (of === 0) return nothing;
  const percent = (100 * inTime) / of;
  return `${inTime < of ? Math.min(99, Math.round(percent)) : 100}%`;
}

/** What the next revision of an SOP could say: "45 menit", "2 hari kerja"; for a single unit where it counts by units. */
export function proposedInWords(
  proposed: { minutes: number } | { workingDays: number },
  perUnit: boolean,
  language: Language,
): string {
  const figure =
    "minutes" in proposed ? duration(proposed.minutes, language) : workingDays(proposed.workingDays, language);
  return perUnit ? `${figure} ${language === "id" ? "per satuan" : "per unit"}` : figure;
}
