/** What the machines of reading on site write into the recap book. Each is repeatable: an entry has its case as key. */
import type { FieldName, ReaderFields, ReaderTrait } from "../../../statemachines/language/vocabulary.ts";
import { calendarValue, latestAnswer, latestValue, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { readerTraits } from "./recap-book.ts";
import { type DayEntry, type ReadingEntry } from "./recap-entries.ts";
import { readersOf } from "./reading-tables.ts";

type Recording = Pick<Dependencies, "agencies" | "clock" | "recaps">;

/** A reader has left: what the guest book, the questions and the recap of books say becomes an entry of the day. */
export async function recordReading({ agencies, recaps }: Recording, dossier: Dossier): Promise<void> {
  const { calendar } = await agencies.settings();
  await recaps.add(readingOf(dossier, isoDate(Date.parse(dossier.case.createdAt), calendar.zone)));
}

/** @param date of the visit, YYYY-MM-DD */
export function readingOf(dossier: Dossier, date: string): ReadingEntry {
  const { sex, traits, questions, books } = readersOf(procedureOfCase(dossier.case));
  const text = (field: FieldName): string | undefined => {
    const value = latestValue(dossier, field);
    return typeof value === "string" ? value : undefined;
  };
  const number = (field: FieldName): number => Number(latestValue(dossier, field) ?? 0);
  const said: Partial<Record<ReaderTrait, string>> = {};
  for (const trait of readerTraits) {
    const value = text(traits[trait].field);
    if (value !== undefined) said[trait] = value;
  }
  return {
    kind: "reading",
    date,
    caseId: dossier.case.id,
    sexes: sexesOf(text(sex.field), sex.group, number),
    category: "",
    ...said,
    questions: number(questions.asked),
    answered: number(questions.answered),
    books: countsOf(latestValue(dossier, books)),
  };
}

/** One person, or a group of both sexes. */
function sexesOf(
  sex: string | undefined,
  { size, counted, others }: ReaderFields["sex"]["group"],
  number: (field: FieldName) => number,
): Record<string, number> {
  if (sex !== undefined) return { [sex]: 1 };
  return { [counted.as]: number(counted.field), [others]: number(size) - number(counted.field) };
}

function countsOf(value: unknown): Record<string, number> {
  const entries = Object.entries((value ?? {}) as Record<string, number>);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

/** The service began a day, or did not; the note of the answer is the reason. */
export function recordDay(kind: DayEntry["kind"]) {
  return async ({ recaps }: Recording, dossier: Dossier): Promise<void> => {
    const answer = dossier.tasks.findLast((task) => task.answer !== null)?.answer;
    const date = calendarValue(dossier.case);
    if (date) await recaps.add({ kind, date, reason: answer?.note ?? "", by: answer?.name ?? "" });
  };
}

/** The report was received: it becomes the next version of its month, and stays. */
export async function fileReport({ clock, recaps }: Recording, dossier: Dossier): Promise<void> {
  const month = calendarValue(dossier.case);
  const received = dossier.tasks.findLast((task) => task.answer !== null);
  const at = (received && latestAnswer(dossier, received.step)?.at) ?? isoInstant(clock.now());
  if (month) await recaps.fileReport(month, dossier.case.id, at);
}
