/** The recap book (buku rekapitulasi) of reading on site: its sums, by day and by month. */
import { Temporal } from "temporal-polyfill";
import type { ReaderTrait } from "../../../statemachines/language/vocabulary.ts";
import { isServiceDay, type Calendar } from "../calendar/calendar.ts";
import { isInUse } from "../calendar/go-live.ts";
import { countsOnPaper, standing, totalOf, type RecapEntry } from "./recap-entries.ts";

/** The sums that each trait of readers is counted in, in the order in which statistics name them. */
const sumsByTrait = {
  category: "categories",
  membership: "memberships",
  ageGroup: "ageGroups",
  education: "educations",
  occupation: "occupations",
} as const satisfies Record<ReaderTrait, keyof RecapSums>;

export const readerTraits = Object.keys(sumsByTrait) as ReaderTrait[];

/** How many readers were counted in each class of a trait. */
export function countsBy(trait: ReaderTrait, sums: RecapSums): Record<string, number> {
  return sums[sumsByTrait[trait]];
}

export interface RecapSums {
  visitors: number;
  /** Those of them who were counted on paper. */
  onPaper: number;
  sexes: Record<string, number>;
  categories: Record<string, number>;
  memberships: Record<string, number>;
  ageGroups: Record<string, number>;
  educations: Record<string, number>;
  occupations: Record<string, number>;
  books: number;
  booksByClass: Record<string, number>;
  questions: number;
  answered: number;
  /** People served elsewhere, by procedure. */
  served: Record<string, number>;
}

export interface DaySums extends RecapSums {
  date: string;
  status: "recap" | "nobody" | "closed" | "missing" | "none";
  /** Why the day was closed, or without readers. */
  reason: string;
}

/** Sums of readings and of what was counted on paper; what a reader did not say is counted in no class. */
export function sumOf(entries: RecapEntry[]): RecapSums {
  const sums: RecapSums = {
    visitors: 0,
    onPaper: 0,
    sexes: {},
    categories: {},
    memberships: {},
    ageGroups: {},
    educations: {},
    occupations: {},
    books: 0,
    booksByClass: {},
    questions: 0,
    answered: 0,
    served: {},
  };
  for (const entry of standing(entries)) {
    if (entry.kind === "served") addTo(sums.served, entry.procedure, entry.people);
    if (entry.kind !== "reading" && entry.kind !== "paper") continue;
    const people = totalOf(entry.sexes);
    sums.visitors += people;
    addAll(sums.sexes, entry.sexes);
    if (entry.kind === "paper") sums.onPaper += people;
    for (const trait of readerTraits) {
      if (entry.kind === "paper") addAll(countsBy(trait, sums), entry.traits[trait] ?? {});
      else addTo(countsBy(trait, sums), entry[trait], people);
    }
    sums.books += totalOf(entry.books);
    addAll(sums.booksByClass, entry.books);
    sums.questions += entry.questions;
    sums.answered += entry.answered;
  }
  return sums;
}

/**
 * Every day of a month that has a recap or should have one, in order.
 *
 * @param month YYYY-MM
 * @param today YYYY-MM-DD; days from it on are not missing yet
 */
export function daysOf(calendar: Calendar, month: string, entries: RecapEntry[], today: string): DaySums[] {
  return datesOf(month).flatMap((date) => {
    const ofDay = standing(entries.filter((entry) => entry.date === date));
    const expected = isServiceDay(calendar, date) && isInUse(calendar, date) && date < today;
    const status = statusOf(ofDay, expected);
    if (status === "none" && ofDay.length === 0) return [];
    const reason = ofDay
      .flatMap((entry) => ("reason" in entry ? [entry.reason] : []))
      .join(" ")
      .trim();
    return [{ date, status, reason, ...sumOf(ofDay) }];
  });
}

function statusOf(entries: RecapEntry[], expected: boolean): DaySums["status"] {
  const has = (kind: RecapEntry["kind"]): boolean => entries.some((entry) => entry.kind === kind);
  if (has("reading") || entries.some(countsOnPaper)) return "recap";
  if (has("nobody")) return "nobody";
  if (has("closed")) return "closed";
  return expected ? "missing" : "none";
}

/** Days on which readers could come: with a recap, with a word that nobody came, or opened at least. */
export function serviceDaysIn(entries: RecapEntry[]): number {
  const open = standing(entries).filter(
    (entry) => (entry.kind === "paper" && countsOnPaper(entry)) || ["reading", "opened", "nobody"].includes(entry.kind),
  );
  return new Set(open.map((entry) => entry.date)).size;
}

/** Days of a month in few words: "2-6, 9". */
export function dayNumbers(dates: string[]): string {
  const runs: [number, number][] = [];
  for (const date of dates) {
    const day = Number(date.slice(8));
    const last = runs.at(-1);
    if (last?.[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}

/** YYYY-MM of the month before. */
export function monthBefore(month: string): string {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();
}

/**
 * The months of a period: of "2026-11" itself, of a quarter "2026-Q4", of a year "2026".
 *
 * @returns months as YYYY-MM in their order; null for what is no period
 */
export function monthsOf(period: string): string[] | null {
  const [, year = "", rest] = /^(20\d\d)(?:-(0[1-9]|1[0-2]|Q[1-4]))?$/.exec(period) ?? [];
  if (year === "") return null;
  if (rest !== undefined && !rest.startsWith("Q")) return [period];
  const first = rest === undefined ? 0 : 3 * (Number(rest.slice(1)) - 1);
  const count = rest === undefined ? 12 : 3;
  return Array.from({ length: count }, (_, index) => `${year}-${String(first + index + 1).padStart(2, "0")}`);
}

/** Every day of a month, YYYY-MM-DD. */
export function datesOf(month: string): string[] {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return Array.from({ length: daysInMonth }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`);
}

function addTo(sums: Record<string, number>, name: string | undefined, count: number): void {
  if (name && count > 0) sums[name] = (sums[name] ?? 0) + count;
}

function addAll(sums: Record<string, number>, counts: Record<string, number>): void {
  for (const [name, count] of Object.entries(counts)) addTo(sums, name, count);
}
