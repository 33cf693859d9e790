/** How long things took, in words: the same on the page, in its files and on the dashboard. The browser uses this file too. */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { duration, formatNumber, workingDays } from "../format.ts";

/** 37 h 30 min a week over five days (Perpres 21/2023). */
const minutesOfWorkingDay = 450;
const hoursOfDay = 24;

/** Office time: "35 menit", "2 jam 5 menit", "1,8 hari kerja"; a dash where there is none. */
export function tookInWords(minutes: number | null, language: Language): string {
  if (minutes === null) return none;
  if (minutes < 1) return language === "id" ? "kurang dari 1 menit" : "less than 1 minute";
  if (minutes < minutesOfWorkingDay) return duration(minutes, language);
  const days = minutes / minutesOfWorkingDay;
  if (Number.isInteger(days)) return workingDays(days, language);
  return `${formatNumber(days, language)} ${language === "id" ? "hari kerja" : "working days"}`;
}

/** Calendar time: "5 jam", "2,5 hari"; a dash where there is none. */
export function waitedInWords(hours: number | null, language: Language): string {
  if (hours === null) return none;
  if (hours < 1) return language === "id" ? "kurang dari 1 jam" : "less than 1 hour";
  const isId = language === "id";
  if (hours < 2 * hoursOfDay) return `${hours} ${isId ? "jam" : hours === 1 ? "hour" : "hours"}`;
  return `${formatNumber(hours / hoursOfDay, language)} ${isId ? "hari" : "days"}`;
}

/** "92%"; a dash where there was nothing to keep. Whole percent, and 100 only where all were in time. */
export function shareInWords({ inTime, of }: { inTime: number; of: number }): string {
  if (of === 0) return none;
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

const none = "–";
