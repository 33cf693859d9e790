import { toTemplate } from "./expression.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import type { Assignment, Template } from "./template.ts";
import type { Catcher, ChoiceRule, Integration, Machine, Result, Retrier, State, Transition } from "./machine.ts";

/** Turns a checked definition into what the reducer walks on: expressions parsed once, defaults of the language filled in. */
export function readMachine(root: JsonObject): Machine {
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(objectAt(root, "States")))
    if (isObject(state)) states.set(name, readState(state));
  const timeout = root["TimeoutSeconds"];
  return {
    startAt: textAt(root, "StartAt"),
    states,
    ...(typeof timeout === "number" ? { timeoutSeconds: timeout } : {}),
  };
}

function readState(state: JsonObject): State {
  const type = textAt(state, "Type");
  switch (type) {
    case "Task":
      return readTask(state);
    case "Pass":
      return { type, transition: readTransition(state), ...readResult(state) };
    case "Choice": {
      const fallback = state["Default"];
      return {
        type,
        rules: listAt(state, "Choices").map(readRule),
        ...readResult(state),
        ...(typeof fallback === "string" ? { default: fallback } : {}),
      };
    }
    case "Wait":
      return {
        type,
        transition: readTransition(state),
        ...readResult(state),
        ...optional("seconds", state["Seconds"]),
        ...optional("timestamp", state["Timestamp"]),
      };
    case "Succeed":
      return { type, ...readResult(state) };
    case "Fail":
      return { type, ...optional("error", state["Error"]), ...optional("cause", state["Cause"]) };
    default:
      throw new Error(`State type ${type} passed the checks but is not known to the reader`);
  }
}

function readTask(state: JsonObject): State {
  const resource = textAt(state, "Resource");
  return {
    type: "Task",
    resource,
    integration: integrationOf(resource),
    retry: listAt(state, "Retry").map(readRetrier),
    catch: listAt(state, "Catch").map(readCatcher),
    transition: readTransition(state),
    ...readResult(state),
    ...optional("arguments", state["Arguments"]),
    ...optional("timeoutSeconds", state["TimeoutSeconds"]),
    ...optional("heartbeatSeconds", state["HeartbeatSeconds"]),
  };
}

function integrationOf(resource: string): Integration {
  if (!resource.startsWith("arn:aws:states:::")) return "function";
  return resource.endsWith(".waitForTaskToken") ? "invoke.waitForTaskToken" : "invoke";
}

function readRetrier(retrier: JsonObject): Retrier {
  const maxDelay = retrier["MaxDelaySeconds"];
  return {
    errors: errorsOf(retrier),
    intervalSeconds: numberAt(retrier, "IntervalSeconds", 1),
    maxAttempts: numberAt(retrier, "MaxAttempts", 3),
    backoffRate: numberAt(retrier, "BackoffRate", 2),
    jitter: retrier["JitterStrategy"] === "FULL" ? "FULL" : "NONE",
    ...(typeof maxDelay === "number" ? { maxDelaySeconds: maxDelay } : {}),
  };
}

function readCatcher(catcher: JsonObject): Catcher {
  return { errors: errorsOf(catcher), next: textAt(catcher, "Next"), ...readResult(catcher) };
}

function readRule(rule: JsonObject): ChoiceRule {
  return { condition: toTemplate(rule["Condition"] ?? null), next: textAt(rule, "Next"), ...readResult(rule) };
}

function readResult(holder: JsonObject): Result {
  const assign = holder["Assign"];
  const entries: Assignment | undefined = isObject(assign)
    ? Object.entries(assign).map(([name, value]) => [name, toTemplate(value)])
    : undefined;
  return { ...optional("output", holder["Output"]), ...(entries ? { assign: entries } : {}) };
}

function readTransition(state: JsonObject): Transition {
  const next = state["Next"];
  if (typeof next === "string") return { kind: "next", state: next };
  return state["End"] === true ? { kind: "end" } : { kind: "missing" };
}

function optional<K extends string>(key: K, value: Json | undefined): { [key in K]?: Template } {
  return value === undefined ? {} : ({ [key]: toTemplate(value) } as { [key in K]: Template });
}

function errorsOf(holder: JsonObject): string[] {
  return arrayAt(holder, "ErrorEquals").filter((name): name is string => typeof name === "string");
}

function listAt(holder: JsonObject, field: string): JsonObject[] {
  return arrayAt(holder, field).filter(isObject);
}

function arrayAt(holder: JsonObject, field: string): Json[] {
  const value = holder[field];
  return Array.isArray(value) ? value : [];
}

function objectAt(holder: JsonObject, field: string): JsonObject {
  const value = holder[field];
  return isObject(value) ? value : {};
}

function textAt(holder: JsonObject, field: string): string {
  const value = holder[field];
  return typeof value === "string" ? value : "";
}

function numberAt(holder: JsonObject, field: string, fallback: number): number {
  const value = holder[field];
  return typeof value === "number" ? value : fallback;
}
