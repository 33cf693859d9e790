/** Somebody outside who has not answered: somebody of the staff telephones, as long as the answer is waited for. */
import { isOver, openAsides, openTasks, stepOfTask } from "../case/case-file.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { asideOpenedOn, openAside } from "./open-aside.ts";

/** Opens the row for it, once per question; nothing where the table has none. */
export async function openCall(
  dependencies: Pick<Dependencies, "agencies" | "clock" | "tasks">,
  dossier: Dossier,
  { openedAt }: TaskItem,
): Promise<void> {
  const row = asideOpenedOn(dossier, "silence");
  if (row) await openAside(dependencies, dossier, row, { since: openedAt });
}

/** Whether a task is to telephone for an answer that nobody waits for. */
export function isIdleCall(dossier: Dossier, { step }: TaskItem): boolean {
  return step === asideOpenedOn(dossier, "silence")?.id && !isAwaited(dossier);
}

/** Nobody telephones any more for an answer that is there, or that nobody waits for. Again is harmless. */
export async function endCalls({ tasks }: Pick<Dependencies, "tasks">, dossier: Dossier): Promise<void> {
  const row = asideOpenedOn(dossier, "silence");
  const calls = openAsides(dossier).filter(({ step }) => step === row?.id);
  if (calls.length === 0 || isAwaited(dossier)) return;
  for (const { caseId, id } of calls) await tasks.setAside(caseId, id, dossier.changes?.at(-1)?.number ?? 0);
}

/** What somebody is telephoned about: the question that waits; undefined where it is answered. */
export function questionPhonedAbout(dossier: Dossier): TaskItem | undefined {
  return openTasks(dossier).find((task) => stepOfTask(dossier, task).phoneAfter !== undefined && !isOver(task));
}

function isAwaited(dossier: Dossier): boolean {
  return !dossier.case.ending && questionPhonedAbout(dossier) !== undefined;
}
