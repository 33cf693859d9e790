/** Papers that the service issued, as the staff sees them: the register of outgoing letters, and those of a case. */
import type { Text } from "../../statemachines/language/vocabulary.ts";

/**
 * GET /api/staff/outgoing/{year}?month=YYYY-MM&words=text&before=number: the register of outgoing letters, those of a month or
 * that have all words where these are given; the last first asked for, in the order of their numbers.
 */
export interface OutgoingView {
  year: number;
  /** How many letters were asked for, on all pages. */
  total: number;
  /** Whether there are letters before these. */
  earlier: boolean;
  /** How many letters have the words, by month, without the months that have none; null where `before` is given. */
  months: { month: string; count: number }[] | null;
  rows: OutgoingRow[];
}

export interface OutgoingRow {
  number: number;
  /** Empty where the number was used by a case that was lost in a restoration. */
  case: string;
  /** Which paper of the case; null where the case was lost. */
  paper: string | null;
  /** Instant at which it got its number. */
  at: string;
  /** The number as the letter prints it; empty for the moment until it is drawn. */
  printed: string;
  kind: Text | null;
  about: string;
  to: string;
  signer: string;
}

/** GET /api/staff/cases/{case}/papers: in the order in which they were written. */
export interface CasePapersView {
  papers: {
    id: string;
    kind: Text;
    about: string;
    to: string;
    /** Whose name it bears; empty where nobody's. */
    signer: string;
    /** Null until it is drawn and kept; its number is empty where such papers have none. */
    issued: { printed: string; at: string; pages: number } | null;
    /** What it is about was called off. */
    void: { at: string; why: string } | null;
  }[];
}
