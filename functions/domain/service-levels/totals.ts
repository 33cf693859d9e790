/** What was answered and ended on a day, as counts: a pure function of the cases, so that counting again gives the same. */
import { flowTasks } from "../case/case-file.ts";
import type { CaseItem, Dossier, TaskItem } from "../case/records.ts";
import { counts } from "../calendar/go-live.ts";
import { isoDate } from "../calendar/instants.ts";
import { addTo, count, type Counted } from "./counted-values.ts";
import { measureOf, type Clockwork, type Measure } from "./measure.ts";

/**
 * How answers at a row came: within its standard time or not, without one; put off; done at no known time. And of those:
 * with times stated later, while the service was away; of people outside, not at all.
 */
export type Came = "in-time" | "late" | "no-standard" | "postponed" | "untimed" | "stated" | "outage" | "silent";

/** A row: how its answers came; office minutes that they took, and those in percent of the standard; calendar hours of waiting outside. */
export interface RowTotals {
  came: Counted;
  minutes: Counted;
  shares: Counted;
  /** Lengths of the standard time, office minutes: the same for all where nothing of the case changes it. */
  standards: Counted;
  hours: Counted;
}

/**
 * Cases that ended, by how; and of those that ended as they should: calendar hours from the request to the end, office
 * minutes in which the agency had them, and how often the row that was answered most often was answered.
 */
export interface CaseTotals {
  endings: Counted;
  leadHours: Counted;
  agencyMinutes: Counted;
  rounds: Counted;
}

export interface VersionTotals {
  /** By id of the row. */
  rows: Record<string, RowTotals>;
  cases: CaseTotals;
}

/** What is counted of a procedure in a day, a month or any other time, by version of its table. */
export interface Totals {
  procedure: string;
  versions: Record<string, VersionTotals>;
}

export function noRow(): RowTotals {
  return { came: {}, minutes: {}, shares: {}, standards: {}, hours: {} };
}

function noVersion(): VersionTotals {
  return { rows: {}, cases: { endings: {}, leadHours: {}, agencyMinutes: {}, rounds: {} } };
}

/**
 * What was answered and ended on a day, by procedure.
 *
 * @param day YYYY-MM-DD in the agency's zone
 * @param dossiers every case in which something was answered or that ended on that day; others may be among them
 */
export function totalsOfDay(clockwork: Clockwork, dossiers: Dossier[], day: string): Totals[] {
  const found = new Map<string, Totals>();
  const isThen = (instant: string): boolean => isoDate(Date.parse(instant), clockwork.calendar.zone) === day;
  const versionOf = (item: CaseItem, version: number): VersionTotals => {
    const totals = found.get(item.procedure) ?? { procedure: item.procedure, versions: {} };
    found.set(item.procedure, totals);
    return (totals.versions[version] ??= noVersion());
  };
  for (const dossier of dossiers) {
    for (const task of dossier.tasks) {
      const measure = task.answer && isThen(task.answer.at) ? measureOf(clockwork, dossier, task) : null;
      if (measure) enter((versionOf(dossier.case, task.version).rows[task.step] ??= noRow()), measure);
    }
    const { createdAt, endedAt, version } = dossier.case;
    if (endedAt !== undefined && isThen(endedAt) && counts(clockwork.calendar, createdAt))
      enterEnd(versionOf(dossier.case, version).cases, clockwork, dossier, endedAt);
  }
  return [...found.values()].toSorted((one, other) => (one.procedure < other.procedure ? -1 : 1));
}

function enter(row: RowTotals, measure: Measure): void {
  const came = (how: Came): void => count(row.came, how);
  if (measure.kind === "waited") {
    count(row.hours, measure.hours);
    if (measure.isSilent) came("silent");
    return;
  }
  if (measure.kind !== "done") return came(measure.kind);
  const { minutes, standard } = measure;
  count(row.minutes, minutes);
  if (standard === null) came("no-standard");
  else {
    came(minutes <= standard ? "in-time" : "late");
    count(row.shares, (100 * minutes) / standard);
    count(row.standards, standard);
  }
  if (measure.isStated) came("stated");
  if (measure.hadOutage) came("outage");
}

const hourMs = 3_600_000;

function enterEnd(cases: CaseTotals, clockwork: Clockwork, dossier: Dossier, endedAt: string): void {
  const { createdAt, ending = "" } = dossier.case;
  count(cases.endings, ending);
  if (ending !== "SELESAI") return;
  const tasks = flowTasks(dossier);
  count(cases.leadHours, (Date.parse(endedAt) - Date.parse(createdAt)) / hourMs);
  count(cases.agencyMinutes, agencyMinutes(clockwork, dossier, tasks));
  count(cases.rounds, Math.max(1, ...Object.values(answersAt(tasks))));
}

function agencyMinutes(clockwork: Clockwork, dossier: Dossier, tasks: TaskItem[]): number {
  const measures = tasks.map((task) => measureOf(clockwork, dossier, task));
  return measures.reduce((sum, each) => sum + (each?.kind === "done" ? each.minutes : 0), 0);
}

function answersAt(tasks: TaskItem[]): Counted {
  const found: Counted = {};
  for (const { answer, step } of tasks) if (answer) count(found, step);
  return found;
}

/** What is counted in several times together, by procedure. */
export function togetherIn(all: Totals[]): Totals[] {
  const found = new Map<string, Totals>();
  for (const { procedure, versions } of all) {
    const sum = found.get(procedure) ?? { procedure, versions: {} };
    found.set(procedure, sum);
    addTo(sum.versions, versions);
  }
  return [...found.values()].toSorted((one, other) => (one.procedure < other.procedure ? -1 : 1));
}
