import type { Findings } from "../api/diagnostics.ts";
import { expressionSource, isExpression, parseExpression } from "./expression.ts";
import { isObject, type Json } from "./json.ts";

/** Checks every expression of a value: it parses, and uses nothing the service refuses. */
export function checkTemplate(value: Json, at: string, findings: Findings): void {
  if (isExpression(value)) checkExpression(expressionSource(value), at, findings);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) checkTemplate(item, `${at}[${index}]`, findings);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) checkTemplate(item, `${at}/${key}`, findings);
}

/** The variables an expression reads and does not bind itself; `states` and built-in functions included. */
export function variablesRead(source: string): Set<string> {
  const read = new Set<string>();
  const bound = new Set<string>();
  visit(parseExpression(source).ast(), (node) => {
    if (node.type === "variable") read.add(String(node.value));
    if (node.type === "bind" && isNode(node["lhs"])) bound.add(String(node["lhs"].value));
    if (node.type === "lambda" && Array.isArray(node["arguments"]))
      for (const argument of node["arguments"]) if (isNode(argument)) bound.add(String(argument.value));
    for (const key of ["index", "focus"]) if (typeof node[key] === "string") bound.add(node[key]);
  });
  return new Set([...read].filter((name) => !bound.has(name)));
}

function checkExpression(source: string, at: string, findings: Findings): void {
  let root: unknown;
  try {
    root = parseExpression(source).ast();
  } catch (error) {
    const detail = error instanceof Error || isNode(error) ? (error as { message?: unknown }).message : error;
    findings.invalid(at, `The JSONata expression is not valid: ${String(detail)}`);
    return;
  }
  visit(root, (node) => {
    if (node.type === "function" && isNode(node["procedure"]) && node["procedure"].value === "eval")
      findings.invalid(at, "The function $eval is not supported, use $parse");
  });
  visitTopLevel(root, (node) => {
    if (node.type === "name")
      findings.invalid(at, `Field '${String(node.value)}' is read without $states or a variable in front`);
    if (node.type === "variable" && (node.value === "" || node.value === "$"))
      findings.invalid(at, `'$${String(node.value)}' is not available at the top level of an expression`);
  });
}

interface Node {
  type: string;
  value?: unknown;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (typeof value === "object" && value !== null) {
    if (isNode(value)) see(value);
    for (const item of Object.values(value)) visit(item, see);
  }
}

/** Visits the nodes evaluated against the root, which has no value: the first step of each path, not what follows or filters it. */
function visitTopLevel(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visitTopLevel(item, see);
    return;
  }
  if (!isNode(value)) return;
  switch (value.type) {
    case "path":
      visitTopLevel(Array.isArray(value["steps"]) ? value["steps"][0] : undefined, see);
      return;
    case "apply":
    case "binary":
      visitTopLevel(value["lhs"], see);
      visitTopLevel(value["rhs"], see);
      return;
    case "bind":
      visitTopLevel(value["rhs"], see);
      return;
    case "block":
    case "unary":
    case "condition":
    case "function":
      for (const key of ["expressions", "expression", "lhs", "condition", "then", "else", "arguments"])
        visitTopLevel(value[key], see);
      return;
    case "name":
    case "variable":
      see(value);
  }
}
