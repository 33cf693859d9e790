/** The executions of a case: how they are numbered, and how one is begun. */
import type { CaseItem } from "../case/records.ts";
import type { Dependencies, Run } from "../ports.ts";

/** An execution on AWS lives for a year at most: another takes over well before. */
export const oldAfterMinutes = 300 * 24 * 60;

/** The execution that a case has now. */
export function runOf({ id, procedure, resumeAt, run = 1, version }: CaseItem): Run {
  return { caseId: id, procedure, version, number: run, from: resumeAt ?? null };
}

/** Name of an execution; that of the first is the case's number, as it was while there were no others. */
export function runName({ caseId, number }: Pick<Run, "caseId" | "number">): string {
  return number === 1 ? caseId : `${caseId}-${number}`;
}

/**
 * Starts the execution that a stored case has now, in place of the one before; doing it again is harmless.
 *
 * @returns false where one of this name was started before and has ended
 */
export async function startExecution({ workflow }: Pick<Dependencies, "workflow">, item: CaseItem): Promise<boolean> {
  const run = runOf(item);
  if (run.number > 1) await workflow.stop({ ...run, number: run.number - 1 });
  return workflow.start(run);
}
