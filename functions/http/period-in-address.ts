/** Years, months and days as they stand in an address. What is none is told as what does not exist. */
import { isDate } from "../../statemachines/form/dates.ts";
import { Refusal } from "../domain/refusal.ts";
import type { SurveyPeriod } from "../domain/survey/survey-report.ts";
import type { HttpRequest } from "../wiring/http.ts";

/** A year of four digits, of the path or, where it may be left out, of the query. @throws Refusal `unknown` */
export function yearIn({ parameters, query }: HttpRequest): number | null {
  const given = parameters["year"] ?? query["year"];
  if (given === undefined) return null;
  if (!/^2\d{3}$/.test(given)) throw unknownYear;
  return Number(given);
}

/** The year that the address must name. @throws Refusal `unknown` */
export function yearOf(request: HttpRequest): number {
  const year = yearIn(request);
  if (year === null) throw unknownYear;
  return year;
}

/** A year or a half of it; null where nothing is named. @throws Refusal `unknown` */
export function surveyPeriodIn(request: HttpRequest): SurveyPeriod | null {
  const year = yearIn(request);
  const half = request.query["half"];
  if (year === null || half === undefined) return year === null ? null : { year, half: null };
  if (half !== "1" && half !== "2") throw unknownYear;
  return { year, half: half === "1" ? 1 : 2 };
}

/** A month or a year of the query, or the last thirty days where none is named. @throws Refusal `unknown` */
export function servicePeriodIn({ query }: HttpRequest): string {
  const { period = "30-days" } = query;
  if (period !== "30-days" && !/^2\d{3}(-(0[1-9]|1[0-2]))?$/.test(period)) throw unknownMonth;
  return period;
}

/** A whole number above 0 in the query, or null where there is none. */
export function numberIn({ query }: HttpRequest, name: string): number | null {
  const given = query[name] ?? "";
  return /^[1-9]\d{0,6}$/.test(given) ? Number(given) : null;
}

/** YYYY-MM of the path. @throws Refusal `unknown` */
export function monthOf({ parameters }: HttpRequest): string {
  return checkedMonth(parameters["month"] ?? "");
}

/** YYYY-MM of the query; null where no month is named. @throws Refusal `unknown` */
export function monthIn({ query }: HttpRequest): string | null {
  const { month } = query;
  return month === undefined ? null : checkedMonth(month);
}

function checkedMonth(month: string): string {
  if (!/^2\d{3}-(0[1-9]|1[0-2])$/.test(month)) throw unknownMonth;
  return month;
}

/** A day of the calendar, YYYY-MM-DD; null for anything else, such as 30 February. */
export function dateIn({ parameters }: HttpRequest): string | null {
  const date = parameters["date"] ?? "";
  return isDate(date) ? date : null;
}

const unknownYear = new Refusal("unknown", {
  id: "Tahun ini tidak dikenal. Pilih tahun dari daftar.",
  en: "This year is not known. Choose one from the list.",
});

/** Said of a month, and of a quarter or year asked for in its place. */
export const unknownMonth = new Refusal("unknown", {
  id: "Bulan ini tidak dikenal. Pilih bulan dari daftar.",
  en: "This month is not known. Choose one from the list.",
});
