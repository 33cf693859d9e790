/** The tap with which somebody begins a physical activity; from then on its standard time runs. */
import { stepOfTask } from "../case/case-file.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { dueFrom, firstReminder } from "../case/task-times.ts";
import type { ComputingDependencies } from "./computed-fields.ts";
import { choosableNow, notToAnswer, ownOutcomes, type Candidate } from "./permission.ts";
import { tooEarly } from "./not-permitted.ts";

/**
 * Stores when a task was begun, by somebody who may answer it; a second tap changes nothing.
 *
 * @returns the task as stored
 * @throws Refusal `invalid` where the step is no physical activity, `forbidden` for others, `stale` before its day
 */
export async function startTask(
  dependencies: ComputingDependencies & Pick<Dependencies, "tasks">,
  dossier: Dossier,
  task: TaskItem,
  candidate: Candidate,
): Promise<TaskItem> {
  const step = stepOfTask(dossier, task);
  const settings = await dependencies.agencies.settings();
  if (step.kind !== "field") throw new Refusal("invalid", notStarted);
  const own = ownOutcomes(dossier, task, await choosableNow(dependencies, dossier, task, candidate));
  if (own.length === 0) throw notToAnswer(settings, dossier, task, candidate);
  if (task.answer || task.startedAt) return task;
  const at = isoInstant(dependencies.clock.now());
  if (task.availableFrom !== null && at < task.availableFrom)
    throw tooEarly(settings, dossier, task, task.availableFrom);
  const dueAt = dueFrom(settings.calendar, dossier, step, at);
  const { deadlineAt } = task;
  const reminder = firstReminder(settings.calendar, step, { ...task, dueAt, startedAt: at }, at);
  return dependencies.tasks.start(task.caseId, task.id, { at, dueAt, deadlineAt, ...reminder });
}

const notStarted = {
  id: "Langkah ini tidak perlu dimulai. Langsung isi hasilnya.",
  en: "This step is not started. Fill in its result at once.",
};
