import type { Json, JsonObject } from "../../../../infra/local/emulators/step-functions/language/json.ts";

/** The differences between a value and what was recorded, each with its place; empty where they match. */
export function differences(expected: Json | undefined, actual: Json | undefined, at = ""): string[] {
  if (isObject(expected)) {
    if (expected["$any"] === true) return actual === undefined ? [`${at}: nothing there`] : [];
    if (typeof expected["$pattern"] === "string") {
      const matches = typeof actual === "string" && new RegExp(expected["$pattern"]).test(actual);
      return matches ? [] : [`${at}: ${show(actual)} does not match ${expected["$pattern"]}`];
    }
    if ("$jsonText" in expected) {
      return typeof actual === "string"
        ? differences(expected["$jsonText"], parse(actual), at)
        : [`${at}: ${show(actual)} is no text`];
    }
    const subset = expected["$subset"];
    if (isObject(subset))
      return isObject(actual) ? members(subset, actual, at, true) : [`${at}: ${show(actual)} is no object`];
    return isObject(actual) ? members(expected, actual, at, false) : [`${at}: ${show(actual)} is no object`];
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${at}: ${show(actual)} is no list`];
    const lengths = expected.length === actual.length ? [] : [`${at}: ${actual.length} items, not ${expected.length}`];
    return [...lengths, ...expected.flatMap((item, index) => differences(item, actual[index], `${at}[${index}]`))];
  }
  return Object.is(expected, actual) ? [] : [`${at}: ${show(actual)}, not ${show(expected)}`];
}

function members(expected: JsonObject, actual: JsonObject, at: string, more: boolean): string[] {
  const extra = more ? [] : Object.keys(actual).filter((key) => !(key in expected));
  return [
    ...Object.entries(expected).flatMap(([key, item]) => differences(item, actual[key], `${at}/${key}`)),
    ...extra.map((key) => `${at}/${key}: ${show(actual[key])} was not recorded`),
  ];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function show(value: Json | undefined): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
