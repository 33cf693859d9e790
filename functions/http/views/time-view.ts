/** How much of the standard time is used, and when it ends. */
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import type { TimeView } from "../../contract/shared.ts";
import { type DueOptions, usedShare } from "../../domain/calendar/due-time.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { workingMinutesBetween } from "../../domain/calendar/working-time.ts";
import { stepOfTask } from "../../domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { dueOptions, onOurClock, startOfTask } from "../../domain/case/task-times.ts";
import type { ViewContext } from "./facts.ts";

/** Standard time used; outside parties stop the agency's clock. */
export function timeView(dossier: Dossier, task: TaskItem, context: ViewContext): TimeView {
  const step = stepOfTask(dossier, task);
  const startsAt = startOfTask(context.settings.calendar, dossier, task);
  return measured(step, task, startsAt, dueOptions(dossier, step), context);
}

function measured(
  step: Step,
  task: TaskItem,
  startsAt: string,
  options: DueOptions,
  { settings, now }: ViewContext,
): TimeView {
  const moment = isoInstant(now);
  const { status, ...used } = onOurClock(step)
    ? usedShare(settings.calendar, startsAt < moment ? startsAt : moment, moment, step.time, options)
    : waitingOutside;
  // People outside are told the hour their letter names: when silence counts as an answer.
  const dueAt = status === "paused" ? (task.deadlineAt ?? task.dueAt) : task.dueAt;
  return { standard: step.time, openedAt: task.openedAt, dueAt, ...used, status };
}

/** Nothing is measured while somebody outside is asked. */
const waitingOutside = { status: "paused", usedMinutes: null, standardMinutes: null, share: null } as const;

/** What a case adds to the table is not at hand for a line of the inbox, but the due time made from it is. */
export function rowTime(step: Step, task: TaskItem, context: ViewContext): TimeView {
  const startsAt = task.startedAt ?? task.availableFrom ?? task.openedAt;
  const depends = ["estimate", "per-unit", "recurring"].includes(step.time.basis);
  if (!depends || !task.dueAt) return measured(step, task, startsAt, {}, context);
  const estimate = workingMinutesBetween(context.settings.calendar, startsAt, task.dueAt);
  const counted: Step = { ...step, time: { ...step.time, basis: "estimate" } };
  return { ...measured(counted, task, startsAt, { estimate }, context), standard: step.time };
}
