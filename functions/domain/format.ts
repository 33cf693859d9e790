/**
 * Dates, times, lengths and numbers as people read them (formats of the agency's correspondence: "pukul 09.00-11.00
 * WIB", "18 dari 20 menit"). The browser uses this file too, so it needs nothing but Date and Intl; names of days and
 * months are kept here because browsers disagree about Indonesian abbreviations.
 */
import type { Language } from "../../statemachines/language/vocabulary.ts";

/** How to write: the reader's language and the agency's IANA zone. */
export interface Style {
  language: Language;
  zone: string;
}

/**
 * A moment (ISO 8601 with offset, epoch milliseconds or Date), or a bare date YYYY-MM-DD, which is the same day in
 * every zone.
 */
export type DateLike = string | number | Date;

const days = {
  id: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

const months = {
  id: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

const zoneLabels: Record<string, string> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Ujung_Pandang": "WITA",
  "Asia/Jayapura": "WIT",
};

/** "WIB", "WITA" or "WIT"; another zone keeps its IANA name. */
export function zoneLabel(zone: string): string {
  return zoneLabels[zone] ?? zone;
}

/** "Senin, 30 November 2026". */
export function longDate(date: DateLike, style: Style): string {
  return `${days[style.language][fieldsOf(date, style.zone).weekday]}, ${plainDate(date, style)}`;
}

/** "20 November 2026", as letters date themselves and other letters. */
export function plainDate(date: DateLike, { language, zone }: Style): string {
  const { year, month, day } = fieldsOf(date, zone);
  return `${day} ${months[language][month - 1]} ${year}`;
}

/** "November 2026", of a month written YYYY-MM. */
export function monthAndYear(month: string, language: Language): string {
  const [year = "", number = ""] = month.split("-");
  return `${months[language][Number(number) - 1]} ${year}`;
}

/** "30 Nov 2026". */
export function shortDate(date: DateLike, style: Style): string {
  return `${dayAndMonth(date, style)} ${fieldsOf(date, style.zone).year}`;
}

/** "30 Nov", for places where the year is plain. */
export function dayAndMonth(date: DateLike, { language, zone }: Style): string {
  const { month, day } = fieldsOf(date, zone);
  return `${day} ${months[language][month - 1]?.slice(0, 3)}`;
}

/** "09.00"; takes a moment or a local time `HH:mm`. English writes "09:00". */
export function timeOfDay(time: DateLike, { language, zone }: Style): string {
  const written = typeof time === "string" && /^\d{2}:\d{2}$/.test(time) ? time : fieldsOf(time, zone).time;
  return language === "id" ? written.replace(":", ".") : written;
}

/** "pukul 09.00 WIB". */
export function clockTime(time: DateLike, style: Style): string {
  return `${style.language === "id" ? "pukul " : ""}${timeOfDay(time, style)} ${zoneLabel(style.zone)}`;
}

/** "pukul 09.00-11.00 WIB". */
export function timeRange(start: DateLike, end: DateLike, style: Style): string {
  const range = hoursBetween(start, end, style);
  return style.language === "id" ? `pukul ${range}` : range;
}

/** "09.00-11.00 WIB", where "pukul" stands before it already. */
export function hoursBetween(start: DateLike, end: DateLike, style: Style): string {
  return `${timeOfDay(start, style)}-${timeOfDay(end, style)} ${zoneLabel(style.zone)}`;
}

/** A time of a day: date YYYY-MM-DD, times HH:mm. */
export interface TimeOfDate {
  date: string;
  start: string;
  end: string;
}

/** "Senin, 30 November 2026, pukul 09.00-11.00 WIB" */
export function slotInWords({ date, end, start }: TimeOfDate, style: Style): string {
  return `${longDate(date, style)}, ${timeRange(start, end, style)}`;
}

/** "Senin, 30 November 2026, pukul 16.00 WIB" */
export function momentInWords(instant: DateLike, style: Style): string {
  return `${longDate(instant, style)}, ${clockTime(instant, style)}`;
}

/** "9 Des 08.00-11.00 WIB", "27 Nov 15.00 - 30 Nov 09.00 WIB": from one moment to another. */
export function momentSpan(from: DateLike, to: DateLike, style: Style): string {
  const [first, last] = [dayAndMonth(from, style), dayAndMonth(to, style)];
  const [start, end] = [`${first} ${timeOfDay(from, style)}`, timeOfDay(to, style)];
  return `${start}${first === last ? `-${end}` : ` - ${last} ${end}`} ${zoneLabel(style.zone)}`;
}

/** "hari ini 10.17 WIB", "besok 09.00 WIB", "Sen 30 Nov 10.00 WIB"; with the year where it is not this year. */
export function momentNear(moment: DateLike, now: DateLike, style: Style): string {
  return `${dayNear(moment, now, style)} ${timeOfDay(moment, style)} ${zoneLabel(style.zone)}`;
}

const nearDays: Record<Language, Record<number, string>> = {
  id: { [-1]: "kemarin", 0: "hari ini", 1: "besok" },
  en: { [-1]: "yesterday", 0: "today", 1: "tomorrow" },
};

function dayNear(moment: DateLike, now: DateLike, style: Style): string {
  const then = fieldsOf(moment, style.zone);
  const today = fieldsOf(now, style.zone);
  const near = nearDays[style.language][then.dayNumber - today.dayNumber];
  if (near) return near;
  const weekday = days[style.language][then.weekday]?.slice(0, 3);
  const date = then.year === today.year ? dayAndMonth(moment, style) : shortDate(moment, style);
  return `${weekday} ${date}`;
}

/** "2 jam 15 menit"; parts of a minute are dropped. */
export function duration(minutes: number, language: Language): string {
  const whole = wholeMinutes(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts = [hours > 0 ? counted(hours, "hour", language) : "", rest > 0 ? counted(rest, "minute", language) : ""];
  return parts.filter(Boolean).join(" ") || counted(0, "minute", language);
}

/** "1 hari kerja". */
export function workingDays(count: number, language: Language): string {
  return counted(count, "workingDay", language);
}

const twoHours = 120;

/** "18 dari 20 menit"; hours where the standard is longer than two hours: "1 jam 5 menit dari 7 jam 30 menit". */
export function usedOf(usedMinutes: number, standardMinutes: number, language: Language): string {
  const of = language === "id" ? "dari" : "of";
  const standard = wholeMinutes(standardMinutes);
  const short = standard <= twoHours;
  const used = short ? formatNumber(wholeMinutes(usedMinutes), language) : duration(usedMinutes, language);
  return `${used} ${of} ${short ? counted(standard, "minute", language) : duration(standard, language)}`;
}

/** "1.234,5": at most `fractionDigits` digits after the comma (default 1). */
export function formatNumber(value: number, language: Language, fractionDigits = 1): string {
  return numbersIn(language, fractionDigits).format(value);
}

const numberFormatters = new Map<string, Intl.NumberFormat>();

function numbersIn(language: Language, fractionDigits: number): Intl.NumberFormat {
  const name = `${language} ${fractionDigits}`;
  const known = numberFormatters.get(name);
  if (known) return known;
  const options = { maximumFractionDigits: fractionDigits, signDisplay: "negative" } as const;
  const formatter = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", options);
  numberFormatters.set(name, formatter);
  return formatter;
}

const units = {
  hour: { id: "jam", en: "hour" },
  minute: { id: "menit", en: "minute" },
  workingDay: { id: "hari kerja", en: "working day" },
};

/** Indonesian does not mark the plural. */
function counted(count: number, unit: keyof typeof units, language: Language): string {
  const plural = language === "en" && count !== 1 ? "s" : "";
  return `${formatNumber(count, language)} ${units[unit][language]}${plural}`;
}

function wholeMinutes(minutes: number): number {
  return Math.max(0, Math.floor(minutes));
}

interface DateFields {
  year: number;
  month: number;
  day: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Days since 1970, to compare dates. */
  dayNumber: number;
  /** `HH:mm`. */
  time: string;
}

const millisecondsPerDay = 86_400_000;

function fieldsOf(date: DateLike, zone: string): DateFields {
  const bare = typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date);
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime())) throw new RangeError(`Not a date: ${String(date)}`);
  const parts = partsIn(bare ? "UTC" : zone).formatToParts(moment);
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const [year, month, day] = [number("year"), number("month"), number("day")];
  const midnight = Date.UTC(year, month - 1, day);
  const time = [number("hour"), number("minute")].map((part) => String(part).padStart(2, "0")).join(":");
  const dayNumber = midnight / millisecondsPerDay;
  return { year, month, day, weekday: new Date(midnight).getUTCDay(), dayNumber, time };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making an Intl formatter costs a hundred times more than using one. */
function partsIn(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const numeric = "numeric";
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const;
  const formatter = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...fields });
  formatters.set(zone, formatter);
  return formatter;
}

/** Where a name ends a sentence, its own full stop is enough: "S.IP." and not "S.IP.."; an ellipsis stays. */
export function oneFullStop(words: string): string {
  return words.replace(/(?<!\.)\.\.(?!\.)/g, ".");
}

/** Whether two e-mail addresses are the same to mail. */
export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
