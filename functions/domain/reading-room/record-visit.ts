/** What the machines of reading on site write into the recap book. Each is repeatable: an entry has its case as key. */
import { latestAnswer, latestValue } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import type { DayEntry, ReadingEntry } from "./recap-book.ts";

type Recording = Pick<Dependencies, "agencies" | "clock" | "recaps">;

/** A reader has left: what the guest book, the questions and the recap of books say becomes an entry of the day. */
export async function recordReading({ agencies, recaps }: Recording, dossier: Dossier): Promise<void> {
  const { calendar } = await agencies.settings();
  await recaps.add(readingOf(dossier, isoDate(Date.parse(dossier.case.createdAt), calendar.zone)));
}

/** @param date of the visit, YYYY-MM-DD */
export function readingOf(dossier: Dossier, date: string): ReadingEntry {
  const text = (field: string): string | undefined => {
    const value = latestValue(dossier, field);
    return typeof value === "string" ? value : undefined;
  };
  const number = (field: string): number => Number(latestValue(dossier, field) ?? 0);
  const said = { membership: text("membership"), ageGroup: text("ageGroup") };
  const background = { education: text("education"), occupation: text("occupation") };
  return {
    kind: "reading",
    date,
    caseId: dossier.case.id,
    sexes: sexesOf(number("groupSize"), number("groupMale"), text("sex")),
    category: text("category") ?? "",
    ...(Object.fromEntries(
      Object.entries({ ...said, ...background }).filter(([, value]) => value !== undefined),
    ) as Pick<ReadingEntry, "membership">),
    questions: number("subjects"),
    answered: number("answered"),
    books: countsOf(latestValue(dossier, "books")),
  };
}

function sexesOf(size: number, male: number, sex: string | undefined): Record<string, number> {
  if (sex !== undefined) return { [sex]: 1 };
  return { L: male, P: size - male };
}

function countsOf(value: unknown): Record<string, number> {
  const entries = Object.entries((value ?? {}) as Record<string, number>);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

/** The service began a day, or did not; the note of the answer is the reason. */
export function recordDay(kind: DayEntry["kind"]) {
  return async ({ recaps }: Recording, dossier: Dossier): Promise<void> => {
    const answer = dossier.tasks.findLast((task) => task.answer !== null)?.answer;
    const { date } = dossier.case.request;
    if (typeof date === "string") {
      await recaps.add({ kind, date, reason: answer?.note ?? "", by: answer?.name ?? "" });
    }
  };
}

/** The report was received: it becomes the next version of its month, and stays. */
export async function fileReport({ clock, recaps }: Recording, dossier: Dossier): Promise<void> {
  const { month } = dossier.case.request;
  const received = dossier.tasks.findLast((task) => task.answer !== null);
  const at = (received && latestAnswer(dossier, received.step)?.at) ?? isoInstant(clock.now());
  if (typeof month === "string") await recaps.fileReport(month, dossier.case.id, at);
}
