/** What a table says of requests that go back to whoever asked: when they came back, and how long one may wait for them. */
import { addDays } from "../../../statemachines/form/dates.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
import { appointmentOf } from "./appointment.ts";
import { flowTasks, latestValue, openTasks, procedureOfCase, stepOfTask } from "./case-file.ts";
import type { Dossier } from "./records.ts";

/** Whether a request is complete by an outcome. */
function completes({ actions = [] }: Outcome): boolean {
  return actions.includes("enter-completion");
}

/** Whether whoever asked completes the request at a row. */
export function isCompletion(step: Step): boolean {
  return step.outcomes.some(completes);
}

/** Whether the request waits to be completed. */
export function isIncomplete(dossier: Dossier): boolean {
  return openTasks(dossier).some((task) => isCompletion(stepOfTask(dossier, task)));
}

/** Whether the last that happened is that the request was completed. */
export function isBackComplete(dossier: Dossier): boolean {
  const last = flowTasks(dossier).findLast(({ answer }) => answer !== null);
  return last !== undefined && isCompletion(stepOfTask(dossier, last));
}

/** When the request was completed last (ISO 8601); null where it never had to be. */
export function completedAt(dossier: Dossier): string | null {
  const answers = flowTasks(dossier).flatMap((task) => {
    const outcome = stepOfTask(dossier, task).outcomes.find(({ id }) => id === task.answer?.outcome);
    return task.answer && outcome && completes(outcome) ? [task.answer.at] : [];
  });
  return answers.at(-1) ?? null;
}

/** The row to which an outcome leads, where people outside have a last day there. */
export function limitedStep(dossier: Dossier, { to }: Outcome): Step | null {
  const step = typeof to === "string" ? findStep(procedureOfCase(dossier.case), to) : undefined;
  return step?.deadlineOn ? step : null;
}

/** The last day (YYYY-MM-DD) that makes sense for such a row: the one before what was asked for; null: any. */
export function lastDayFor(dossier: Dossier, { deadlineOn }: Step): string | null {
  const asked = deadlineOn?.before === undefined ? undefined : latestValue(dossier, deadlineOn.before);
  const day = appointmentOf(dossier)?.slot.date ?? asked;
  return typeof day === "string" ? addDays(day, -1) : null;
}
