/** Dates and times of the agency, in the present language and the agency's zone. */
import * as format from "../../../functions/domain/format.ts";
import * as used from "../../../functions/domain/used-time.ts";
import type { TimeView } from "../../../functions/contract/shared.ts";
import type { SlotValue } from "../../../statemachines/form/check-form.ts";
import { zone } from "../api/agency.svelte.ts";
import { locale } from "./index.ts";

/** Style for the functions of `format.ts`. */
export function style(): format.Style {
  return { language: locale.language, zone: zone() };
}

/** "Senin, 30 November 2026" of a moment or a date. */
export function day(date: format.DateLike): string {
  return format.longDate(date, style());
}

/** "hari ini 10.17 WIB". */
export function moment(instant: format.DateLike, now: format.DateLike = new Date()): string {
  return format.momentNear(instant, now, style());
}

/** "Senin, 30 November 2026, pukul 09.00 WIB". */
export function fullMoment(instant: format.DateLike): string {
  return `${day(instant)}, ${format.clockTime(instant, style())}`;
}

/** "Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB". */
export function slot(value: SlotValue): string {
  return `${day(value.date)}, ${hours(value)}`;
}

/** "pukul 09.00-11.00 WIB". */
export function hours(range: { start: string; end: string }): string {
  return format.timeRange(range.start, range.end, style());
}

/** "18 dari 20 menit", "terlambat 14 menit", or why there is nothing to measure. */
export function timeUsed(time: TimeView): string {
  return used.usedInWords(time, Date.now(), locale.language);
}

/** "9 Des 08.00-11.00 WIB". */
export function span(from: format.DateLike, to: format.DateLike): string {
  return format.momentSpan(from, to, style());
}

/** "3 jam", and from a working day on "2 hari kerja". */
export function officeTime(minutes: number): string {
  return used.officeTime(minutes, locale.language);
}

/** "2,4 MB". */
export function fileSize(bytes: number): string {
  const kilo = bytes / 1024;
  return kilo < 1024
    ? `${format.formatNumber(Math.max(1, kilo), locale.language, 0)} kB`
    : `${format.formatNumber(kilo / 1024, locale.language)} MB`;
}
