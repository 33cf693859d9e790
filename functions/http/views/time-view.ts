/** How much of the standard time is used, and when it ends. */
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import type { TaskRow } from "../../contract/staff.ts";
import type { TimeView } from "../../contract/shared.ts";
import { closedDaysInWords } from "../../domain/calendar/closed-days.ts";
import { dueSoonShare, usedShare } from "../../domain/calendar/due-time.ts";
import type { Calendar } from "../../domain/calendar/calendar.ts";
import { counts, dueInUse } from "../../domain/calendar/go-live.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { rowOfTask, stepOfTask } from "../../domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { onOurClock, startOfTask } from "../../domain/case/task-times.ts";
import type { ViewContext } from "./facts.ts";
import { movedBy, outagesBetween } from "./outage-view.ts";

/** Standard time used; outside parties stop the agency's clock. */
export function timeView(dossier: Dossier, task: TaskItem, context: ViewContext): TimeView {
  const startsAt = startOfTask(context.settings.calendar, dossier, task);
  const view = measured(stepOfTask(dossier, task), task, startsAt, context);
  const { dueAt, status } = view;
  const runs = status !== "paused" && status !== "unmeasured" && dueAt !== null;
  const closed = runs ? closedDaysInWords(context.settings.calendar, startsAt, dueAt) : null;
  return closed ? { ...view, closed } : view;
}

/** The same from the task alone, for a line of a list. */
export function rowTime(step: Step, task: TaskItem, context: ViewContext): TimeView {
  // Before the start was noted, the day on which it could begin is all that a task tells of it.
  const startsAt = task.startedAt ?? task.clockFrom ?? task.availableFrom ?? task.openedAt;
  return measured(step, task, startsAt, context);
}

function measured(step: Step, task: TaskItem, startsAt: string, context: ViewContext): TimeView {
  const { settings, now } = context;
  const moment = isoInstant(now);
  const inUse = dueInUse(settings.calendar, task.dueAt);
  const due = step.time.basis === "calendar-lead" ? null : inUse;
  const { status, ...used } = onOurClock(step) ? usedShare(settings.calendar, startsAt, due, moment) : waitingOutside;
  // People outside are told the hour their letter names: when silence counts as an answer.
  const dueAt = status === "paused" ? (task.deadlineAt ?? task.dueAt) : inUse;
  const outages = status === "paused" ? movedBy(task, context) : outagesBetween(startsAt, moment, context);
  const beginsAt = status !== "paused" && startsAt > moment ? startsAt : null;
  return { standard: step.time, openedAt: task.openedAt, beginsAt, dueAt, ...used, status, outages };
}

/** Nothing is measured while somebody outside is asked. */
const waitingOutside = { status: "paused", usedMinutes: null, standardMinutes: null, share: null } as const;

/**
 * Until when the status of a row surely stays as it is, epoch milliseconds; the opening and closing of the office apart.
 *
 * @param runs whether the office clock runs
 */
export function staysUntil({ time, availableFrom }: TaskRow, runs: boolean, now: number): number {
  const ahead = [availableFrom, time.beginsAt].filter((each) => each !== null).map((each) => Date.parse(each));
  const begins = ahead.filter((each) => each > now);
  if (begins.length > 0) return Math.min(...begins);
  const { usedMinutes, standardMinutes } = time;
  if (!runs || usedMinutes === null || standardMinutes === null) return Infinity;
  const left = [dueSoonShare, 1].map((share) => share * standardMinutes - usedMinutes).filter((minutes) => minutes > 0);
  return now + Math.floor(Math.min(...left) * msOfMinute);
}

/** Whether a task is over its standard time, from its item alone. @param lastRan when the office clock ran last */
export function isLate(task: TaskItem, { lastRan }: { lastRan: number }, calendar: Calendar): boolean {
  const step = rowOfTask(task);
  if (!step) return false;
  const isMeasured = onOurClock(step) && step.time.basis !== "calendar-lead";
  return isMeasured && task.dueAt !== null && Date.parse(task.dueAt) < lastRan && counts(calendar, task.dueAt);
}

const msOfMinute = 60_000;
