import { Findings, jsonDiagnostic, type Diagnostic } from "../api/diagnostics.ts";
import { variablesRead } from "./expression-check.ts";
import { expressionSource, isExpression } from "./expression.ts";
import * as check from "./fields.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import type { Machine } from "./machine.ts";
import { readMachine } from "./read-machine.ts";
import { checkState } from "./state-fields.ts";

/** A definition that was read: the machine where nothing stands against it, and all findings. */
export interface Prepared {
  machine?: Machine;
  diagnostics: Diagnostic[];
}

const machineFields: check.Fields = {
  StartAt: check.text,
  States: () => undefined,
  Comment: check.text,
  Version: check.oneOf("1.0"),
  QueryLanguage: check.oneOf("JSONata", "JSONPath"),
  TimeoutSeconds: check.wholeNumber(1, 99_999_999),
};

/**
 * Reads a definition (JSON text of the Amazon States Language) and refuses whatever the reducer would not carry out to the letter:
 * unknown fields, JSONPath, Map, Parallel, other integrations.
 */
export function prepareMachine(definition: string): Prepared {
  let root: Json;
  try {
    root = JSON.parse(definition) as Json;
  } catch (error) {
    return { diagnostics: [jsonDiagnostic(definition, error instanceof Error ? error.message : String(error))] };
  }
  const findings = new Findings();
  if (isObject(root)) checkMachine(root, findings);
  else findings.invalid("/", "Expected value of type Object");
  if (!findings.accepted || !isObject(root)) return { diagnostics: findings.list };
  return { machine: readMachine(root), diagnostics: findings.list };
}

function checkMachine(root: JsonObject, findings: Findings): void {
  check.checkFields(root, machineFields, ["States", "StartAt"], "", findings);
  const { States: states, StartAt: startAt } = root;
  if (states === undefined) return;
  if (!isObject(states)) return findings.invalid("/States", "Expected value of type Object");
  if (Object.keys(states).length === 0) findings.invalid("/States", "At least one state is required");
  for (const [name, state] of Object.entries(states)) {
    const at = `/States/${name}`;
    if (name.length > 80) findings.invalid(at, "State names have at most 80 characters");
    if (!isObject(state)) findings.invalid(at, "Expected value of type Object");
    else checkLanguageAndState(state, root["QueryLanguage"], at, findings);
  }
  if (typeof startAt === "string") checkTransitions(states, startAt, findings);
  if (findings.accepted) warnAboutVariables(states, findings);
}

function checkLanguageAndState(
  state: JsonObject,
  machineLanguage: Json | undefined,
  at: string,
  findings: Findings,
): void {
  checkState(state, at, findings);
  const language = state["QueryLanguage"] ?? machineLanguage ?? "JSONPath";
  if (language === "JSONPath") findings.unsupported(at, "QueryLanguage JSONPath");
}

function checkTransitions(states: JsonObject, startAt: string, findings: Findings): void {
  if (!Object.hasOwn(states, startAt))
    return findings.invalid("/StartAt", `Missing 'StartAt' target: ${startAt}`, "MISSING_TRANSITION_TARGET");
  const reached = new Set<string>();
  const open = [startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (reached.has(name) || !isObject(state)) continue;
    reached.add(name);
    for (const { target, field } of targets(state)) {
      if (Object.hasOwn(states, target)) open.push(target);
      else
        findings.invalid(`/States/${name}/${field}`, `Missing 'Next' target: ${target}`, "MISSING_TRANSITION_TARGET");
    }
    const type = state["Type"];
    if ((type === "Task" || type === "Pass" || type === "Wait") && !("Next" in state) && !("End" in state)) {
      findings.warn(
        `/States/${name}`,
        "The state has neither Next nor End and fails when it is left",
        "MISSING_TRANSITION",
      );
    }
  }
  for (const name of Object.keys(states)) {
    if (!reached.has(name))
      findings.invalid(`/States/${name}`, `State "${name}" is not reachable.`, "MISSING_TRANSITION_TARGET");
  }
}

function targets(state: JsonObject): { target: string; field: string }[] {
  const found: { target: string; field: string }[] = [];
  const add = (target: Json | undefined, field: string): void => {
    if (typeof target === "string") found.push({ target, field });
  };
  add(state["Next"], "Next");
  add(state["Default"], "Default");
  for (const field of ["Choices", "Catch"]) {
    const list = state[field];
    if (Array.isArray(list))
      for (const [index, item] of list.entries()) if (isObject(item)) add(item["Next"], `${field}[${index}]/Next`);
  }
  return found;
}

/** A variable that no state assigns is a slip that AWS notices only when the state runs. */
function warnAboutVariables(states: JsonObject, findings: Findings): void {
  const assigned = new Set<string>(["states", "", "$"]);
  collect(states, (key, value) => {
    if (key === "Assign" && isObject(value)) for (const name of Object.keys(value)) assigned.add(name);
  });
  for (const [name, state] of Object.entries(states)) {
    const unknown = new Set<string>();
    collect(state, (_key, value) => {
      if (isExpression(value))
        for (const variable of variablesRead(expressionSource(value)))
          if (!assigned.has(variable) && !isFunction(variable)) unknown.add(variable);
    });
    for (const variable of unknown)
      findings.warn(`/States/${name}`, `Variable $${variable} is read but never assigned`, "UNASSIGNED_VARIABLE");
  }
}

function collect(value: Json | undefined, see: (key: string, value: Json) => void, key = ""): void {
  if (value === undefined) return;
  see(key, value);
  if (Array.isArray(value)) for (const item of value) collect(item, see);
  else if (isObject(value)) for (const [name, item] of Object.entries(value)) collect(item, see, name);
}

const FUNCTIONS = new Set(
  (
    "partition range hash random uuid parse now millis string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match replace " +
    "base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl number abs floor ceil round power sqrt formatNumber formatBase formatInteger parseInteger " +
    "sum max min average boolean not exists count append sort reverse shuffle distinct zip keys lookup spread merge sift each error assert type map filter single reduce fromMillis toMillis clone"
  ).split(" "),
);

function isFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}
