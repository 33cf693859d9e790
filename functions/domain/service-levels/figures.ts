/** What totals come to: how many, how long half and nine in ten took, how many in time. Pure. */
import { findProcedure } from "../../../statemachines/language/registry.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { addTo, percentile, sizeOf, type Counted } from "./counted-values.ts";
import { realismOf, type Unrealistic } from "./realism.ts";
import type { Came, CaseTotals, RowTotals, Totals } from "./totals.ts";

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

/** How a procedure fares; nothing is counted of it where there are no totals. */
export function levelOf(procedure: string, totals: Totals | undefined): ProcedureLevel {
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
