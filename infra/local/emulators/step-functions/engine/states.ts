import { causeInState, EvaluationFailure, StateFailure } from "./failures.ts";
import { evaluateTyped } from "../language/expression.ts";
import type { JsonObject } from "../language/json.ts";
import { failExecution, leave, locate, recordEvaluationFailure, type Arrival } from "./leave.ts";
import type { Retrier, State } from "../language/machine.ts";
import { withDetails, type Step } from "./step.ts";
import { schedule, timeOut } from "./task.ts";
import { parseTimestamp } from "../api/timestamp.ts";

/** Enters states one after the other until the execution waits or ends. */
export async function runFrom(step: Step, arrival: Arrival | undefined): Promise<void> {
  for (let next = arrival; next !== undefined;) next = await enter(step, next);
}

/** Whatever is due at the step's time: the execution's own limit, the end of a Wait or a backoff, a task's timeout or missed heartbeat. */
export async function onTimer(step: Step): Promise<Arrival | undefined> {
  const { execution, now } = step;
  if (execution.expiresAt !== undefined && execution.expiresAt <= now) {
    step.record("ExecutionTimedOut", { executionTimedOutEventDetails: { error: "States.Timeout" } });
    step.end({ status: "TIMED_OUT", error: "States.Timeout" });
    return undefined;
  }
  const activity = execution.position?.activity;
  if (activity === undefined) return undefined;
  if (activity.kind !== "call") return activity.until <= now ? attempt(step) : undefined;
  const heartbeatMissed = activity.heartbeatAt !== undefined && activity.heartbeatAt <= now;
  const timedOut = activity.timeoutAt !== undefined && activity.timeoutAt <= now;
  return heartbeatMissed || timedOut ? retryOrCatch(step, timeOut(step, !timedOut)) : undefined;
}

/** Lets Retry and Catch of the current state decide on a failure; ends the execution where neither takes it. */
export async function retryOrCatch(step: Step, failure: StateFailure): Promise<Arrival | undefined> {
  const state = currentState(step);
  const located = locate(step, failure);
  if (failure instanceof EvaluationFailure) recordEvaluationFailure(step, located, failure.location);
  if (state.type !== "Task" || failure.error === "States.Runtime") {
    failExecution(step, located);
    return undefined;
  }
  if (retryLater(step, state.retry, failure)) return undefined;
  const catcher = state.catch.find(({ errors }) => matches(errors, failure));
  if (!catcher) {
    failExecution(step, located);
    return undefined;
  }
  const errorOutput: JsonObject = { Error: located.error, Cause: located.detail ?? "" };
  return leave(step, state, catcher, { kind: "next", state: catcher.next }, { errorOutput }, errorOutput);
}

async function enter(step: Step, { state: name, input, inputText }: Arrival): Promise<Arrival | undefined> {
  const state = step.machine.states.get(name);
  if (!state) throw new Error(`The machine has no state ${name}`);
  const enteredEventId = step.record(`${state.type}StateEntered`, {
    stateEnteredEventDetails: { name, ...withDetails("input", inputText) },
  });
  step.execution.position = { state: name, enteredEventId, enteredAt: step.now, input, retryCount: 0, retries: [] };
  return attempt(step);
}

/** Does what the current state is for; again, after a backoff. */
async function attempt(step: Step): Promise<Arrival | undefined> {
  try {
    return await work(step, currentState(step));
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    return retryOrCatch(step, error);
  }
}

async function work(step: Step, state: State): Promise<Arrival | undefined> {
  const { position } = step;
  switch (state.type) {
    case "Pass":
      return leave(step, state, state, state.transition, {}, position.input);
    case "Succeed":
      return leave(step, state, state, { kind: "end" }, {}, position.input);
    case "Choice":
      return choose(step, state);
    case "Wait":
      return wait(step, state);
    case "Task":
      return schedule(step, state);
    case "Fail": {
      const scope = step.scope();
      const error = state.error ? await evaluateTyped(state.error, "string", "Error", scope) : "";
      const cause = state.cause ? await evaluateTyped(state.cause, "string", "Cause", scope) : undefined;
      failExecution(step, new StateFailure(error, cause));
      return undefined;
    }
  }
}

async function choose(step: Step, state: Extract<State, { type: "Choice" }>): Promise<Arrival | undefined> {
  const { input } = step.position;
  const scope = step.scope();
  for (const [index, rule] of state.rules.entries()) {
    const holds = await evaluateTyped(rule.condition, "boolean", `Choices[${index}]/Condition`, scope);
    if (holds) return leave(step, state, rule, { kind: "next", state: rule.next }, {}, input);
  }
  // The state's own Output and Assign belong to Default.
  if (state.default !== undefined) return leave(step, state, state, { kind: "next", state: state.default }, {}, input);
  throw new StateFailure(
    "States.NoChoiceMatched",
    causeInState(step.position.state, step.position.enteredEventId, "No choice rule matched and there is no default."),
  );
}

async function wait(step: Step, state: Extract<State, { type: "Wait" }>): Promise<Arrival | undefined> {
  const { position, now } = step;
  const until = position.activity?.kind === "sleep" ? position.activity.until : await waitEnd(step, state);
  if (until <= now) return leave(step, state, state, state.transition, {}, position.input);
  position.activity = { kind: "sleep", until };
  return undefined;
}

async function waitEnd(step: Step, state: Extract<State, { type: "Wait" }>): Promise<number> {
  if (state.seconds) {
    const seconds = await evaluateTyped(state.seconds, "number", "Seconds", step.scope());
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 99_999_999)
      throw new EvaluationFailure(
        "Seconds",
        `The Seconds field must be a whole number from 0 to 99999999, but was: ${seconds}`,
      );
    return step.now + seconds * 1000;
  }
  if (!state.timestamp) throw new Error("A Wait state without Seconds and Timestamp passed the checks");
  const text = await evaluateTyped(state.timestamp, "string", "Timestamp", step.scope());
  const until = parseTimestamp(text);
  if (until === undefined)
    throw new EvaluationFailure(
      "Timestamp",
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    );
  return until;
}

function retryLater(step: Step, retriers: Retrier[], failure: StateFailure): boolean {
  const index = retriers.findIndex(({ errors }) => matches(errors, failure));
  const retrier = retriers[index];
  if (!retrier) return false;
  const { position } = step;
  const spent = position.retries[index] ?? 0;
  if (spent >= retrier.maxAttempts) return false;
  const delay = Math.min(retrier.intervalSeconds * retrier.backoffRate ** spent, retrier.maxDelaySeconds ?? Infinity);
  const seconds = retrier.jitter === "FULL" ? delay * step.sources.random() : delay;
  position.retries = retriers.map((_, at) => (position.retries[at] ?? 0) + (at === index ? 1 : 0));
  position.retryCount += 1;
  position.activity = { kind: "backoff", until: step.now + Math.round(seconds * 1000) };
  return true;
}

function matches(names: readonly string[], failure: StateFailure): boolean {
  if (names.includes(failure.error) || failure.aliases.some((alias) => names.includes(alias))) return true;
  if (!failure.caughtByAll) return false;
  return names.includes("States.ALL") || (names.includes("States.TaskFailed") && failure.error !== "States.Timeout");
}

function currentState(step: Step): State {
  const state = step.machine.states.get(step.position.state);
  if (!state) throw new Error(`The machine has no state ${step.position.state}`);
  return state;
}
