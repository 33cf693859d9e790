/** Plays an SOP table as the compiled machine would: the same calls in the same order, each repeatable after a crash. */
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import { firstStep, outcomesOf, stepOf } from "../../statemachines/language/table.ts";
import type { Outcome, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import { runActions, type ActionRequest } from "../../functions/domain/task/run-actions.ts";
import { openTask } from "../../functions/domain/task/open-task.ts";
import type { FakeDependencies } from "./fakes/index.ts";
import type { FakeWorkflow } from "./fakes/services.ts";

/** What the workflow does next for a case; it stays in the queue until it was carried out. */
type Job = { caseId: string; procedure: Procedure } & (
  | { kind: "enter"; step: Step; entered: string }
  | { kind: "effects"; step: Step; outcome: Outcome }
  | { kind: "end"; ending: NonNullable<ActionRequest["ending"]> }
);

export interface TableFlow extends FakeWorkflow {
  /** Carries out everything until all cases wait or have ended. @throws what a function threw; again goes on there */
  settle(): Promise<void>;
  /** Cases whose execution has ended. */
  ended: string[];
}

/** Every task token begins like this, so that a test can look for one. */
export const tokenMark = "TASK-TOKEN-";

/** @param dependencies asked when needed, for they contain this workflow */
export function tableFlow(dependencies: () => FakeDependencies): TableFlow {
  const started: TableFlow["started"] = [];
  const resumed: TableFlow["resumed"] = [];
  const ended: string[] = [];
  const queue: Job[] = [];
  const waiting = new Map<string, { caseId: string; procedure: Procedure; step: Step }>();
  let tokens = 0;

  const enter = (caseId: string, procedure: Procedure, step: Step): void => {
    queue.push({ kind: "enter", caseId, procedure, step, entered: dependencies().clock.at() });
  };
  const goOn = (caseId: string, procedure: Procedure, { to }: Outcome): void => {
    if (typeof to === "string") enter(caseId, procedure, stepOf(procedure, to));
    else queue.push({ kind: "end", caseId, procedure, ending: to.end });
  };
  const take = async (job: Job): Promise<void> => {
    const { caseId, procedure } = job;
    if (job.kind === "end") {
      await runActions(dependencies(), { caseId, ending: job.ending });
      ended.push(caseId);
    } else if (job.kind === "effects") {
      await runActions(dependencies(), { caseId, step: job.step.id, outcome: job.outcome.id });
      goOn(caseId, procedure, job.outcome);
    } else if (job.step.kind === "automatic") {
      await runActions(dependencies(), { caseId, step: job.step.id });
      for (const outcome of job.step.outcomes) goOn(caseId, procedure, outcome);
    } else {
      const taskToken = `${tokenMark}${(tokens += 1)}`;
      for (const [token, wait] of waiting) if (wait.caseId === caseId) waiting.delete(token);
      waiting.set(taskToken, { caseId, procedure, step: job.step });
      await openTask(dependencies(), { caseId, step: job.step.id, taskToken, entered: job.entered });
    }
  };
  return {
    started,
    resumed,
    ended,
    async start(procedureId, caseId) {
      if (started.some((each) => each.caseId === caseId)) return;
      started.push({ procedure: procedureId, caseId });
      const procedure = currentProcedureOf(procedureId);
      enter(caseId, procedure, firstStep(procedure));
    },
    async resume(token, outcomeId) {
      const wait = waiting.get(token);
      if (!wait) return;
      waiting.delete(token);
      resumed.push({ token, outcome: outcomeId });
      const { caseId, procedure, step } = wait;
      const outcome = outcomesOf(procedure, step).find((each) => each.id === outcomeId);
      if (!outcome) throw new Error(`the machine has no way for ${step.id}: ${outcomeId}`);
      if (outcome.actions?.length || outcome.letters?.length) {
        queue.push({ kind: "effects", caseId, procedure, step, outcome });
      } else {
        goOn(caseId, procedure, outcome);
      }
    },
    async settle() {
      for (let job = queue[0]; job; job = queue[0]) {
        await take(job);
        queue.shift();
      }
    },
  };
}
