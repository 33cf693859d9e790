/** Responses of the routes of the reading room. */
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Field, FormRule, Text } from "../../statemachines/language/vocabulary.ts";
import type { FactView, OutcomeView } from "./shared.ts";

/** GET /api/staff/reading: who is in the reading room, oldest first. */
export interface ReadingRoomView {
  now: string;
  /** The day, YYYY-MM-DD. */
  date: string;
  /** Procedure that a greeting begins. */
  procedure: string;
  /** Whether the signed-in member greets readers and records books. */
  mine: boolean;
  /** Today's opening check while nobody has answered it, where the signed-in member may. */
  openingCheck: { case: string; task: string } | null;
  readers: ReaderRow[];
  /** What today's recap book says so far. */
  today: { visitors: number; books: number; questions: number };
}

export interface ReaderRow {
  case: string;
  /** Number by which reader and officer know each other. */
  number: string;
  task: string;
  step: { id: string; number: number | null; state: Text };
  since: string;
  /** From the guest book; null before it is filled in. */
  people: number | null;
  category: Text | null;
  /** Whether the step asks anything; otherwise one tap answers it. */
  asks: boolean;
  /** What the signed-in member may choose now; empty where nothing. */
  outcomes: OutcomeView[];
}

/** GET /api/staff/reading/guest-book: the next empty page of the guest book, and nothing of anybody before. */
export interface GuestBookView {
  procedure: string;
  /** Address of the catalogue, or null. */
  catalogue: string | null;
  page: {
    case: string;
    task: string;
    number: string;
    fields: Field[];
    rules: FormRule[];
    outcomes: OutcomeView[];
    context: FormContext;
  } | null;
}

/** GET /api/staff/reading/recaps/{month}: a month of the recap book. */
export interface RecapMonthView {
  /** YYYY-MM */
  month: string;
  zone: string;
  /** Procedure of the monthly report, for a correction. */
  procedure: string;
  /** Whether the signed-in member may begin a correction. */
  mine: boolean;
  /** Whether the signed-in member may record that nobody came on a day. */
  keepsDays: boolean;
  days: {
    date: string;
    status: "recap" | "nobody" | "closed" | "missing" | "none";
    reason: string;
    visitors: number;
    /** Those of them who were counted on paper. */
    onPaper: number;
    bySex: number[];
    books: number;
    byClass: number[];
    questions: number;
  }[];
  /** Headings of `bySex` and `byClass`. */
  sexes: Text[];
  classes: Text[];
  serviceDays: number;
  /** The first day of use (YYYY-MM-DD), where it is after the first of this month. */
  goLive: string | null;
  /** The sheet for days that were kept on paper, and what was entered by it; null where the table has none. */
  paper: PaperView | null;
  /** The figures of the report, as it would be sent now. */
  figures: FactView[];
  reports: { case: string; version: number | null; at: string | null }[];
}

export interface PaperView {
  fields: Field[];
  rules: FormRule[];
  context: FormContext;
  /** The days of this month that can be entered, YYYY-MM-DD; null where none can. */
  days: { from: string; to: string } | null;
  /** Why nothing more can be entered of this month; null where it can. */
  closed: Text | null;
  /** By day, then in the order in which they were entered. */
  entries: PaperDayView[];
}

export interface PaperDayView {
  id: string;
  date: string;
  /** The version that counts, then those that it corrected, the latest first. */
  versions: {
    version: number;
    visitors: number;
    books: number;
    reason: string;
    by: string;
    /** ISO 8601 */
    at: string;
  }[];
  /** The sheet as it was filled in. */
  values: Record<string, unknown>;
}

/** GET /api/staff/reading/recaps/{month}/export?as=csv|xlsx */
export interface ExportView {
  fileName: string;
  contentType: string;
  /** Base64. */
  content: string;
}
