/** What is written into the recap book (buku rekapitulasi) of reading on site, per reader and per day. */
import type { ReaderTrait } from "../../../statemachines/language/vocabulary.ts";

/** What one reader or group leaves behind. No name: it is not needed for any figure. */
export interface ReadingEntry {
  kind: "reading";
  /** Day of the visit in the agency's zone, YYYY-MM-DD. */
  date: string;
  caseId: string;
  /** People by sex; together the number of visitors. */
  sexes: Record<string, number>;
  category: string;
  membership?: string;
  ageGroup?: string;
  education?: string;
  occupation?: string;
  /** Subjects asked of an officer, and how many were answered. */
  questions: number;
  answered: number;
  /** Copies by class. */
  books: Record<string, number>;
}

/**
 * What is known of a day beside its readers: it was opened, it was not, or nobody came; or that nothing could be known,
 * for the service was away all day. A day that was only opened has no recap: that nobody came is written down by a person.
 */
export interface DayEntry {
  kind: "opened" | "closed" | "nobody" | "outage";
  date: string;
  reason: string;
  /** Name of the officer. */
  by: string;
}

/** People served elsewhere by another procedure: on a visit, at a stop. They are no readers and make no day of service. */
export interface ServedEntry {
  kind: "served";
  /** YYYY-MM-DD */
  date: string;
  caseId: string;
  procedure: string;
  people: number;
}

/**
 * What was counted on paper on a day, entered later as sums. It adds to whatever is known of the day; a day may have several.
 * A correction is the next version of it: the last one counts, the others say what stood there.
 */
export interface PaperEntry {
  kind: "paper";
  /** YYYY-MM-DD */
  date: string;
  /** The same for all versions. */
  id: string;
  /** 1 for the first. */
  version: number;
  /** People by sex; together the number of readers. */
  sexes: Record<string, number>;
  /** People by class of each trait, as far as it was noted. */
  traits: Partial<Record<ReaderTrait, Record<string, number>>>;
  questions: number;
  answered: number;
  /** Copies by class. */
  books: Record<string, number>;
  /** Why it is entered later, or why it is corrected. */
  reason: string;
  /** Name of the officer, and when it was entered (ISO 8601). */
  by: string;
  at: string;
}

export type RecapEntry = ReadingEntry | DayEntry | PaperEntry | ServedEntry;

/** What counts: everything but versions that were corrected. */
export function standing(entries: RecapEntry[]): RecapEntry[] {
  const last = new Map<string, number>();
  for (const entry of entries)
    if (entry.kind === "paper") last.set(entry.id, Math.max(entry.version, last.get(entry.id) ?? 0));
  return entries.filter((entry) => entry.kind !== "paper" || entry.version === last.get(entry.id));
}

/** Whether something is left of what was entered from paper: a correction may have taken it all back. */
export function countsOnPaper(entry: RecapEntry): boolean {
  return entry.kind === "paper" && totalOf(entry.sexes) + totalOf(entry.books) + entry.questions > 0;
}

export function totalOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
