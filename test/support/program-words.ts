/** Names that programs know things by, of every table: no sentence for people has one of them. */
import { allEntryFields } from "../../statemachines/form/office-entry.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import type { Procedure } from "../../statemachines/language/vocabulary.ts";
import "../../statemachines/index.ts";

function namesIn(table: Procedure): string[] {
  const fields = [...allEntryFields(table), ...table.steps.flatMap((step) => step.fields ?? [])];
  return [
    ...fields.flatMap(({ columns = [], name, options = [] }) => [
      ...[name, ...columns.map((column) => column.name)],
      ...options.map(({ value }) => value),
    ]),
    ...table.steps.flatMap(({ id, outcomes }) => [id, ...outcomes.map((outcome) => outcome.id)]),
  ];
}

/** Those of one small word, such as "topic", are words of people, too; those that begin with a figure are ages. */
const names = [...new Set(procedures.flatMap(namesIn))].filter((name) => /[A-Z-]/.test(name) && !/^\d/.test(name));

/** Finds the first of them, or what a program writes where it knows nothing. */
export const programWords = new RegExp(
  `(?<![\\w-])(${names.join("|")})(?![\\w-])|undefined|null|NaN|\\[object|\\b(outcome|channel|values|note):`,
);
