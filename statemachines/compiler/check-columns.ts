/** What the columns Kelengkapan and Output mean: each that is written has a meaning, of things that the table has. */
import { documents } from "../language/documents.ts";
import { fieldsOf, outcomesOf, rowName } from "../language/table.ts";
import type { Aside, ColumnItem, FieldName, LyingItem, Procedure, Step } from "../language/vocabulary.ts";

type Row = Step | Aside;

/** @returns a message for each written column without a meaning, and for each meaning that names what is not there */
export function checkColumns(procedure: Procedure): string[] {
  return [...procedure.steps, ...(procedure.aside ?? [])].flatMap((row) =>
    [
      ...checkWritten(row.inputs, row.requires, "requires", "Kelengkapan"),
      ...checkWritten(row.output, row.produces, "produces", "Output"),
      ...(row.requires ?? []).flatMap((item) => checkItem(procedure, row, item, "requires")),
      ...(row.produces ?? []).flatMap((item) => checkItem(procedure, row, item, "produces")),
    ].map((problem) => `${rowName(row)} ${problem}`),
  );
}

function checkWritten(written: string, items: ColumnItem[] = [], name: string, column: string): string[] {
  if ((written.trim() === "") === (items.length === 0)) return [];
  if (items.length > 0) return [`says what its ${column} means (\`${name}\`), and none is written`];
  return [`does not say what its ${column} means (\`${name}\`): "${written}"`];
}

function checkItem(procedure: Procedure, row: Row, item: ColumnItem, verb: string): string[] {
  switch (item.kind) {
    case "physical":
      return [];
    case "field":
      return fieldsNamed(procedure, item.field).length > 0
        ? []
        : [`${verb} the field "${item.field}", which no row has`];
    case "tick":
      return checkTick(procedure, item, verb);
    case "record":
      return checkLying(procedure, item, `${verb} "${item.what.id}"`);
    case "document":
      return [
        ...(Object.hasOwn(documents, item.document) ? [] : [`${verb} the unknown document "${item.document}"`]),
        ...checkLying(procedure, item, `${verb} "${item.document}"`),
        ...checkMust(row, item),
      ];
  }
}

function checkTick(procedure: Procedure, item: Extract<ColumnItem, { kind: "tick" }>, verb: string): string[] {
  const { field, option } = item;
  const able = fieldsNamed(procedure, field).some(({ kind, options = [] }) =>
    option === undefined ? kind === "flag" : kind === "choices" && options.some(({ value }) => value === option),
  );
  const what = option === undefined ? `"${field}"` : `"${option}" of "${field}"`;
  return able ? [] : [`${verb} a tick at ${what}, which no row has`];
}

function checkLying(procedure: Procedure, item: LyingItem, says: string): string[] {
  const { file, letters = [], outcomes = [], rows = [] } = item;
  const found = [...procedure.steps, ...(procedure.aside ?? [])];
  const answered = found.filter(({ id, kind }) => rows.includes(id) && kind !== "automatic");
  const possible = answered.flatMap((step) => outcomesOf(procedure, step).map(({ id }) => id));
  const sent = lettersOf(procedure);
  return [
    ...(file === undefined || fieldsNamed(procedure, file).some(({ kind }) => kind === "file")
      ? []
      : [`${says} as the file "${file}", which no row takes`]),
    ...letters
      .filter((letter) => !sent.includes(letter))
      .map((letter) => `${says} as the letter "${letter}", which no row sends`),
    ...rows
      .filter((id) => !answered.some((step) => step.id === id))
      .map((id) => `${says} as an answer to "${id}", a row that nobody answers`),
    ...outcomes
      .filter((id) => !possible.includes(id))
      .map((id) => `${says} as the outcome "${id}", which these rows do not have`),
  ];
}

/** What a row cannot be finished without is for its form to ask, so that it is asked wherever the row is answered. */
function checkMust(
  { fields = [] }: Row,
  { document, file, must }: Extract<ColumnItem, { kind: "document" }>,
): string[] {
  if (must === undefined) return [];
  const asked = fields.find(({ kind, name }) => kind === "file" && name === file);
  const needed = asked && (asked.required ?? asked.requiredUnless ?? asked.requiredWhen);
  return needed ? [] : [`cannot be finished without "${document}", but its form does not require that file`];
}

function lettersOf({ anytime = [], steps }: Procedure): string[] {
  const outcomes = [...steps.flatMap((step) => step.outcomes), ...anytime];
  return [...steps, ...outcomes].flatMap(({ letters = [] }) => letters.map(({ letter }) => letter));
}

function fieldsNamed(procedure: Procedure, name: FieldName) {
  return fieldsOf(procedure).filter((field) => field.name === name);
}
