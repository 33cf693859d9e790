/** What the pages of reading on site show. Readers are numbers here: nobody's name leaves the case. */
import { firstStep } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { FactView } from "../../contract/shared.ts";
import type { ReaderRow, RecapMonthView } from "../../contract/reading-room.ts";
import { latestAnswer, procedureOfCase, stepOfTask } from "../../domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { classesOf, figureFields, mainClasses, readersOf } from "../../domain/reading-room/reading-tables.ts";
import { readingOf } from "../../domain/reading-room/record-visit.ts";
import { type DaySums } from "../../domain/reading-room/recap-book.ts";
import { totalOf } from "../../domain/reading-room/recap-entries.ts";
import type { Figures } from "../../domain/task/computed-fields.ts";
import type { ChoosableOutcome } from "../../domain/task/permission.ts";
import type { ViewContext } from "./facts.ts";
import { inWords } from "../../domain/form/field-words.ts";
import { tableOf } from "./field-words.ts";
import { outcomeView } from "./outcome-view.ts";

/** Roles whose lists hold the tasks of a procedure. */
export function actorsOf(procedure: Procedure): ActorId[] {
  return [...new Set(procedure.steps.map((step) => step.actor))];
}

/** "00012" of REF-2026-00012, without the zeros. */
export function shortNumber(caseId: string): string {
  return caseId.slice(caseId.lastIndexOf("-") + 1).replace(/^0+/, "");
}

/** A reader in the room, with what whoever looks may tap at once. */
export function readerRow(dossier: Dossier, task: TaskItem, choosable: ChoosableOutcome[]): ReaderRow {
  const step = stepOfTask(dossier, task);
  const outcomes = choosable.filter(({ from }) => from === null).map((each) => outcomeView(step, each));
  const procedure = procedureOfCase(dossier.case);
  const guest = latestAnswer(dossier, firstStep(procedure).id);
  const entry = guest && readingOf(dossier, "");
  const categories = classesOf(procedure, readersOf(procedure).traits.category.field);
  return {
    case: dossier.case.id,
    number: shortNumber(dossier.case.id),
    task: task.id,
    step: { id: step.id, number: step.number, state: { id: step.state, en: step.activity.en } },
    since: dossier.case.createdAt,
    people: entry && totalOf(entry.sexes),
    category: categories.find(({ value }) => value === entry?.category)?.label ?? null,
    asks: (step.fields ?? []).length > 0 || outcomes.some(({ note }) => note === "required"),
    outcomes,
  };
}

export function dayRow(day: DaySums): RecapMonthView["days"][number] {
  const { sexes, books } = mainClasses();
  return {
    date: day.date,
    status: day.status,
    reason: day.reason,
    visitors: day.visitors,
    onPaper: day.onPaper,
    bySex: sexes.map(({ value }) => day.sexes[value] ?? 0),
    books: day.books,
    byClass: books.map(({ value }) => day.booksByClass[value] ?? 0),
    questions: day.questions,
  };
}

export function headings(): Pick<RecapMonthView, "sexes" | "classes"> {
  const { sexes, books } = mainClasses();
  return { sexes: sexes.map(({ label }) => label), classes: books.map(({ label }) => label) };
}

/** The computed figures of a report, as the report itself shows them. */
export function figureFacts(figures: Figures, { reader, settings, staff }: ViewContext): FactView[] {
  const words = { style: { language: reader.language, zone: settings.calendar.zone }, staff };
  return figureFields().flatMap((field) => {
    const value = field.computed && figures[field.computed];
    if (value === undefined) return [];
    const table = tableOf(field, value, words);
    return [{ name: field.name, label: field.label, value: inWords(field, value, words), ...(table ? { table } : {}) }];
  });
}

/** Whether a task is the one at which a procedure's first row waits. */
export function isFirstTask(procedure: Procedure, task: TaskItem): boolean {
  return task.procedure === procedure.id && task.step === firstStep(procedure).id;
}
