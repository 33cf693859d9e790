/** A person answers a task: by link, signed in, or several at once. */
import type { DecisionDoneView } from "../contract/decision.ts";
import { stepOfTask } from "../domain/case/case-file.ts";
import type { Channel, Dossier, TaskItem } from "../domain/case/records.ts";
import { decide, type Choice } from "../domain/task/decide-task.ts";
import { chosenOutcome, type Candidate } from "../domain/task/permission.ts";
import type { Dependencies } from "../domain/ports.ts";
import { labelOf, nextAfter } from "./views/outcome-view.ts";

/** Who answers, with the name that the history shows, and how they came. */
export interface Answering extends Candidate {
  /** Empty for the requester. */
  name: string;
  channel: Channel;
}

/**
 * Decides a task in the role in which this person may choose the outcome.
 *
 * @returns what whoever answered is told
 * @throws Refusal as `decide` and `chosenOutcome` do
 */
export async function answerAs(
  dependencies: Dependencies,
  { dossier, task }: { dossier: Dossier; task: TaskItem },
  { name, channel, ...candidate }: Answering,
  choice: Choice,
): Promise<DecisionDoneView> {
  const settings = await dependencies.agencies.settings();
  const before = task.answer?.person === candidate.person ? task.answer.role : null;
  const role = before ?? chosenOutcome(settings, dossier, task, candidate, choice.outcome).role;
  const stored = await decide(dependencies, dossier, task, choice, { person: candidate.person, name, role, channel });
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
