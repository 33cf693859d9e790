/** Papers that the service issues, as they are stored with their case. */
import type { DocumentKind } from "../../../statemachines/language/known-ids.ts";
import type { StoredFile } from "../case/stored-file.ts";
import type { PaperSheet } from "./paper-sheet.ts";

/** Stored before it has a number, so that no number is without its paper. All instants are ISO 8601. */
export interface PaperItem {
  caseId: string;
  /** Within its case; the same each time for the same letter on the same occasion. */
  id: string;
  kind: DocumentKind;
  /** The row after which it was written, of papers that go out with no mail. */
  row?: string;
  /** What stands on it; its number, and the day of issue, come when it is issued. */
  sheet: PaperSheet;
  createdAt: string;
  /** Its place in the register of outgoing letters. */
  number?: { year: number; number: number; at: string };
  /** What it is about was called off; it keeps its number. */
  void?: { at: string; why: string };
  /** Absent until it is drawn and kept. */
  issued?: IssuedPaper;
}

/** That a case is to be looked at for papers that it lacks. */
export interface PaperLook {
  caseId: string;
  /** Since when, at the latest; ISO 8601. */
  at: string;
  /** Whose answers may have brought about papers. */
  tasks?: string[];
}

export interface IssuedPaper {
  at: string;
  /** Its number as it is printed; absent on papers that have none. */
  printed?: string;
  /** The PDF, whose name is ours. */
  file: StoredFile;
  pages: number;
}

/** A line of the register of outgoing letters. */
export interface OutgoingLine {
  /** As the letter prints it: "000.4/12/DISPUSIP/2026". */
  printed: string;
  kind: DocumentKind;
  about: string;
  /** To whom, as addressed. */
  to: string;
  signer: string;
  /** What it is about was called off. */
  void?: true;
}
