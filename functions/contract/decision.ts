/** Responses of the routes behind mailed links, and a task as whoever may answer it sees it. */
import type { Field, FormRule, Language, StepKind, Text } from "../../statemachines/language/vocabulary.ts";
import type {
  FactView,
  FileView,
  FormAids,
  HistoryView,
  OutcomeView,
  OutsideView,
  PeopleView,
  SettledView,
  TimeView,
} from "./shared.ts";

/** Who is there for a task: those it is for. */
export interface TaskPeople extends PeopleView {
  /** The reader may give it to another of those who can do it. */
  mayHandOn: boolean;
  /** Of a late task, for a reader who is above whoever it waits for; null for others. */
  remind: HandRemindView | null;
}

/** How the holders of a late task are reminded by a superior. Instants are ISO 8601. */
export interface HandRemindView {
  /** The last time: when the mail went out or is to go out, by whom, and to whom. */
  last: { at: string; by: Text; to: string[] } | null;
  /** From when they can be reminded again; null: now. */
  from: string | null;
  /** When the office opens, and mail goes out; null: it is open. */
  opens: string | null;
}

/** One thing of the columns Kelengkapan and Output. */
export interface ColumnItemView {
  what: Text;
  /**
   * In the case; of a document, `recorded`: what it says was answered, and the service makes no paper of it; comes with this
   * answer; not there yet; or `elsewhere`: physical, on paper, nothing that the service makes or keeps in the case.
   */
  state: "there" | "recorded" | "coming" | "missing" | "elsewhere";
  /** The row cannot be finished without it, or without what its form takes instead. */
  must: boolean;
  files: FileView[];
  /** Subjects of the letters that it is; they stand on the page of the case. */
  letters: string[];
}

/** What the columns of a row mean, with what of it is there. */
export interface ColumnsView {
  requires: ColumnItemView[];
  produces: ColumnItemView[];
}

/** A task as a person who may answer it sees it. */
export interface TaskView {
  /** Who is there for it; absent for people outside. */
  people?: TaskPeople;
  /** Kelengkapan and Output of its row; for the signed-in staff. */
  columns?: ColumnsView;
  case: string;
  task: string;
  procedure: { id: string; title: Text; sop: number; steps: number };
  step: {
    id: string;
    number: number | null;
    state: string;
    activity: Text;
    kind: StepKind;
    outsideSop: boolean;
    /** An official says here to whom the paper goes on, and with which instruction. */
    disposes: boolean;
  };
  /** Heading: who asks, in one line. */
  subject: string;
  /** The question that the row asks somebody outside, in the reader's language; null where it asks nobody outside. */
  asks: string | null;
  /** For people outside: what happened, oldest first, in place of `history`. */
  news: OutsideView["news"];
  actor: Text;
  facts: FactView[];
  /** How many of the facts, the first, are what is decided on. */
  decidedOn: number;
  files: FileView[];
  history: HistoryView[];
  fields: Field[];
  rules: FormRule[];
  aids: FormAids;
  outcomes: OutcomeView[];
  time: TimeView;
  /** Before this instant only what is possible anytime may be chosen. */
  availableFrom: string | null;
  /** It is for others, who did not ask the reader to do it: a page makes sure first. */
  takesOver: boolean;
  /** When somebody tapped the start of a physical activity (`field`); from then its standard time runs. */
  startedAt: string | null;
  /** For work of the office: when the step before ended, for whoever enters the real times later. */
  follows?: string;
  /** The month (YYYY-MM) of the recap book that the task reports on. */
  recapOf?: string;
}

/** GET /api/decisions/{link}: one page per outcome of the link. */
export type DecisionView =
  | {
      page: "decide";
      task: TaskView;
      person: { name: string; role: Text };
      nonce: string;
      /** Whether the answer has to say who gives it: the link went to a unit that reads one mailbox. */
      states: boolean;
    }
  | {
      page: "proof";
      role: Text;
      /** Where a code is mailed, masked, such as k••••@contoh.go.id; null where somebody outside gave no address. */
      maskedEmail: string | null;
      /** Whether somebody has said on this device that others use it too. */
      shared: boolean;
      /** No personal data. `state`: what is asked. */
      summary: { case: string; state: string; subject: string; dueAt: string | null };
    }
  | {
      page: "decided";
      case: string;
      task: string;
      outcome: Text;
      by: string;
      role: Text;
      decidedAt: string;
      mine: boolean;
    }
  /** `outside`: how somebody outside goes on, by the form of a procedure where the request expired, or by telephone. */
  | {
      page: "expired";
      case: string | null;
      task: string | null;
      outside?: { again: string | null; phone: string };
    }
  /** `to`: title of whoever holds the post for another now. */
  | { page: "reassigned"; case: string; role: Text; to: Text | null }
  | { page: "locked"; until: string }
  | { page: "unknown" };

/** As it is sent; `language`: in which whoever asked reads, where the link is theirs. */
export type DecisionPage = DecisionView & { language?: Language };

/** POST /api/decisions/{link}, 200: stored now (`again`: had been stored before by the same person). */
export interface DecisionDoneView {
  page: "done";
  case: string;
  outcome: Text;
  decidedAt: string;
  again: boolean;
  next: Text | null;
  /** What was chosen, in a sentence to people outside; null for others, and where the table has none. */
  told: string | null;
  /** What it is about: who asks, and for when. */
  about: string;
  /** A time that was settled by it. */
  settled: SettledView | null;
}
