import type { Call, ExecutionEvent, InvokeResult } from "./execution.ts";
import { evaluate, evaluateTyped, type Scope } from "../language/expression.ts";
import { EvaluationFailure, StateFailure } from "./failures.ts";
import { exceedsDataLimit, isObject, type Json, type JsonObject } from "../language/json.ts";
import type { TaskState } from "../language/machine.ts";
import type { Template } from "../language/template.ts";
import { leave, limited, tooLarge, type Arrival } from "./leave.ts";
import { withDetails, type Step } from "./step.ts";

/** Schedules a Task's function: history, timers and the call to make. The execution then waits. */
export async function schedule(step: Step, task: TaskState): Promise<undefined> {
  const { position } = step;
  delete position.activity;
  const token = task.integration === "invoke.waitForTaskToken" ? step.sources.newToken() : undefined;
  const scope = step.scope({}, token);
  const given = task.arguments ? await evaluate(task.arguments, "Arguments", scope) : position.input;
  const timeoutSeconds = await seconds(task.timeoutSeconds, "TimeoutSeconds", scope);
  const heartbeatSeconds = await seconds(task.heartbeatSeconds, "HeartbeatSeconds", scope);
  const text = limited(JSON.stringify(given), position.state);
  const target = task.integration === "function" ? { functionName: task.resource } : invokeTarget(given);

  const limits = {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
  const id = recordScheduled(step, task, text, limits);
  recordOutcome(step, task, "Started", {});
  const call: Call = {
    kind: "call",
    id,
    functionName: nameOfFunction(target.functionName),
    payload: task.integration === "function" ? given : null,
    submitted: false,
    ...(token === undefined ? {} : { token }),
    ...(timeoutSeconds === undefined ? {} : { timeoutAt: step.now + timeoutSeconds * 1000 }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatAt: step.now + heartbeatSeconds * 1000, heartbeatSeconds }),
  };
  if (task.integration !== "function")
    call.payload = eventOf(step, task, "payload" in target ? target.payload : undefined);
  position.activity = call;
  step.effects.push({ type: "invoke", call: id, functionName: call.functionName, payload: call.payload });
  return undefined;
}

/** The function answered. A callback task goes on waiting; any other ends here. */
export async function afterInvocation(step: Step, call: Call, result: InvokeResult): Promise<Arrival | undefined> {
  const task = currentTask(step);
  if (!result.ok) throw failed(step, task, "missing" in result ? missing(step, task, call) : functionFailure(result));
  const payload = (result.payload ?? null) as Json;
  const answer: Json =
    task.integration === "function" ? payload : { ExecutedVersion: "$LATEST", Payload: payload, StatusCode: 200 };
  const text = JSON.stringify(answer);
  if (exceedsDataLimit(text))
    throw failed(step, task, tooLarge(task.integration === "function" ? task.resource : "lambda", true));
  if (task.integration === "invoke.waitForTaskToken") {
    recordOutcome(step, task, "Submitted", withDetails("output", text));
    step.position.activity = { ...call, submitted: true };
    return undefined;
  }
  return succeed(step, task, JSON.parse(text) as Json, text);
}

/** The holder of the token answered: with a result, or with an error of its own. */
export async function afterCallback(
  step: Step,
  event: Extract<ExecutionEvent, { type: "task-succeeded" | "task-failed" }>,
): Promise<Arrival | undefined> {
  const task = currentTask(step);
  if (event.type === "task-succeeded") return succeed(step, task, JSON.parse(event.output) as Json, event.output);
  throw failed(step, task, new StateFailure(event.error ?? "", event.cause));
}

/** The holder of the token is alive: its heartbeat starts anew. */
export function beat(step: Step, call: Call): void {
  if (call.heartbeatSeconds === undefined) return;
  step.position.activity = { ...call, heartbeatAt: step.now + call.heartbeatSeconds * 1000 };
}

/** Notes in the history that the task's time is over; the failure is for Retry and Catch. A missed heartbeat has a name of its own there. */
export function timeOut(step: Step, missedHeartbeat: boolean): StateFailure {
  recordOutcome(step, currentTask(step), "TimedOut", { error: "States.Timeout" });
  return new StateFailure("States.Timeout", undefined, { aliases: missedHeartbeat ? ["States.HeartbeatTimeout"] : [] });
}

async function succeed(step: Step, task: TaskState, result: Json, text: string): Promise<Arrival | undefined> {
  recordOutcome(step, task, "Succeeded", withDetails("output", text));
  return leave(step, task, task, task.transition, { result }, result);
}

function failed(step: Step, task: TaskState, failure: StateFailure): StateFailure {
  const details = {
    ...(failure.error === "" ? {} : { error: failure.error }),
    ...(failure.detail === undefined ? {} : { cause: failure.detail }),
  };
  recordOutcome(step, task, "Failed", details);
  return failure;
}

function currentTask(step: Step): TaskState {
  const state = step.machine.states.get(step.position.state);
  if (state?.type !== "Task") throw new Error(`State ${step.position.state} is not a Task`);
  return state;
}

async function seconds(template: Template | undefined, field: string, scope: Scope): Promise<number | undefined> {
  if (!template) return undefined;
  const value = await evaluateTyped(template, "number", field, scope);
  if (Number.isInteger(value) && value >= 1 && value <= 99_999_999) return value;
  throw new EvaluationFailure(field, `The ${field} field must be a whole number from 1 to 99999999, but was: ${value}`);
}

function invokeTarget(given: Json): { functionName: string; payload?: Json } {
  const fields: JsonObject = isObject(given) ? given : {};
  const { FunctionName: functionName, Payload: payload, ...others } = fields;
  const unknown = Object.keys(others);
  if (unknown.length > 0)
    throw new StateFailure(
      "States.Runtime",
      `The field '${unknown.join("', '")}' of lambda:invoke is not supported here.`,
    );
  if (typeof functionName !== "string" || functionName === "")
    throw new StateFailure("States.Runtime", "The field 'FunctionName' of lambda:invoke must be a text.");
  return { functionName, ...(payload === undefined ? {} : { payload }) };
}

/** What the function receives: a text is sent as it is and must be JSON; nothing arrives as an empty object. */
function eventOf(step: Step, task: TaskState, payload: Json | undefined): Json {
  if (payload === undefined || payload === null) return {};
  if (typeof payload !== "string") return payload;
  try {
    return JSON.parse(payload) as Json;
  } catch {
    throw failed(
      step,
      task,
      new StateFailure("Lambda.InvalidRequestContentException", "Could not parse request body into json."),
    );
  }
}

function nameOfFunction(nameOrArn: string): string {
  if (!nameOrArn.startsWith("arn:")) return nameOrArn;
  return nameOrArn.split(":")[6] ?? nameOrArn;
}

function functionFailure(result: { errorType: string; errorMessage: string; trace?: string[] }): StateFailure {
  const { errorType, errorMessage, trace } = result;
  return new StateFailure(errorType, JSON.stringify({ errorType, errorMessage, trace }));
}

function missing(step: Step, task: TaskState, call: Call): StateFailure {
  const [, partition, , region, account] = step.execution.arn.split(":");
  const arn =
    task.integration === "function"
      ? task.resource
      : `arn:${partition}:lambda:${region}:${account}:function:${call.functionName}`;
  return new StateFailure(
    "Lambda.ResourceNotFoundException",
    `Function not found: ${arn} (Service: Lambda, Status Code: 404)`,
  );
}

function recordScheduled(step: Step, task: TaskState, text: string, limits: JsonObject): number {
  if (task.integration === "function") {
    return step.record("LambdaFunctionScheduled", {
      lambdaFunctionScheduledEventDetails: { ...withDetails("input", text), resource: task.resource, ...limits },
    });
  }
  const region = step.execution.arn.split(":")[3] ?? "";
  return step.record("TaskScheduled", {
    taskScheduledEventDetails: {
      parameters: text,
      region,
      resource: task.integration,
      resourceType: "lambda",
      ...limits,
    },
  });
}

function recordOutcome(
  step: Step,
  task: TaskState,
  outcome: "Started" | "Submitted" | "Succeeded" | "Failed" | "TimedOut",
  details: JsonObject,
): void {
  if (task.integration === "function") {
    step.record(
      `LambdaFunction${outcome}`,
      outcome === "Started" ? undefined : { [`lambdaFunction${outcome}EventDetails`]: details },
    );
    return;
  }
  step.record(`Task${outcome}`, {
    [`task${outcome}EventDetails`]: { resource: task.integration, resourceType: "lambda", ...details },
  });
}
