import { causeInState, EvaluationFailure, StateFailure } from "./failures.ts";
import { evaluate, evaluateAssignment } from "../language/expression.ts";
import { exceedsDataLimit, type Json, type JsonObject } from "../language/json.ts";
import type { Result, State, Transition } from "../language/machine.ts";
import { withDetails, type Step } from "./step.ts";

/** A state to enter next, with its input as value and as text. */
export interface Arrival {
  state: string;
  input: Json;
  inputText: string;
}

/** Ends the execution with a failure. */
export function failExecution(step: Step, failure: StateFailure): void {
  const { error, detail } = failure;
  const details = { ...(error === "" ? {} : { error }), ...(detail === undefined ? {} : { cause: detail }) };
  step.record("ExecutionFailed", { executionFailedEventDetails: details });
  step.end({ status: "FAILED", ...details });
}

/** Leaves a state: works out Output and Assign, and goes where the transition leads. */
export async function leave(
  step: Step,
  state: State,
  result: Result,
  transition: Transition,
  seen: { result?: Json; errorOutput?: Json },
  unchanged: Json,
): Promise<Arrival | undefined> {
  const { position, execution } = step;
  const scope = step.scope(seen);
  try {
    const output = result.output ? await evaluate(result.output, "Output", scope) : unchanged;
    const assigned = result.assign ? await evaluateAssignment(result.assign, scope) : {};
    const outputText = limited(JSON.stringify(output), position.state);
    if (transition.kind === "missing") {
      const detail = "Failed to transition out of the state. The state does not point to a next state.";
      throw new StateFailure("States.Runtime", causeInState(position.state, position.enteredEventId, detail));
    }
    step.record(`${state.type}StateExited`, {
      stateExitedEventDetails: {
        name: position.state,
        ...withDetails("output", outputText),
        ...assignedDetails(assigned, position.state),
      },
    });
    execution.variables = { ...execution.variables, ...assigned };
    if (transition.kind === "next") return { state: transition.state, input: output, inputText: outputText };
    step.record("ExecutionSucceeded", { executionSucceededEventDetails: withDetails("output", outputText) });
    step.end({ status: "SUCCEEDED", output: outputText });
    return undefined;
  } catch (error) {
    if (!(error instanceof StateFailure) || !("errorOutput" in seen)) throw error;
    // A Catch that fails itself is not caught again.
    const located = locate(step, error);
    if (error instanceof EvaluationFailure) recordEvaluationFailure(step, located, error.location);
    failExecution(step, located);
    return undefined;
  }
}

/** The failure with its place in front of the detail, as history and Catch show it. */
export function locate(step: Step, failure: StateFailure): StateFailure {
  if (!(failure instanceof EvaluationFailure)) return failure;
  const { state, enteredEventId } = step.position;
  return new StateFailure(failure.error, causeInState(state, enteredEventId, failure.detail ?? ""));
}

/** Notes an evaluation failure in the history. */
export function recordEvaluationFailure(step: Step, located: StateFailure, location: string): void {
  const details = { cause: located.detail ?? "", error: located.error, location, state: step.position.state };
  step.record("EvaluationFailed", { evaluationFailedEventDetails: details });
}

function assignedDetails(assigned: JsonObject, state: string): JsonObject {
  const names = Object.keys(assigned);
  if (names.length === 0) return {};
  const texts = names.map((name): [string, string] => [name, limited(JSON.stringify(assigned[name]), state)]);
  return { assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: { truncated: false } };
}

/** The service carries no value above its limit; one that a state works out is kept out of `States.ALL`. */
export function limited(text: string, state: string): string {
  if (!exceedsDataLimit(text)) return text;
  throw tooLarge(state, false);
}

/** A value above the service's limit. */
export function tooLarge(place: string, caughtByAll: boolean): StateFailure {
  const detail = `The state/task '${place}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new StateFailure("States.DataLimitExceeded", detail, { caughtByAll });
}
