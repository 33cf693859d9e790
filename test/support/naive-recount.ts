/** What the page of service levels should say, counted one by one from the cases, with lists in place of totals. */
import { outcomesOf, stepOf } from "../../statemachines/language/table.ts";
import { keptValue } from "../../functions/domain/service-levels/counted-values.ts";
import type { Calendar } from "../../functions/domain/calendar/calendar.ts";
import { isoDate } from "../../functions/domain/calendar/instants.ts";
import { workingMinutesBetween } from "../../functions/domain/calendar/working-time.ts";
import { procedureOfCase } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import { dueOfTask, finishedAt, isTimed, onOurClock, startOfTask } from "../../functions/domain/case/task-times.ts";

export interface NaiveRow {
  row: string;
  count: number;
  p50: number | null;
  p90: number | null;
  inTime: number;
  of: number;
  postponed: number;
  untimed: number;
}

/** Rows of the agency with an answer between two days, `procedure@version step`, in alphabetical order. */
export function naiveRows(calendar: Calendar, dossiers: Dossier[], from: string, until: string): NaiveRow[] {
  const minutes = new Map<string, number[]>();
  const found = new Map<string, NaiveRow>();
  for (const { dossier, task } of answered(dossiers)) {
    const day = isoDate(Date.parse(task.answer?.at ?? ""), calendar.zone);
    const procedure = procedureOfCase(dossier.case);
    const step = stepOf(procedure, task.step);
    if (day < from || day > until || step.kind === "automatic" || !onOurClock(step)) continue;
    const outcome = outcomesOf(procedure, step).find(({ id }) => id === task.answer?.outcome);
    if (!step.outcomes.some(({ id }) => id === outcome?.id)) continue;
    const name = `${task.procedure}@${task.version} ${task.step}`;
    const row = found.get(name) ?? {
      row: name,
      count: 0,
      p50: null,
      p90: null,
      inTime: 0,
      of: 0,
      postponed: 0,
      untimed: 0,
    };
    found.set(name, row);
    if (outcome?.postpones) row.postponed += 1;
    else if (!isTimed(step, task)) row.untimed += 1;
    else {
      const start = startOfTask(calendar, dossier, task);
      const took = workingMinutesBetween(calendar, start, finishedAt(task) ?? start);
      const due = dueOfTask(calendar, dossier, task);
      minutes.set(name, [...(minutes.get(name) ?? []), took]);
      row.count += 1;
      const standard = due ? workingMinutesBetween(calendar, start, due) : 0;
      if (standard > 0) row.of += 1;
      if (standard > 0 && took <= standard) row.inTime += 1;
    }
  }
  for (const [name, took] of minutes) {
    const row = found.get(name);
    if (row) Object.assign(row, { p50: nearestRank(took, 50), p90: nearestRank(took, 90) });
  }
  return [...found.values()].toSorted((one, other) => (one.row < other.row ? -1 : 1));
}

/** Endings between two days, of a procedure each: `procedure ENDING`, with how many. */
export function naiveEndings(
  calendar: Calendar,
  dossiers: Dossier[],
  from: string,
  until: string,
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { case: item } of dossiers) {
    const day = item.endedAt && isoDate(Date.parse(item.endedAt), calendar.zone);
    if (!day || day < from || day > until) continue;
    const name = `${item.procedure} ${item.ending}`;
    found[name] = (found[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(found).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Hours in which people outside answered between two days, as half and nine in ten of them, by row. */
export function naiveWaits(calendar: Calendar, dossiers: Dossier[], from: string, until: string) {
  const hours = new Map<string, number[]>();
  for (const { dossier, task } of answered(dossiers)) {
    const at = task.answer?.at ?? "";
    const day = isoDate(Date.parse(at), calendar.zone);
    const step = stepOf(procedureOfCase(dossier.case), task.step);
    const isOwn = step.outcomes.some(({ id }) => id === task.answer?.outcome);
    if (day < from || day > until || onOurClock(step) || !isOwn || step.kind === "automatic") continue;
    const name = `${task.procedure}@${task.version} ${task.step}`;
    hours.set(name, [...(hours.get(name) ?? []), (Date.parse(at) - Date.parse(task.openedAt)) / 3_600_000]);
  }
  return [...hours]
    .map(([row, waited]) => ({ row, p50: nearestRank(waited, 50), p90: nearestRank(waited, 90) }))
    .toSorted((one, other) => (one.row < other.row ? -1 : 1));
}

function answered(dossiers: Dossier[]): { dossier: Dossier; task: TaskItem }[] {
  return dossiers.flatMap((dossier) =>
    dossier.tasks.filter(({ answer, openedAt }) => answer && answer.at >= openedAt).map((task) => ({ dossier, task })),
  );
}

function nearestRank(values: number[], percent: number): number {
  const sorted = values.map(keptValue).toSorted((one, other) => one - other);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}
