import type { TimeView } from "../../../functions/contract/shared.ts";
import { formatNumber, lateBy, usedOf, workingDays, type Style } from "../../../functions/domain/format.ts";
import { texts } from "../text/staff.ts";

const minuteMs = 60_000;

/**
 * How much of the standard time is used, in words: "17 dari 20 menit", "0,5 dari 5 hari kerja", "terlambat 14 menit",
 * "baru saja".
 *
 * @param now epoch, milliseconds; used where a task is late by the calendar and not by counted minutes
 */
export function usedWords(time: TimeView, now: number, { language }: Style): string {
  const words = texts().time;
  const { status, usedMinutes, standardMinutes, dueAt } = time;
  if (status === "paused") return words.paused;
  if (status === "late") {
    const over = usedMinutes !== null && standardMinutes !== null ? usedMinutes - standardMinutes : 0;
    return lateBy(over > 0 || dueAt === null ? over : (now - Date.parse(dueAt)) / minuteMs, language);
  }
  if (status === "unmeasured" || usedMinutes === null || standardMinutes === null) return words.unmeasured;
  if (usedMinutes < 1) return words.justNow;
  const days = workingDaysOf(time);
  if (days === null) return usedOf(usedMinutes, standardMinutes, language);
  const used = formatNumber((usedMinutes / standardMinutes) * days, language);
  return `${used} ${language === "id" ? "dari" : "of"} ${workingDays(days, language)}`;
}

/** Share of the bar that is filled, 0 to 1; null where nothing is measured. */
export function usedShare({ status, share }: TimeView): number | null {
  if (status === "paused" || status === "unmeasured") return null;
  return status === "late" ? 1 : Math.min(1, Math.max(0.03, share ?? 0));
}

/** Whole working days of a standard counted in days: nobody thinks of five days as 37 hours. */
function workingDaysOf({ standard }: TimeView): number | null {
  if (standard.basis !== "working-day") return null;
  const days = /^P(\d+)D$/.exec(standard.max ?? standard.min ?? "")?.[1];
  return days === undefined ? null : Number(days);
}
