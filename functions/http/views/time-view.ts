/** How much of the standard time is used, and when it ends. */
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { findProcedure } from "../../../statemachines/language/registry.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { TaskRow } from "../../contract/staff.ts";
import type { TimeView } from "../../contract/shared.ts";
import { type DueOptions, dueSoonShare, usedShare } from "../../domain/calendar/due-time.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { workingMinutesBetween } from "../../domain/calendar/working-time.ts";
import { stepOfTask } from "../../domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { dueOptions, onOurClock, startOfTask } from "../../domain/case/task-times.ts";
import type { ViewContext } from "./facts.ts";
import { movedBy, outagesBetween } from "./outage-view.ts";

/** Standard time used; outside parties stop the agency's clock. */
export function timeView(dossier: Dossier, task: TaskItem, context: ViewContext): TimeView {
  const step = stepOfTask(dossier, task);
  const startsAt = startOfTask(context.settings.calendar, dossier, task);
  return measured(step, task, startsAt, dueOptions(dossier, step), context);
}

function measured(step: Step, task: TaskItem, startsAt: string, options: DueOptions, context: ViewContext): TimeView {
  const { settings, now } = context;
  const moment = isoInstant(now);
  const { status, ...used } = onOurClock(step)
    ? usedShare(settings.calendar, startsAt < moment ? startsAt : moment, moment, step.time, options)
    : waitingOutside;
  // People outside are told the hour their letter names: when silence counts as an answer.
  const dueAt = status === "paused" ? (task.deadlineAt ?? task.dueAt) : task.dueAt;
  const outages = status === "paused" ? movedBy(task, context) : outagesBetween(startsAt, moment, context);
  return { standard: step.time, openedAt: task.openedAt, dueAt, ...used, status, outages };
}

/** Nothing is measured while somebody outside is asked. */
const waitingOutside = { status: "paused", usedMinutes: null, standardMinutes: null, share: null } as const;

/**
 * Until when the status of a row surely stays as it is, epoch milliseconds; the opening and closing of the office apart.
 *
 * @param runs whether the office clock runs
 */
export function staysUntil({ time, availableFrom }: TaskRow, runs: boolean, now: number): number {
  const begins = availableFrom === null ? -Infinity : Date.parse(availableFrom);
  if (begins > now) return begins;
  const { usedMinutes, standardMinutes } = time;
  if (!runs || usedMinutes === null || standardMinutes === null) return Infinity;
  const left = [dueSoonShare, 1].map((share) => share * standardMinutes - usedMinutes).filter((minutes) => minutes > 0);
  return now + Math.floor(Math.min(...left) * msOfMinute);
}

/** Whether a task is over its standard time, from its item alone. @param lastRan when the office clock ran last */
export function isLate(task: TaskItem, { lastRan }: { lastRan: number }): boolean {
  const table = findProcedure(task.procedure, task.version);
  const step = table && findStep(table, task.step);
  if (!step) return false;
  const isMeasured = onOurClock(step) && step.time.basis !== "calendar-lead";
  return isMeasured && task.dueAt !== null && Date.parse(task.dueAt) < lastRan;
}

const msOfMinute = 60_000;

/** What a case adds to the table is not at hand for a line of the inbox, but the due time made from it is. */
export function rowTime(step: Step, task: TaskItem, context: ViewContext): TimeView {
  const startsAt = task.startedAt ?? task.availableFrom ?? task.openedAt;
  const depends = ["estimate", "per-unit", "recurring"].includes(step.time.basis);
  if (!depends || !task.dueAt) return measured(step, task, startsAt, {}, context);
  const estimate = workingMinutesBetween(context.settings.calendar, startsAt, task.dueAt);
  const counted: Step = { ...step, time: { ...step.time, basis: "estimate" } };
  return { ...measured(counted, task, startsAt, { estimate }, context), standard: step.time };
}
