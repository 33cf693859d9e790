/** The tap with which somebody begins a physical activity; from then on its standard time runs. */
import { stepOfTask } from "../case/case-file.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { dueFrom, isTooEarly } from "../case/task-times.ts";

/**
 * Stores when a task was begun; a second tap changes nothing.
 *
 * @returns the task as stored
 * @throws Refusal `invalid` where the step is no physical activity, `stale` before its day
 */
export async function startTask(
  { agencies, clock, tasks }: Pick<Dependencies, "agencies" | "clock" | "tasks">,
  dossier: Dossier,
  task: TaskItem,
): Promise<TaskItem> {
  const step = stepOfTask(dossier, task);
  if (step.kind !== "field") throw new Refusal("invalid", notStarted);
  if (task.answer || task.startedAt) return task;
  const at = isoInstant(clock.now());
  if (isTooEarly(task, at)) throw new Refusal("stale", tooEarly);
  const { calendar } = await agencies.settings();
  return tasks.start(task.caseId, task.id, { at, dueAt: dueFrom(calendar, dossier, step, at) });
}

const notStarted = {
  id: "Langkah ini tidak perlu dimulai. Langsung isi hasilnya.",
  en: "This step is not started. Fill in its result at once.",
};
const tooEarly = {
  id: "Langkah ini baru dapat dimulai pada harinya.",
  en: "This step can be started from its day.",
};
