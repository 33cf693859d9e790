/** What tests ask of a compiled machine. */
import aslValidator from "asl-validator";
import jsonata from "jsonata";
import type { Machine, State, TaskState } from "../../statemachines/compiler/states.ts";

/** @returns what asl-validator finds wrong; empty for a valid machine */
export function aslErrors(machine: Machine): string {
  // The validator writes into what it is given.
  return aslValidator(structuredClone(machine), { checkPaths: true, checkArn: true }).errorsText();
}

function successors(state: State): string[] {
  switch (state.Type) {
    case "Task":
      return [state.Next, ...state.Catch.map((catcher) => catcher.Next)];
    case "Choice":
      return [state.Default, ...state.Choices.map((rule) => rule.Next)];
    case "Succeed":
    case "Fail":
      return [];
  }
}

/** Names of the states that can be come to from the start. */
export function reachableStates(machine: Machine): Set<string> {
  const found = new Set([machine.StartAt]);
  for (const name of found) {
    const state = machine.States[name];
    for (const next of state ? successors(state) : []) found.add(next);
  }
  return found;
}

export function tasksOf(machine: Machine): [name: string, task: TaskState][] {
  return Object.entries(machine.States).flatMap(([name, state]): [string, TaskState][] =>
    state.Type === "Task" ? [[name, state]] : [],
  );
}

export function isWaiting(task: TaskState): boolean {
  return task.Resource.endsWith(".waitForTaskToken");
}

/** Every text `{% ... %}` in a value, without the braces. */
export function expressionsIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("{%") ? [value.slice(2, -2).trim()] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(expressionsIn);
}

/** Paths an expression reads, such as `$states.input.step`; variables that no scope gives show as themselves. */
export function readsOf(expression: string): string[] {
  return pathsIn(jsonata(expression).ast());
}

/** Evaluates every expression in a value, as Step Functions does for an `Output`; what is undefined stays so. */
export async function evaluated(value: unknown, states: Record<string, unknown>): Promise<unknown> {
  if (typeof value === "string" && value.startsWith("{%")) {
    return jsonata(value.slice(2, -2)).evaluate(null, { states });
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await evaluated(inner, states)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function pathsIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { type, steps } = node as { type?: string; steps?: { type: string; value: string }[] };
  if (type === "path" && steps?.[0]?.type === "variable") return [`$${steps.map((step) => step.value).join(".")}`];
  if (type === "variable") return [`$${(node as { value: string }).value}`];
  const { procedure, ...rest } = node as { procedure?: { value: string } };
  const called = procedure ? [`${procedure.value}()`] : [];
  return [
    ...called,
    ...Object.values(rest).flatMap((inner) => (Array.isArray(inner) ? inner.flatMap(pathsIn) : pathsIn(inner))),
  ];
}
