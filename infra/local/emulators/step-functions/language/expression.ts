import jsonata from "jsonata";
import { EvaluationFailure } from "../engine/failures.ts";
import { serviceFunctions, type Sources } from "./functions.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import type { Assignment, Expression, Template } from "./template.ts";

/** What expressions of a state may see: `$states` and the variables of the execution. */
export interface Scope {
  states: { input: Json; context: JsonObject; result?: Json; errorOutput?: Json };
  variables: JsonObject;
  sources: Sources;
}

// A runaway expression must not stop the process; the recursion limit is far above what a workflow needs.
const GUARDS = { timeout: 10_000, stack: 1_000 };

/** True for a string that the service evaluates: it starts with `{%` and ends with `%}`, without blanks around. */
export function isExpression(value: unknown): value is `{%${string}%}` {
  return typeof value === "string" && value.length >= 4 && value.startsWith("{%") && value.endsWith("%}");
}

/** The expression between the delimiters. */
export function expressionSource(value: string): string {
  return value.slice(2, -2).trim();
}

/** Parses an expression. Throws JSONata's own error object, with `code` and `message`, on a syntax error. */
export function parseExpression(source: string): Expression {
  return jsonata(source, GUARDS);
}

/** Parses every expression of a value once. */
export function toTemplate(value: Json): Template {
  if (isExpression(value)) {
    const source = expressionSource(value);
    return { kind: "expression", source, expression: parseExpression(source) };
  }
  if (Array.isArray(value)) {
    const items = value.map(toTemplate);
    return items.every((item) => item.kind === "constant") ? { kind: "constant", value } : { kind: "array", items };
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, item]): [string, Template] => [key, toTemplate(item)]);
    return entries.every(([, item]) => item.kind === "constant")
      ? { kind: "constant", value }
      : { kind: "object", entries };
  }
  return { kind: "constant", value };
}

/**
 * Evaluates a template.
 * @param field the path named in failures, such as `Arguments/Payload`.
 * @throws EvaluationFailure where an expression throws or yields nothing.
 */
export async function evaluate(template: Template, field: string, scope: Scope): Promise<Json> {
  switch (template.kind) {
    case "constant":
      return template.value;
    case "expression":
      return evaluateExpression(template, field, scope);
    case "array": {
      const items: Json[] = [];
      for (const [index, item] of template.items.entries())
        items.push(await evaluate(item, `${field}[${index}]`, scope));
      return items;
    }
    case "object": {
      const object: JsonObject = {};
      for (const [key, item] of template.entries) setOwn(object, key, await evaluate(item, `${field}/${key}`, scope));
      return object;
    }
  }
}

/** Evaluates Assign: every value sees the variables as they were before. */
export async function evaluateAssignment(assignment: Assignment, scope: Scope): Promise<JsonObject> {
  const values: JsonObject = {};
  for (const [name, template] of assignment) setOwn(values, name, await evaluate(template, `Assign/${name}`, scope));
  return values;
}

/** Evaluates a template that must yield a value of one JSON type. */
export async function evaluateTyped<T extends "number" | "string" | "boolean">(
  template: Template,
  type: T,
  field: string,
  scope: Scope,
): Promise<T extends "number" ? number : T extends "string" ? string : boolean> {
  const value = await evaluate(template, field, scope);
  if (typeof value !== type) {
    const source = template.kind === "expression" ? template.source : JSON.stringify(value);
    throw new EvaluationFailure(
      field,
      `The JSONata expression '${source}' specified for the field '${field}' returned an unexpected result type. ` +
        `Expected '${type}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
    );
  }
  return value as T extends "number" ? number : T extends "string" ? string : boolean;
}

async function evaluateExpression(
  template: Extract<Template, { kind: "expression" }>,
  field: string,
  scope: Scope,
): Promise<Json> {
  const { source, expression } = template;
  let result: unknown;
  try {
    const bindings = { ...scope.variables, ...serviceFunctions(scope.sources), states: scope.states };
    result = await expression.evaluate(undefined, bindings);
  } catch (error) {
    const { code, message } = describe(error);
    throw new EvaluationFailure(
      field,
      `The JSONata expression '${source}' specified for the field '${field}' threw an error during evaluation. ${code}: ${message}`,
    );
  }
  if (result === undefined) {
    throw new EvaluationFailure(
      field,
      `The JSONata expression '${source}' specified for the field '${field}' returned nothing (undefined).`,
    );
  }
  return plain(result, source, field);
}

/** JSONata hands out its own arrays, prototype-less objects and parts of the input: make them plain JSON that nobody shares. */
function plain(result: unknown, source: string, field: string): Json {
  if (result === null || typeof result === "string" || typeof result === "boolean") return result;
  if (typeof result === "number" && Number.isFinite(result)) return result;
  const isValue = typeof result === "object" && !("_jsonata_lambda" in result) && !("_jsonata_function" in result);
  if (!isValue) {
    throw new EvaluationFailure(
      field,
      `The JSONata expression '${source}' specified for the field '${field}' returned an unexpected result type: ${typeof result}.`,
    );
  }
  return JSON.parse(JSON.stringify(result)) as Json;
}

function describe(error: unknown): { code: string; message: string } {
  if (typeof error === "object" && error !== null) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return {
      code: typeof code === "string" ? code : "Error",
      message: typeof message === "string" ? message : JSON.stringify(error),
    };
  }
  return { code: "Error", message: String(error) };
}

function typeName(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function setOwn(target: JsonObject, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
