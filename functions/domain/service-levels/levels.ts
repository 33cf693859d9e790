/**
 * The service levels of a period: one source for the page, its files and the dashboard. Days that have ended come from the
 * totals kept of them, today from its cases.
 */
import { addDays } from "../../../statemachines/form/dates.ts";
import { currentProcedures, findProcedure } from "../../../statemachines/language/registry.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { isoDate } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { addTo, percentile, sizeOf, type Counted } from "./counted-values.ts";
import { countDay } from "./keep-totals.ts";
import { realismOf, type Unrealistic } from "./realism.ts";
import { standingNow, type Standing } from "./standing.ts";
import { togetherIn, type Came, type CaseTotals, type RowTotals, type Totals } from "./totals.ts";

type Asking = Pick<Dependencies, "agencies" | "cases" | "clock" | "serviceLevels" | "tasks">;

/** The last thirty days with today; a month YYYY-MM; a year YYYY. */
export type Period = "30-days" | (string & {});

/** How many of those that have a standard time kept it. */
export interface Share {
  inTime: number;
  of: number;
}

/** A percentile each of half and of nine in ten; null where nothing was counted. */
export interface Spread {
  count: number;
  p50: number | null;
  p90: number | null;
}

/** Office minutes, of rows of the agency. */
export interface RowLevel extends Share, Spread {
  step: string;
  /** The usual length of the standard time, office minutes; null where it has none. */
  standard: number | null;
  postponed: number;
  untimed: number;
  stated: number;
  outage: number;
}

/** Calendar hours in which people outside answered. */
export interface OutsideLevel extends Spread {
  step: string;
  /** Who did not answer in time. */
  silent: number;
}

/** Of cases that ended: by how; and, of those that ended as they should, calendar hours and office minutes, and rounds. */
export interface CaseLevel {
  ended: number;
  endings: Record<string, number>;
  leadHours: Spread;
  agencyMinutes: Spread;
  /** How many went straight through, and how many came back to a row; the most rounds of one. */
  straight: number;
  again: number;
  mostRounds: number;
}

export interface VersionLevel {
  version: number;
  rows: RowLevel[];
  outside: OutsideLevel[];
  cases: CaseLevel;
  unrealistic: Unrealistic[];
}

export interface ProcedureLevel extends Share {
  procedure: string;
  /** Of all versions together. */
  cases: CaseLevel;
  /** The newest first. */
  versions: VersionLevel[];
}

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

/** How the services fare in a period, and how things stand now. */
export async function serviceLevels(dependencies: Asking, period: Period): Promise<ServiceLevels> {
  const { agencies, clock, serviceLevels: kept } = dependencies;
  const { calendar } = await agencies.settings();
  const today = isoDate(clock.now(), calendar.zone);
  const { from, until } = daysOf(period, today);
  const clockwork = { calendar, outages: await agencies.outages() };
  const [months, now, counted, standing] = await Promise.all([
    kept.months(),
    countDay(dependencies, clockwork, today),
    kept.countedTo(),
    standingNow(dependencies),
  ]);
  // The day that has just ended is counted in a moment; until then it is told from its cases as well.
  const yesterday = addDays(today, -1);
  const late = counted !== null && counted < yesterday ? await countDay(dependencies, clockwork, yesterday) : [];
  const fresh = [
    { at: today, totals: now },
    { at: yesterday, totals: late },
  ].flatMap(({ at, totals }) => totals.map((each) => ({ at, totals: each })));
  const inPeriod =
    period === "30-days"
      ? (await Promise.all(monthsBetween(from, until).map(async (month) => kept.days(month)))).flat()
      : months.filter(({ at }) => at.startsWith(period));
  const isWithin = (at: string): boolean => at >= from.slice(0, at.length) && at <= until.slice(0, at.length);
  const totals = togetherIn([...inPeriod, ...fresh].filter(({ at }) => isWithin(at)).map((each) => each.totals));
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
    trend: trendOf([...months, ...fresh.map((each) => ({ ...each, at: each.at.slice(0, 7) }))], today.slice(0, 7)),
  };
}

function daysOf(period: Period, today: string): { from: string; until: string } {
  if (period === "30-days") return { from: addDays(today, 1 - days), until: today };
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

function monthsBetween(from: string, until: string): string[] {
  return [...new Set([from, addDays(from, days / 2), until].map((day) => day.slice(0, 7)))];
}

/** Procedures that run, and others of which something is counted. */
function known(totals: Totals[]): string[] {
  return [...new Set([...currentProcedures().map(({ id }) => id), ...totals.map(({ procedure }) => procedure)])];
}

function levelOf(procedure: string, totals: Totals | undefined): ProcedureLevel {
  const versions = Object.entries(totals?.versions ?? {})
    .map(([version, { cases, rows }]) => versionLevel(procedure, Number(version), rows, cases))
    .toSorted((one, other) => other.version - one.version);
  const shares = versions.flatMap(({ rows }) => rows);
  return {
    procedure,
    ...shareOf(shares),
    cases: caseLevel(sumOfCases(Object.values(totals?.versions ?? {}).map(({ cases }) => cases))),
    versions,
  };
}

function shareOf(rows: Share[]): Share {
  const sum = (of: "inTime" | "of"): number => rows.reduce((total, row) => total + row[of], 0);
  return { inTime: sum("inTime"), of: sum("of") };
}

function sumOfCases(all: CaseTotals[]): CaseTotals {
  const sum: CaseTotals = { endings: {}, leadHours: {}, agencyMinutes: {}, rounds: {} };
  for (const each of all) addTo(sum, each);
  return sum;
}

function versionLevel(id: string, version: number, rows: Record<string, RowTotals>, cases: CaseTotals): VersionLevel {
  const table = findProcedure(id, version);
  const ordered = Object.entries(rows).toSorted(([one], [other]) => placeOf(table, one) - placeOf(table, other));
  return {
    version,
    rows: ordered.filter(([, row]) => !isOutside(row)).map(([step, row]) => rowLevel(step, row)),
    outside: ordered.filter(([, row]) => isOutside(row)).map(([step, row]) => outsideLevel(step, row)),
    cases: caseLevel(cases),
    unrealistic: ordered.flatMap(([step, row]) => {
      const found = table && findStep(table, step);
      return (found && realismOf(found, row)) ?? [];
    }),
  };
}

function placeOf(table: Procedure | undefined, step: string): number {
  const rows = table ? [...table.steps, ...(table.aside ?? [])] : [];
  const place = rows.findIndex(({ id }) => id === step);
  return place === -1 ? rows.length : place;
}

function isOutside({ hours }: RowTotals): boolean {
  return sizeOf(hours) > 0;
}

function rowLevel(step: string, { came, minutes, standards }: RowTotals): RowLevel {
  const of = (how: Came): number => came[how] ?? 0;
  return {
    step,
    ...spreadOf(minutes),
    standard: percentile(standards, 50),
    inTime: of("in-time"),
    of: of("in-time") + of("late"),
    postponed: of("postponed"),
    untimed: of("untimed"),
    stated: of("stated"),
    outage: of("outage"),
  };
}

function outsideLevel(step: string, { came, hours }: RowTotals): OutsideLevel {
  return { step, ...spreadOf(hours), silent: came["silent"] ?? 0 };
}

function spreadOf(counted: Counted): Spread {
  return { count: sizeOf(counted), p50: percentile(counted, 50), p90: percentile(counted, 90) };
}

function caseLevel({ agencyMinutes, endings, leadHours, rounds }: CaseTotals): CaseLevel {
  const straight = rounds["1"] ?? 0;
  return {
    ended: sizeOf(endings),
    endings,
    leadHours: spreadOf(leadHours),
    agencyMinutes: spreadOf(agencyMinutes),
    straight,
    again: sizeOf(rounds) - straight,
    mostRounds: Math.max(0, ...Object.keys(rounds).map(Number)),
  };
}

function trendOf(all: { at: string; totals: Totals }[], thisMonth: string): MonthLevel[] {
  const first = monthBefore(thisMonth, monthsOfTrend - 1);
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
