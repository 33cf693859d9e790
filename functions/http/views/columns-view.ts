import { documents } from "../../../statemachines/language/documents.ts";
import { fieldsOf, stepOf } from "../../../statemachines/language/table.ts";
import type { ColumnItem, LyingItem, Procedure, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { ColumnItemView, ColumnsView } from "../../contract/decision.ts";
import { latestAnswer, latestValue, procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier, StoredFile, TaskItem } from "../../domain/case/records.ts";
import { filesOf } from "../../domain/form/attached-files.ts";
import { fileViews, type ViewContext } from "./facts.ts";

/** The columns Kelengkapan and Output of a task's row, with what of them is there. */
export function columnsView(dossier: Dossier, task: TaskItem, context: ViewContext): ColumnsView {
  const table = procedureOfCase(dossier.case);
  const step = stepOf(table, task.step);
  const shown = (items: ColumnItem[] = []): ColumnItemView[] =>
    items.map((item) => itemView(dossier, { step, table }, item, context));
  return { requires: shown(step.requires), produces: shown(step.produces) };
}

interface Row {
  step: Step;
  table: Procedure;
}

function itemView(dossier: Dossier, row: Row, item: ColumnItem, context: ViewContext): ColumnItemView {
  const lying = item.kind === "document" || item.kind === "record" ? item : null;
  return {
    what: nameOf(row.table, item),
    state: stateOf(dossier, row.step, item),
    must: item.kind === "document" && item.must === true,
    files: fileViews(lying ? fileOf(dossier, lying) : [], context),
    letters: lying ? lettersOf(dossier, lying) : [],
  };
}

function nameOf(table: Procedure, item: ColumnItem): Text {
  switch (item.kind) {
    case "document":
      return documents[item.document];
    case "field":
    case "tick": {
      const asked = fieldsOf(table).find(({ name }) => name === item.field);
      const option = item.kind === "tick" ? asked?.options?.find(({ value }) => value === item.option) : undefined;
      return (option ?? asked)?.label ?? { id: item.field, en: item.field };
    }
    case "record":
    case "physical":
      return item.what;
  }
}

/** What the row itself asks comes with its answer, whatever was answered before. */
function stateOf(dossier: Dossier, step: Step, item: ColumnItem): ColumnItemView["state"] {
  switch (item.kind) {
    case "physical":
      return "elsewhere";
    case "field":
    case "tick":
      if (asks(step, item.field)) return "coming";
      return isGiven(latestValue(dossier, item.field)) ? "there" : "missing";
    case "document":
    case "record":
      return stateOfPaper(dossier, step, item);
  }
}

function stateOfPaper(dossier: Dossier, step: Step, item: LyingItem): ColumnItemView["state"] {
  if (fileOf(dossier, item).length > 0 || lettersOf(dossier, item).length > 0) return "there";
  if (isAnswered(dossier, item)) return item.kind === "document" ? "recorded" : "there";
  if (comesOf(step, item)) return "coming";
  return liesNowhere(item) ? "elsewhere" : "missing";
}

function asks({ fields = [] }: Step, name: string): boolean {
  return fields.some((field) => field.name === name);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function fileOf(dossier: Dossier, { file }: LyingItem): StoredFile[] {
  const value = file === undefined ? undefined : latestValue(dossier, file);
  return filesOf(dossier).filter(({ id }) => id === value);
}

/** Subjects of the letters that were written. */
function lettersOf({ mails }: Dossier, { letters = [] }: LyingItem): string[] {
  return mails.filter(({ letter }) => letters.includes(letter)).map(({ subject }) => subject);
}

function isAnswered(dossier: Dossier, { outcomes, rows = [] }: LyingItem): boolean {
  return rows.some((row) => {
    const answer = latestAnswer(dossier, row);
    return answer !== null && (!outcomes || outcomes.includes(answer.outcome));
  });
}

function comesOf(step: Step, { file, letters = [], rows = [] }: LyingItem): boolean {
  const posts = step.outcomes.flatMap((outcome) => outcome.letters ?? []);
  return (
    rows.includes(step.id) ||
    (file !== undefined && asks(step, file)) ||
    posts.some(({ letter }) => letters.includes(letter))
  );
}

function liesNowhere({ file, letters, rows }: LyingItem): boolean {
  return file === undefined && letters === undefined && rows === undefined;
}
