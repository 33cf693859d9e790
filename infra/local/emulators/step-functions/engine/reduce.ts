import type { Effect, Execution, ExecutionEvent } from "./execution.ts";
import { StateFailure } from "./failures.ts";
import type { Sources } from "../language/functions.ts";
import type { Json } from "../language/json.ts";
import type { Machine } from "../language/machine.ts";
import { Step, withDetails, type HistoryEvent } from "./step.ts";
import { failExecution, type Arrival } from "./leave.ts";
import { onTimer, retryOrCatch, runFrom } from "./states.ts";
import { afterInvocation, afterCallback, beat } from "./task.ts";

/** What a step made of an execution. */
export interface Reduction {
  execution: Execution;
  effects: Effect[];
  history: HistoryEvent[];
  /** The event came too late: the task or the execution it speaks of has ended. */
  stale: boolean;
}

/**
 * One step of an execution: from an event to the next point where something outside has to happen. It reads no clock and does no
 * input or output; time, chance and ids come from `sources`. Asynchronous only because JSONata evaluates through promises: the
 * same arguments give the same reduction.
 */
export async function reduce(
  machine: Machine,
  execution: Execution,
  event: ExecutionEvent,
  sources: Sources,
): Promise<Reduction> {
  const step = new Step(machine, execution, sources);
  let stale = execution.status !== "RUNNING";
  if (!stale) {
    try {
      stale = await apply(step, event);
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      failExecution(step, error);
    }
    step.rest();
  }
  return { execution: step.execution, effects: step.effects, history: step.history, stale };
}

/** Returns whether the event was too late. */
async function apply(step: Step, event: ExecutionEvent): Promise<boolean> {
  switch (event.type) {
    case "start":
      await runFrom(step, start(step));
      return false;
    case "stop":
      stop(step, event);
      return false;
    case "timer":
      await runFrom(step, await onTimer(step));
      return false;
    case "invoked":
    case "task-succeeded":
    case "task-failed":
    case "heartbeat": {
      // An answer that arrives after the deadline is late, whether or not the timer has been looked at since.
      const overdue = await onTimer(step);
      if (step.history.length > 0) {
        await runFrom(step, overdue);
        return true;
      }
      return answered(step, event);
    }
  }
}

async function answered(
  step: Step,
  event: Exclude<ExecutionEvent, { type: "start" | "stop" | "timer" }>,
): Promise<boolean> {
  const call = step.execution.position?.activity;
  if (call?.kind !== "call") return true;
  if (event.type === "invoked") {
    if (event.call !== call.id || call.submitted) return true;
    await runFrom(step, await guarded(step, () => afterInvocation(step, call, event.result)));
    return false;
  }
  if (event.token !== call.token) return true;
  if (event.type === "heartbeat") beat(step, call);
  else await runFrom(step, await guarded(step, () => afterCallback(step, event)));
  return false;
}

async function guarded(step: Step, work: () => Promise<Arrival | undefined>): Promise<Arrival | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    return retryOrCatch(step, error);
  }
}

function start(step: Step): Arrival {
  const { execution, machine } = step;
  step.record("ExecutionStarted", {
    executionStartedEventDetails: { ...withDetails("input", execution.input), roleArn: execution.roleArn },
  });
  if (machine.timeoutSeconds !== undefined) execution.expiresAt = step.now + machine.timeoutSeconds * 1000;
  return { state: machine.startAt, input: JSON.parse(execution.input) as Json, inputText: execution.input };
}

function stop(step: Step, event: { error?: string; cause?: string }): void {
  const details = {
    ...(event.error === undefined ? {} : { error: event.error }),
    ...(event.cause === undefined ? {} : { cause: event.cause }),
  };
  step.record("ExecutionAborted", { executionAbortedEventDetails: details });
  step.end({ status: "ABORTED", ...details });
}
