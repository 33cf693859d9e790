/** Times of a task as stored: when it is due, from when it can be answered, when silence counts as an answer. */
import { Temporal } from "temporal-polyfill";
import { addDays } from "../../../statemachines/form/dates.ts";
import { entryOf, stepOf } from "../../../statemachines/language/table.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Step, StepId } from "../../../statemachines/language/vocabulary.ts";
import { journeyOf } from "../booking/journey.ts";
import { isWorkingDay, type Calendar } from "../calendar/calendar.ts";
import { type DueOptions, dueTime } from "../calendar/due-time.ts";
import { dueInUse } from "../calendar/go-live.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { atLocalTime, workingDaysLater } from "../calendar/working-time.ts";
import { appointmentOf } from "./appointment.ts";
import { lastDayFor } from "./completion.ts";
import { calendarValue, latestValue, procedureOfCase, stepOfTask } from "./case-file.ts";
import type { Dossier, TaskItem, Values } from "./records.ts";
import { nextReminder, type Remindable } from "../deadlines/reminder-times.ts";
import { availableFromOf, hourOf } from "./waited-for.ts";

export interface TaskTimes {
  dueAt: string | null;
  deadlineAt: string | null;
  availableFrom: string | null;
  /** Absent: its standard time runs from the opening. */
  clockFrom?: string;
  /** When somebody is reminded first. Absent: never. */
  remindAt?: string;
}

/**
 * The standard time runs from the opening; where a step waits for an hour, from that hour.
 *
 * @param now of reminders only those after it are to come; the opening where nothing is said
 */
export function taskTimes(
  calendar: Calendar,
  dossier: Dossier,
  stepId: StepId,
  openedAt: string,
  now = openedAt,
): TaskTimes {
  const step = stepOf(procedureOfCase(dossier.case), stepId);
  const startsAt = startOfClock(calendar, dossier, step, openedAt);
  const times = {
    dueAt: dueFrom(calendar, dossier, step, startsAt),
    deadlineAt: deadlineOf(calendar, dossier, step, openedAt),
    availableFrom: availableFromOf(calendar, dossier, step),
    ...(startsAt === openedAt ? {} : { clockFrom: startsAt }),
  };
  return { ...times, ...firstReminder(calendar, step, { ...times, openedAt }, now) };
}

/** When somebody is reminded of a task next, after an instant; nothing to say where never. */
export function firstReminder(
  calendar: Calendar,
  step: Step,
  task: Remindable,
  after: string,
): Pick<TaskTimes, "remindAt"> {
  const next = nextReminder(calendar, step, task, after);
  return next ? { remindAt: next.at } : {};
}

const leastHours = 2;

/** When silence counts as an answer to a step that opens at an instant; null where nobody waits so long. */
export function deadlineOf(calendar: Calendar, dossier: Dossier, step: Step, openedAt: string): string | null {
  const usual = usualDeadline(calendar, dossier, step, openedAt);
  const latest = latestDeadline(calendar, dossier, step, openedAt);
  if (usual === null) return step.deadlineBefore ? latest : null;
  return latest !== null && latest < usual ? latest : usual;
}

function usualDeadline(calendar: Calendar, dossier: Dossier, step: Step, openedAt: string): string | null {
  const day = step.deadlineOn && latestValue(dossier, step.deadlineOn.field);
  if (typeof day === "string") return atLocalTime(calendar, day, endOfDay);
  return step.deadlineWorkingDays ? workingDaysLater(calendar, openedAt, step.deadlineWorkingDays) : null;
}

const endOfDay = "23:59";

/**
 * Beyond which no deadline of a step makes sense: noon of the last working day before the appointment, or the end of the day
 * where people were told one; but some time from `now` (when people can begin to answer) in any case. Null where nothing limits it.
 */
export function latestDeadline(calendar: Calendar, dossier: Dossier, step: Step, now: string): string | null {
  const before = step.deadlineBefore ? appointmentOf(dossier)?.slot.date : undefined;
  const last = step.deadlineOn ? lastDayFor(dossier, step) : before === undefined ? null : workingEve(calendar, before);
  if (last === null) return null;
  const eve = atLocalTime(calendar, last, step.deadlineOn ? endOfDay : "12:00");
  const soonest = minutesLater(now, leastHours * 60);
  return eve > soonest ? eve : soonest;
}

/** The last working day before a day; the day before it where there is none for long. */
function workingEve(calendar: Calendar, date: string): string {
  for (let days = 1; days <= longestClosing; days += 1) {
    const day = addDays(date, -days);
    if (isWorkingDay(calendar, day)) return day;
  }
  return addDays(date, -1);
}

/** Days for which an office may be closed at a stretch, as around Lebaran. */
const longestClosing = 30;

/**
 * When the standard time of a task starts to run; where the start was tapped, or stated later, then. Work of the office
 * that waited before it was begun has waited, whatever is stated.
 */
export function startOfTask(
  calendar: Calendar,
  dossier: Dossier,
  task: Pick<TaskItem, "answer" | "clockFrom" | "openedAt" | "startedAt" | "step">,
): string {
  const step = stepOfTask(dossier, task);
  const stated = task.answer?.happened?.from;
  if (stated && step.kind === "field") return stated;
  const start = task.startedAt ?? task.clockFrom ?? startOfClock(calendar, dossier, step, task.openedAt);
  return stated && stated < start ? stated : start;
}

/** When a task was finished: really, where that was stated later, else when it was answered; null while it is open. */
export function finishedAt({ answer }: Pick<TaskItem, "answer">): string | null {
  return answer?.happened?.until ?? answer?.at ?? null;
}

/**
 * Whether it is known when a physical activity was done: its start was tapped or stated, and it took a minute at least. Taps
 * one after another tell when somebody tapped, and nothing of how long the work took.
 */
export function isTimed({ kind }: Step, { answer, startedAt }: Pick<TaskItem, "answer" | "startedAt">): boolean {
  if (kind !== "field" || !answer || answer.happened) return true;
  return startedAt !== undefined && Date.parse(answer.at) - Date.parse(startedAt) >= leastMs;
}

const leastMs = 60_000;

/**
 * When the standard time of a task ends. What is counted in the answer itself, such as books, is known only then:
 * before it there is no target. Nor is there one that lay before the service was used.
 */
export function dueOfTask(calendar: Calendar, dossier: Dossier, task: TaskItem): string | null {
  const step = stepOfTask(dossier, task);
  if (!task.answer || !(task.answer.happened || countsInItself(step))) return dueInUse(calendar, task.dueAt);
  const startsAt = startOfTask(calendar, dossier, task);
  return dueInUse(calendar, dueFrom(calendar, dossier, step, startsAt, task.answer.values));
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
  const usual = due && isoInstant(due.epochMilliseconds);
  const departure = step.dueBefore && departureOf(calendar, dossier);
  return departure && (usual === null || departure < usual) ? departure : usual;
}

/** The instant at which the journey is planned to begin; null where none is planned. */
function departureOf(calendar: Calendar, dossier: Dossier): string | null {
  const plan = journeyOf(dossier);
  return plan && atLocalTime(calendar, plan.slot.date, plan.departs);
}

/** What a standard time needs beyond the table, as far as it is known: see `Step.estimate`, `units` and `opens`. */
function dueOptions(dossier: Dossier, step: Step, answered: Values = {}): DueOptions {
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

/** When the standard time of a step starts to run, as far as nobody tapped it: never before somebody can begin. */
function startOfClock(calendar: Calendar, dossier: Dossier, step: Step, openedAt: string): string {
  const { opens } = dueTime(calendar, openedAt, step.time, dueOptions(dossier, step));
  if (opens) return isoInstant(opens.epochMilliseconds);
  const begins = step.dueBefore ? lastStart(calendar, dossier, step) : hourWaitedFor(calendar, dossier, step);
  return begins !== null && begins > openedAt ? begins : openedAt;
}

function hourWaitedFor(calendar: Calendar, dossier: Dossier, step: Step): string | null {
  const hour = step.availableFrom && hourOf(dossier, step);
  return hour ? atLocalTime(calendar, hour.date, hour.start) : null;
}

/** When work must begin that is to be done before the departure. */
function lastStart(calendar: Calendar, dossier: Dossier, { time }: Step): string | null {
  const departure = departureOf(calendar, dossier);
  const minutes = Temporal.Duration.from(time.max ?? "PT0M").total("minutes");
  return departure && minutesLater(departure, -minutes);
}
