/** Plays an SOP table as the compiled machine would: the same calls in the same order, each repeatable after a crash. */
import { runName } from "../../functions/domain/execution/run.ts";
import type { Run, RunState } from "../../functions/domain/ports.ts";
import { procedureOf } from "../../statemachines/language/registry.ts";
import { firstStep, outcomesOf, stepOf, type Place } from "../../statemachines/language/table.ts";
import type { Outcome, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import { runActions, type ActionRequest } from "../../functions/domain/task/run-actions.ts";
import { openTask } from "../../functions/domain/task/open-task.ts";
import type { FakeDependencies } from "./fakes/index.ts";
import type { FakeWorkflow } from "./fakes/services.ts";

interface Execution {
  caseId: string;
  procedure: Procedure;
  status: RunState["status"];
}

/** What the workflow does next for a case; it stays in the queue until it was carried out. */
type Job = { execution: Execution } & (
  | { kind: "enter"; step: Step; entered: string }
  | { kind: "effects"; step: Step; outcome: Outcome }
  | { kind: "end"; ending: NonNullable<ActionRequest["ending"]> }
);

export interface TableFlow extends FakeWorkflow {
  /** Carries out everything until all cases wait or have ended. @throws what a function threw; again goes on there */
  settle(): Promise<void>;
  /** Cases whose execution has ended. */
  ended: string[];
  /** Names of the executions of a case that run. */
  running(caseId: string): string[];
  /** Breaks the executions of a case, or has never heard of them. */
  take(caseId: string, how: "broken" | "missing"): void;
}

/** Every task token begins like this, so that a test can look for one. */
export const tokenMark = "TASK-TOKEN-";

/** @param dependencies asked when needed, for they contain this workflow */
export function tableFlow(dependencies: () => FakeDependencies): TableFlow {
  const started: TableFlow["started"] = [];
  const resumed: TableFlow["resumed"] = [];
  const ended: string[] = [];
  const queue: Job[] = [];
  const executions = new Map<string, Execution>();
  const waiting = new Map<string, { execution: Execution; step: Step }>();
  let tokens = 0;

  const enter = (execution: Execution, step: Step): void => {
    queue.push({ kind: "enter", execution, step, entered: dependencies().clock.at() });
  };
  const goOn = (execution: Execution, { to }: Outcome): void => {
    if (typeof to === "string") enter(execution, stepOf(execution.procedure, to));
    else queue.push({ kind: "end", execution, ending: to.end });
  };
  const after = (execution: Execution, step: Step, outcomeId: string): void => {
    const outcome = outcomesOf(execution.procedure, step).find((each) => each.id === outcomeId);
    if (!outcome) throw new Error(`the machine has no way for ${step.id}: ${outcomeId}`);
    const hasEffects = step.kind !== "automatic" && (outcome.actions?.length || outcome.letters?.length);
    if (hasEffects) queue.push({ kind: "effects", execution, step, outcome });
    else goOn(execution, outcome);
  };
  const begin = (execution: Execution, from: Place | null): void => {
    const { procedure } = execution;
    if (from === null) return enter(execution, firstStep(procedure));
    const step = stepOf(procedure, from.step);
    if (from.outcome === undefined) enter(execution, step);
    else after(execution, step, from.outcome);
  };
  const take = async (job: Job): Promise<void> => {
    const { execution } = job;
    const { caseId } = execution;
    if (job.kind === "end") {
      await runActions(dependencies(), { caseId, ending: job.ending });
      execution.status = "succeeded";
      ended.push(caseId);
    } else if (job.kind === "effects") {
      await runActions(dependencies(), { caseId, step: job.step.id, outcome: job.outcome.id });
      goOn(execution, job.outcome);
    } else if (job.step.kind === "automatic") {
      await runActions(dependencies(), { caseId, step: job.step.id });
      for (const outcome of job.step.outcomes) goOn(execution, outcome);
    } else {
      const taskToken = `${tokenMark}${(tokens += 1)}`;
      for (const [token, wait] of waiting) if (wait.execution === execution) waiting.delete(token);
      waiting.set(taskToken, { execution, step: job.step });
      await openTask(dependencies(), { caseId, step: job.step.id, taskToken, entered: job.entered });
    }
  };
  return {
    started,
    resumed,
    ended,
    running(caseId) {
      const isIt = (each: Execution): boolean => each.caseId === caseId && each.status === "running";
      return [...executions].filter(([, execution]) => isIt(execution)).map(([name]) => name);
    },
    take(caseId, how) {
      for (const [name, execution] of executions) {
        if (execution.caseId !== caseId || execution.status !== "running") continue;
        execution.status = how;
        if (how === "missing") executions.delete(name);
      }
    },
    async start(run: Run) {
      const known = executions.get(runName(run));
      if (known) return known.status === "running";
      const { caseId, procedure } = run;
      const execution: Execution = { caseId, procedure: procedureOf(procedure, run.version), status: "running" };
      executions.set(runName(run), execution);
      started.push({ procedure, caseId });
      begin(execution, run.from);
      return true;
    },
    async state(run) {
      const status = executions.get(runName(run))?.status ?? "missing";
      return { status, error: status === "broken" ? "Broken" : null };
    },
    async stop(run) {
      const execution = executions.get(runName(run));
      if (execution?.status === "running") execution.status = "broken";
    },
    async resume(token, outcomeId) {
      const wait = waiting.get(token);
      if (wait?.execution.status !== "running") return false;
      waiting.delete(token);
      resumed.push({ token, outcome: outcomeId });
      after(wait.execution, wait.step, outcomeId);
      return true;
    },
    async settle() {
      for (let job = queue[0]; job; job = queue[0]) {
        if (job.execution.status === "running") await take(job);
        queue.shift();
      }
    },
  };
}
