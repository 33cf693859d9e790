/** The decision that a case last came by. */
import { flowTasks, stepOfTask } from "./case-file.ts";
import type { Dossier, TaskItem } from "./records.ts";

/** The last answered task of the flow whose row is a decision; null where none was made yet. */
export function lastDecision(dossier: Dossier): TaskItem | null {
  const isDecided = (task: TaskItem): boolean => task.answer !== null && stepOfTask(dossier, task).kind === "decision";
  return flowTasks(dossier).findLast(isDecided) ?? null;
}

/** Those tasks of the flow that were opened from a task on, it included. */
export function tasksFrom(dossier: Dossier, task: TaskItem): TaskItem[] {
  const tasks = flowTasks(dossier);
  return tasks.slice(tasks.findIndex(({ id }) => id === task.id));
}
