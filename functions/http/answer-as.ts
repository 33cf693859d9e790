/** A person answers a task: by link, or signed in. */
import type { Language } from "../../statemachines/language/vocabulary.ts";
import type { DecisionDoneView } from "../contract/decision.ts";
import { stepOfTask } from "../domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../domain/case/records.ts";
import { decide, type Answering, type Choice } from "../domain/task/decide-task.ts";
import type { Dependencies } from "../domain/ports.ts";
import { aboutOf, outsideView } from "./views/outside-view.ts";
import { labelOf, nextAfter, nextOutside } from "./views/outcome-view.ts";
import { viewContext } from "./view-context.ts";

/**
 * @param language of whoever answered
 * @returns what they are told
 * @throws Refusal as `decide` does
 */
export async function answerAs(
  dependencies: Dependencies,
  { dossier, task }: { dossier: Dossier; task: TaskItem },
  answering: Answering,
  choice: Choice,
  language: Language,
): Promise<DecisionDoneView> {
  const stored = await decide(dependencies, dossier, task, choice, answering);
  const step = stepOfTask(dossier, task);
  const outcome = stored.task.answer?.outcome ?? choice.outcome;
  const outside = answering.person === "requester";
  const context = await viewContext(dependencies, { language, seesPersonal: false });
  const tasks = dossier.tasks.map((each) => (each.id === task.id ? stored.task : each));
  const now = { ...dossier, tasks };
  const told = outside ? outsideView(now, context) : null;
  return {
    page: "done",
    case: task.caseId,
    outcome: labelOf(dossier, step, outcome),
    decidedAt: stored.task.answer?.at ?? "",
    again: stored.again,
    next: outside ? nextOutside(now, step, outcome, context) : nextAfter(dossier, step, outcome),
    told: told && (told.news.find(({ at }) => at === stored.task.answer?.at)?.text ?? null),
    about: aboutOf(now, context),
    settled: told && told.settled,
  };
}
