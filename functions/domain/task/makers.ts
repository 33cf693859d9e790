/** Open tasks from before tasks told who made what they judge: told from their cases, so that lists offer nobody his own. */
import { rowOfTask, stepOfTask } from "../case/case-file.ts";
import type { TaskItem } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { makersOf } from "./permission.ts";

/** @returns the same tasks; cases are read only for those that do not tell */
export async function withMakers({ cases }: Pick<Dependencies, "cases">, tasks: TaskItem[]): Promise<TaskItem[]> {
  const silent = tasks.filter(doesNotTell);
  if (silent.length === 0) return tasks;
  const dossiers = await cases.dossiers([...new Set(silent.map(({ caseId }) => caseId))]);
  return tasks.map((task) => {
    const dossier = doesNotTell(task) && dossiers.find((each) => each?.case.id === task.caseId);
    return dossier ? { ...task, makers: makersOf(dossier, stepOfTask(dossier, task)) } : task;
  });
}

function doesNotTell(task: TaskItem): boolean {
  return task.makers === undefined && rowOfTask(task)?.differsFrom !== undefined;
}
