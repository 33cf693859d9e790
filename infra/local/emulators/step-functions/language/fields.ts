import { checkTemplate } from "./expression-check.ts";
import { isExpression } from "./expression.ts";
import type { Findings } from "../api/diagnostics.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { parseTimestamp } from "../api/timestamp.ts";

/** Checks one field's value; `at` is its pointer in the definition. */
export type FieldCheck = (value: Json, at: string, findings: Findings) => void;

/** The fields an object of the language may have, each with its check. */
export type Fields = Readonly<Record<string, FieldCheck>>;

const MAX_SECONDS = 99_999_999;
const VARIABLE_NAME = /^[\p{L}_][\p{L}\p{N}_]{0,79}$/u;

/** Checks an object: every field known and well formed, none of the required ones missing. A field it does not know is refused, never ignored. */
export function checkFields(
  object: JsonObject,
  fields: Fields,
  required: readonly string[],
  at: string,
  findings: Findings,
): void {
  const missing = required.filter((name) => !(name in object));
  if (missing.length > 0) findings.invalid(at === "" ? "/" : at, `These fields are required: [${missing.join(", ")}]`);
  for (const [name, value] of Object.entries(object)) {
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (check) check(value, `${at}/${name}`, findings);
    else findings.unsupported(`${at}/${name}`, `Field ${name}`);
  }
}

/** A text. */
export const text: FieldCheck = (value, at, findings) => {
  if (typeof value !== "string") findings.invalid(at, "Expected value of type String");
};

/** `true`. */
export const isTrue: FieldCheck = (value, at, findings) => {
  if (typeof value !== "boolean") findings.invalid(at, "Expected value of type Boolean");
};

/** Any JSON with expressions in it. */
export const template: FieldCheck = (value, at, findings) => checkTemplate(value, at, findings);

/** A text or an expression for one. */
export const textTemplate: FieldCheck = (value, at, findings) => {
  if (typeof value !== "string") findings.invalid(at, "Expected value of type String");
  else checkTemplate(value, at, findings);
};

/** An RFC 3339 timestamp or an expression for one. */
export const timestampTemplate: FieldCheck = (value, at, findings) => {
  if (isExpression(value)) checkTemplate(value, at, findings);
  else if (typeof value !== "string" || parseTimestamp(value) === undefined)
    findings.invalid(at, "String does not match RFC3339 timestamp");
};

/** A boolean or an expression for one. */
export const conditionTemplate: FieldCheck = (value, at, findings) => {
  if (isExpression(value)) checkTemplate(value, at, findings);
  else if (typeof value !== "boolean") findings.invalid(at, "Expected a boolean or a JSONata expression");
};

/** Whole seconds from `least` on, or an expression for them. */
export function secondsTemplate(least: number): FieldCheck {
  return (value, at, findings) => {
    if (isExpression(value)) checkTemplate(value, at, findings);
    else wholeNumber(least, MAX_SECONDS)(value, at, findings);
  };
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): FieldCheck {
  return (value, at, findings) => {
    if (typeof value !== "number" || !Number.isInteger(value)) findings.invalid(at, "Expected value of type Integer");
    else if (value < least || value > most) findings.invalid(at, `Value is not in range ${least} to ${most}`);
  };
}

/** One of a few texts. */
export function oneOf(...allowed: string[]): FieldCheck {
  return (value, at, findings) => {
    if (typeof value !== "string" || !allowed.includes(value))
      findings.invalid(at, `Value is not valid, expected one of: [${allowed.join(", ")}]`);
  };
}

/** Variables to set: plain names, any JSON with expressions as values. */
export const assignment: FieldCheck = (value, at, findings) => {
  if (!isObject(value)) return findings.invalid(at, "Expected value of type Object");
  for (const [name, item] of Object.entries(value)) {
    if (name === "states") findings.invalid(`${at}/${name}`, "The variable name 'states' is reserved");
    else if (!VARIABLE_NAME.test(name)) findings.invalid(`${at}/${name}`, "Invalid variable name");
    else checkTemplate(item, `${at}/${name}`, findings);
  }
};

/** A list of objects, each with the given fields. */
export function listOf(fields: Fields, required: readonly string[], least: number): FieldCheck {
  return (value, at, findings) => {
    if (!Array.isArray(value)) return findings.invalid(at, "Expected value of type Array");
    if (value.length < least) findings.invalid(at, "Array must have at least one item");
    for (const [index, item] of value.entries()) {
      if (isObject(item)) checkFields(item, fields, required, `${at}[${index}]`, findings);
      else findings.invalid(`${at}[${index}]`, "Expected value of type Object");
    }
  };
}

/** The error names of Retry and Catch. */
export const errorNames: FieldCheck = (value, at, findings) => {
  if (!Array.isArray(value) || value.length === 0) return findings.invalid(at, "Expected a list of error names");
  for (const [index, name] of value.entries())
    if (typeof name !== "string") findings.invalid(`${at}[${index}]`, "Expected value of type String");
  if (value.includes("States.ALL") && value.length > 1) findings.invalid(at, "States.ALL must appear alone");
};
