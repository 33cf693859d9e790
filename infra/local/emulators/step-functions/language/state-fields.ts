import * as check from "./fields.ts";
import type { Findings } from "../api/diagnostics.ts";
import { isExpression } from "./expression.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

const common: check.Fields = {
  Type: check.text,
  Comment: check.text,
  QueryLanguage: check.oneOf("JSONata", "JSONPath"),
};
const handsOn: check.Fields = { Output: check.template, Assign: check.assignment };
const moves: check.Fields = { Next: check.text, End: check.isTrue };

const retrier: check.Fields = {
  ErrorEquals: check.errorNames,
  IntervalSeconds: check.wholeNumber(1, 99_999_999),
  MaxAttempts: check.wholeNumber(0, 99_999_999),
  BackoffRate: (value, at, findings) => {
    if (typeof value !== "number" || value < 1) findings.invalid(at, "Value must be a number of at least 1.0");
  },
  MaxDelaySeconds: check.wholeNumber(1, 31_622_400),
  JitterStrategy: check.oneOf("FULL", "NONE"),
  Comment: check.text,
};
const catcher: check.Fields = { ErrorEquals: check.errorNames, Next: check.text, ...handsOn, Comment: check.text };
const rule: check.Fields = { Condition: check.conditionTemplate, Next: check.text, ...handsOn, Comment: check.text };

const LAMBDA_ARN = /^arn:[\w-]+:lambda:[\w-]*:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
const INVOKE_FIELDS = ["FunctionName", "Payload"];

/** What each supported state type may hold. */
const states: Readonly<Record<string, { fields: check.Fields; required: readonly string[] }>> = {
  Task: {
    fields: {
      ...common,
      ...handsOn,
      ...moves,
      Resource: resource,
      Arguments: check.template,
      Retry: check.listOf(retrier, ["ErrorEquals"], 0),
      Catch: check.listOf(catcher, ["ErrorEquals", "Next"], 0),
      TimeoutSeconds: check.secondsTemplate(1),
      HeartbeatSeconds: check.secondsTemplate(1),
    },
    required: ["Resource"],
  },
  Pass: { fields: { ...common, ...handsOn, ...moves }, required: [] },
  Choice: {
    fields: { ...common, ...handsOn, Choices: check.listOf(rule, ["Condition", "Next"], 1), Default: check.text },
    required: ["Choices"],
  },
  Wait: {
    fields: { ...common, ...handsOn, ...moves, Seconds: check.secondsTemplate(0), Timestamp: check.timestampTemplate },
    required: [],
  },
  Succeed: { fields: { ...common, Output: check.template }, required: [] },
  Fail: { fields: { ...common, Error: check.textTemplate, Cause: check.textTemplate }, required: [] },
};

/** Checks one state, apart from where it leads. */
export function checkState(state: JsonObject, at: string, findings: Findings): void {
  const type = state["Type"];
  const known = typeof type === "string" && Object.hasOwn(states, type) ? states[type] : undefined;
  if (!known) {
    if (type === "Map" || type === "Parallel") findings.unsupported(at, `State type ${type}`);
    else
      findings.invalid(
        `${at}/Type`,
        type === undefined ? "These fields are required: [Type]" : `Unknown state type ${JSON.stringify(type)}`,
      );
    return;
  }
  check.checkFields(state, known.fields, known.required, at, findings);
  if ("Next" in state && "End" in state) findings.invalid(at, "Only one of these fields may be set: [Next, End]");
  if (state["End"] === false) findings.invalid(`${at}/End`, "End can only be true");
  if (type === "Wait" && "Seconds" in state === "Timestamp" in state)
    findings.invalid(at, "Exactly one of these fields is required: [Seconds, Timestamp]");
  if (type === "Task") checkTask(state, at, findings);
}

function checkTask(state: JsonObject, at: string, findings: Findings): void {
  const { Arguments, Resource, TimeoutSeconds, HeartbeatSeconds } = state;
  if (typeof Resource === "string" && Resource.startsWith("arn:aws:states:::lambda:invoke")) {
    if (Arguments === undefined) findings.invalid(at, "These fields are required: [Arguments]");
    else if (isObject(Arguments)) checkInvokeArguments(Arguments, `${at}/Arguments`, findings);
    else if (!isExpression(Arguments))
      findings.invalid(`${at}/Arguments`, "Expected an object or a JSONata expression");
  }
  if (
    typeof TimeoutSeconds === "number" &&
    typeof HeartbeatSeconds === "number" &&
    HeartbeatSeconds >= TimeoutSeconds
  ) {
    findings.invalid(`${at}/HeartbeatSeconds`, "HeartbeatSeconds must be smaller than TimeoutSeconds");
  }
  for (const field of ["Retry", "Catch"]) {
    const list = state[field];
    if (!Array.isArray(list)) continue;
    const all = list.findIndex(
      (item) => isObject(item) && Array.isArray(item["ErrorEquals"]) && item["ErrorEquals"].includes("States.ALL"),
    );
    if (all >= 0 && all < list.length - 1)
      findings.invalid(`${at}/${field}[${all}]`, `States.ALL must be in the last entry of ${field}`);
  }
}

function checkInvokeArguments(fields: JsonObject, at: string, findings: Findings): void {
  if (!("FunctionName" in fields)) findings.invalid(at, 'The field "FunctionName" is required but was missing');
  for (const name of Object.keys(fields))
    if (!INVOKE_FIELDS.includes(name)) findings.unsupported(`${at}/${name}`, `Field ${name} of lambda:invoke`);
}

function resource(value: Json, at: string, findings: Findings): void {
  if (typeof value !== "string") return findings.invalid(at, "Expected value of type String");
  if (
    value === "arn:aws:states:::lambda:invoke" ||
    value === "arn:aws:states:::lambda:invoke.waitForTaskToken" ||
    LAMBDA_ARN.test(value)
  )
    return;
  if (isExpression(value) || !value.startsWith("arn:")) findings.invalid(at, "Value is not a valid resource ARN");
  else findings.unsupported(at, `Resource ${value}`);
}
