/**
 * The service levels of a period: one source for the page, its files and the dashboard. Days that have ended come from the
 * totals kept of them, today from its cases.
 */
import { addDays } from "../../../statemachines/form/dates.ts";
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import { isoDate } from "../calendar/instants.ts";
import type { Dependencies, KeptTotals } from "../ports.ts";
import { levelOf, type ProcedureLevel, type Share, type Spread } from "./figures.ts";
import { countDay } from "./keep-totals.ts";
import { standingNow, type Standing } from "./standing.ts";
import { togetherIn, type Totals } from "./totals.ts";

type Asking = Pick<Dependencies, "agencies" | "cases" | "clock" | "serviceLevels" | "tasks">;

/** The last thirty days with today; a month YYYY-MM; a year YYYY; two days YYYY-MM-DD/YYYY-MM-DD, both counted. */
export type Period = "30-days" | (string & {});

/** A month of a procedure. */
export interface MonthLevel extends Share {
  month: string;
  procedure: string;
  ended: number;
  leadHours: Spread;
}

export interface ServiceLevels {
  period: Period;
  /** Days, YYYY-MM-DD, both counted. */
  from: string;
  until: string;
  /** Every procedure, also those of which nothing is counted. */
  procedures: ProcedureLevel[];
  standing: Standing;
  /** The oldest first; of three years at most. */
  trend: MonthLevel[];
}

const days = 30;
const monthsOfTrend = 36;
/** Days that are told from their cases at most. */
const freshAtMost = 8;

/** How the services fare in a period, and how things stand now. */
export async function serviceLevels(dependencies: Asking, period: Period): Promise<ServiceLevels> {
  const { agencies, clock, serviceLevels: kept } = dependencies;
  const { calendar } = await agencies.settings();
  const today = isoDate(clock.now(), calendar.zone);
  const { from, until } = daysOf(period, today);
  const clockwork = { calendar, outages: await agencies.outages() };
  // Read first: what is counted of days up to this one stands still from now on.
  const counted = await kept.countedTo();
  const missing = uncounted(counted, today);
  // Months of which a part is asked for are added up from their days.
  const recent = [from, until, ...missing, counted ?? today];
  const recentMonths = [...new Set(recent.map((day) => day.slice(0, "YYYY-MM".length)))];
  const [months, keptDays, standing] = await Promise.all([
    kept.months(),
    Promise.all(recentMonths.map(async (month) => kept.days(month))),
    standingNow(dependencies),
  ]);
  const fresh: KeptTotals[] = [];
  for (const day of missing)
    for (const totals of await countDay(dependencies, clockwork, day)) fresh.push({ at: day, totals });
  const all = [
    ...months.filter(({ at }) => !recentMonths.includes(at)),
    ...keptDays.flat().filter(({ at }) => at <= (counted ?? "")),
    ...fresh,
  ];
  const isWithin = (at: string): boolean => at >= from.slice(0, at.length) && at <= until.slice(0, at.length);
  const totals = togetherIn(all.filter(({ at }) => isWithin(at)).map((each) => each.totals));
  return {
    period,
    ...{ from, until },
    procedures: known(totals).map((id) =>
      levelOf(
        id,
        totals.find(({ procedure }) => procedure === id),
      ),
    ),
    standing,
    trend: trendOf(
      all.map(({ at, totals: each }) => ({ at: at.slice(0, "YYYY-MM".length), totals: each })),
      today,
    ),
  };
}

/** Today, and days before it that the sweep has not come to: it counts a day once it is over. */
function uncounted(counted: string | null, today: string): string[] {
  const found: string[] = [];
  for (let day = today; day > (counted ?? "") && found.length < freshAtMost; day = addDays(day, -1)) found.push(day);
  return found;
}

function daysOf(period: Period, today: string): { from: string; until: string } {
  if (period === "30-days") return { from: addDays(today, 1 - days), until: today };
  const [first = "", last = ""] = period.split("/");
  if (last) return { from: first < today ? first : today, until: last < today ? last : today };
  const until = period.length === "YYYY-MM".length ? lastOf(period) : `${period}-12-31`;
  return {
    from: period.length === "YYYY-MM".length ? `${period}-01` : `${period}-01-01`,
    until: until < today ? until : today,
  };
}

function lastOf(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Procedures that run, and others of which something is counted. */
function known(totals: Totals[]): string[] {
  return [...new Set([...currentProcedures().map(({ id }) => id), ...totals.map(({ procedure }) => procedure)])];
}

/** @param all by month */
function trendOf(all: KeptTotals[], today: string): MonthLevel[] {
  const first = monthBefore(today.slice(0, "YYYY-MM".length), monthsOfTrend - 1);
  const months = [...new Set(all.map(({ at }) => at))].filter((month) => month >= first).toSorted();
  return months.flatMap((month) => {
    const totals = togetherIn(all.filter(({ at }) => at === month).map((each) => each.totals));
    return totals.map((each): MonthLevel => {
      const { cases, inTime, of } = levelOf(each.procedure, each);
      return { month, procedure: each.procedure, inTime, of, ended: cases.ended, leadHours: cases.leadHours };
    });
  });
}

function monthBefore(month: string, back: number): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7);
}
