/** A person answers a task: by link, signed in, or several at once. */
import type { DecisionDoneView } from "../contract/decision.ts";
import { stepOfTask } from "../domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../domain/case/records.ts";
import { decide, type Answering, type Choice } from "../domain/task/decide-task.ts";
import type { Dependencies } from "../domain/ports.ts";
import { labelOf, nextAfter } from "./views/outcome-view.ts";

/** @returns what whoever answered is told. @throws Refusal as `decide` does */
export async function answerAs(
  dependencies: Dependencies,
  { dossier, task }: { dossier: Dossier; task: TaskItem },
  answering: Answering,
  choice: Choice,
): Promise<DecisionDoneView> {
  const stored = await decide(dependencies, dossier, task, choice, answering);
  const step = stepOfTask(dossier, task);
  return {
    page: "done",
    case: task.caseId,
    outcome: labelOf(dossier, step, stored.task.answer?.outcome ?? choice.outcome),
    decidedAt: stored.task.answer?.at ?? "",
    again: stored.again,
    next: nextAfter(dossier, step, choice.outcome),
  };
}
