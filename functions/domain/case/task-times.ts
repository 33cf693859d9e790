/** Times of a task as stored: when it is due, from when it can be answered, when silence counts as an answer. */
import { addDays } from "../../../statemachines/form/dates.ts";
import { entryOf, stepOf } from "../../../statemachines/language/table.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Step, StepId } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { type DueOptions, dueTime } from "../calendar/due-time.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { atLocalTime, workingDaysLater } from "../calendar/working-time.ts";
import { appointmentOf } from "./appointment.ts";
import { calendarValue, latestValue, procedureOfCase, stepOfTask } from "./case-file.ts";
import type { Dossier, TaskItem, Values } from "./records.ts";
import { availableFromOf, hourOf } from "./waited-for.ts";

export interface TaskTimes {
  dueAt: string | null;
  deadlineAt: string | null;
  availableFrom: string | null;
}

/** The standard time runs from the opening; where a step waits for a day, from that day's beginning. */
export function taskTimes(calendar: Calendar, dossier: Dossier, stepId: StepId, openedAt: string): TaskTimes {
  const step = stepOf(procedureOfCase(dossier.case), stepId);
  const startsAt = startOfClock(calendar, dossier, step, openedAt);
  return {
    dueAt: dueFrom(calendar, dossier, step, startsAt),
    deadlineAt: deadlineOf(calendar, dossier, step, openedAt),
    availableFrom: availableFromOf(calendar, dossier, step),
  };
}

const leastHours = 2;

/** When silence counts as an answer to a step that opens at an instant; null where nobody waits so long. */
export function deadlineOf(calendar: Calendar, dossier: Dossier, step: Step, openedAt: string): string | null {
  if (!step.deadlineWorkingDays) return null;
  const usual = workingDaysLater(calendar, openedAt, step.deadlineWorkingDays);
  const latest = latestDeadline(calendar, dossier, step, openedAt);
  return latest !== null && latest < usual ? latest : usual;
}

/**
 * Beyond which no deadline of a step makes sense: noon of the day before the appointment, but some time from `now` (when
 * people can begin to answer) in any case; null where nothing limits it.
 */
export function latestDeadline(calendar: Calendar, dossier: Dossier, step: Step, now: string): string | null {
  const day = step.deadlineBefore && appointmentOf(dossier)?.slot.date;
  if (!day) return null;
  const eve = atLocalTime(calendar, addDays(day, -1), "12:00");
  const soonest = minutesLater(now, leastHours * 60);
  return eve > soonest ? eve : soonest;
}

/** When the standard time of a task starts to run; where somebody tapped the start, then. */
export function startOfTask(
  calendar: Calendar,
  dossier: Dossier,
  task: Pick<TaskItem, "openedAt" | "startedAt" | "step">,
): string {
  const step = stepOfTask(dossier, task);
  return task.startedAt ?? startOfClock(calendar, dossier, step, task.openedAt);
}

/**
 * When the standard time of a task ends. What is counted in the answer itself, such as books, is known only then:
 * before it there is no target.
 */
export function dueOfTask(calendar: Calendar, dossier: Dossier, task: TaskItem): string | null {
  const step = stepOfTask(dossier, task);
  if (!task.answer || !countsInItself(step)) return task.dueAt;
  return dueFrom(calendar, dossier, step, startOfTask(calendar, dossier, task), task.answer.values);
}

/**
 * Whether the agency's clock runs during a step. It stands still while people outside are waited for, but not while an
 * officer does what they ask (domain readings A19 and 1.6, rule 4).
 */
export function onOurClock(step: Step): boolean {
  return actorOf(step.actor).inside || (step.kind === "work" && step.helpers !== undefined);
}

/** When a standard time that starts to run at an instant ends; null where there is no target. */
export function dueFrom(
  calendar: Calendar,
  dossier: Dossier,
  step: Step,
  startsAt: string,
  answered: Values = {},
): string | null {
  const { due } = dueTime(calendar, startsAt, step.time, dueOptions(dossier, step, answered));
  return due ? isoInstant(due.epochMilliseconds) : null;
}

/** What a standard time needs beyond the table, as far as it is known: see `Step.estimate`, `units` and `opens`. */
export function dueOptions(dossier: Dossier, step: Step, answered: Values = {}): DueOptions {
  const units =
    step.units && amountOf(countsInItself(step) ? answered[step.units.field] : latestValue(dossier, step.units.field));
  const estimate = step.estimate && amountOf(latestValue(dossier, step.estimate.field));
  const monthly = entryOf(procedureOfCase(dossier.case)).opens === "month";
  const month = monthly ? calendarValue(dossier.case) : "";
  return {
    ...(units ? { units } : {}),
    ...(estimate ? { estimate } : {}),
    ...(month ? { reportMonth: month } : {}),
  };
}

/** Whether the units of a step are counted in its own answer. */
function countsInItself(step: Step): boolean {
  return (step.fields ?? []).some((field) => field.name === step.units?.field);
}

/** A number, the sum of counts, or how many rows there are. */
function amountOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value === "object" && value !== null) {
    return Object.values(value).reduce<number>((sum, count) => sum + Number(count), 0);
  }
  return Number(value ?? 0);
}

/** When the standard time of a step starts to run, as far as nobody tapped it. */
function startOfClock(calendar: Calendar, dossier: Dossier, step: Step, openedAt: string): string {
  if (!step.availableFrom) return openedAt;
  const hour = hourOf(dossier, step);
  if (!hour) return openedAt;
  const begins = atLocalTime(calendar, hour.date, hour.start);
  return begins > openedAt ? begins : openedAt;
}
