/** What an answer says of how punctual a row is: how long it took against its standard time, or how long people outside took. Pure. */
import { anytimeOutcomesOf, outcomesOf } from "../../../statemachines/language/table.ts";
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Answer, Dossier, TaskItem } from "../case/records.ts";
import { dueOfTask, finishedAt, isTimed, onOurClock, startOfTask } from "../case/task-times.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { counts } from "../calendar/go-live.ts";
import { workingMinutesBetween } from "../calendar/working-time.ts";
import { lostMinutes, type Outage } from "../downtime/outage.ts";

/** What measures need of the agency. */
export interface Clockwork {
  calendar: Calendar;
  /** Times in which the service did not run. */
  outages: Outage[];
}

/** What is known of the time that an answered task took; minutes are office minutes. */
export type Measure =
  | {
      kind: "done";
      minutes: number;
      /** Length of its standard time; null where it has none. */
      standard: number | null;
      /** Whether its times were stated later. */
      isStated: boolean;
      /** Whether the service was away meanwhile; the figure counts all the same. */
      hadOutage: boolean;
    }
  /** What was planned was put off: no standard time was kept or missed. */
  | { kind: "postponed" }
  /** Done, but nobody knows how long it took: it is no punctual row, and no late one. */
  | { kind: "untimed" }
  /** Somebody outside was waited for; `isSilent`: in vain. */
  | { kind: "waited"; hours: number; isSilent: boolean };

const hourMs = 3_600_000;

/**
 * How an answered task is measured; null for what says nothing of its row: it was begun before the service was used, or what
 * was answered ends the case from any row.
 */
export function measureOf({ calendar, outages }: Clockwork, dossier: Dossier, task: TaskItem): Measure | null {
  const { answer } = task;
  // A withdrawal from before the row opened says nothing of it.
  if (!answer || answer.at < task.openedAt || !counts(calendar, task.openedAt)) return null;
  const step = stepOfTask(dossier, task);
  if (step.kind === "automatic" || endsFromAnyRow(dossier, step, answer)) return null;
  if (!onOurClock(step)) {
    const hours = (Date.parse(answer.at) - Date.parse(task.openedAt)) / hourMs;
    return { kind: "waited", hours, isSilent: answer.person === "system" };
  }
  if (postpones(dossier, step, answer)) return { kind: "postponed" };
  if (!isTimed(step, task)) return { kind: "untimed" };
  const start = startOfTask(calendar, dossier, task);
  const end = finishedAt(task) ?? answer.at;
  const due = step.time.basis === "calendar-lead" ? null : dueOfTask(calendar, dossier, task);
  const standard = due ? workingMinutesBetween(calendar, start, due) : 0;
  const away = outages.some((outage) => lostMinutes(calendar, outage, start, end) > 0);
  return {
    kind: "done",
    minutes: workingMinutesBetween(calendar, start, end),
    standard: standard > 0 ? standard : null,
    isStated: answer.happened !== undefined,
    hadOutage: away,
  };
}

/** Whether an answer puts off what was planned: then no standard time was kept or missed. */
export function postpones(dossier: Dossier, step: Step, answer: Answer): boolean {
  const outcomes = outcomesOf(procedureOfCase(dossier.case), step);
  return outcomes.some((outcome) => outcome.id === answer.outcome && outcome.postpones);
}

/** Whoever asked withdrew while the row waited. */
function endsFromAnyRow(dossier: Dossier, step: Step, { outcome }: Answer): boolean {
  if (step.outcomes.some(({ id }) => id === outcome)) return false;
  return anytimeOutcomesOf(procedureOfCase(dossier.case), step).some(({ id }) => id === outcome);
}
