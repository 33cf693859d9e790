/** Responses of the pages about personal data, for whoever looks after that. */
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { RetentionClass } from "../../statemachines/language/known-ids.ts";
import type { Field, Text } from "../../statemachines/language/vocabulary.ts";
import type { ExportView } from "./reading-room.ts";
import type { TotalView } from "./staff.ts";

/** What was done about a request or a breach, oldest first. */
export interface PrivacyEntryView {
  at: string;
  /** Empty for the requester. */
  name: string;
  title: Text;
  words: string;
}

/** A line of the list of requests. */
export interface PrivacyRequestRow {
  number: string;
  kind: Text;
  /** Null where it is no longer known. */
  asker: string | null;
  receivedAt: string;
  dueAt: string;
  overdue: boolean;
  closedAt: string | null;
}

/** GET /api/staff/personal-data?open=true|false&after=cursor: open ones by when they are due, closed ones the last first. */
export interface PrivacyListView {
  requests: PrivacyRequestRow[];
  /** Of all pages; null on all but the first. */
  total: TotalView | null;
  next: string | null;
  /** What is asked of whoever records another; absent on all but the first page. */
  form?: { fields: Field[]; context: FormContext };
  /** Hours within which an answer is due. */
  hours: number;
}

/** POST /api/staff/personal-data/requests and /incidents, 201. */
export interface RecordedView {
  number: string;
}

/** GET /api/staff/personal-data/requests/{record}; POST, with what is done about it, answers it as it is then. */
export interface PrivacyRequestView {
  number: string;
  kind: { id: string; title: Text };
  asker: { name: string; contact: string } | null;
  recognised: string;
  channel: Text;
  words: string;
  receivedAt: string;
  dueAt: string;
  overdue: boolean;
  closedAt: string | null;
  /** Sent back with what is done, so that of two at once the second is told. */
  seen: number;
  entries: PrivacyEntryView[];
  /** The cases it is about. */
  cases: PrivacyCaseView[];
  /** What can be erased; `why`: a paper of the archive, and why it stays. */
  classes: { id: RetentionClass; title: Text; why: Text | null }[];
}

/** A case that a request is about, or in which somebody was found. */
export interface PrivacyCaseView {
  case: string;
  procedure: Text;
  subject: string;
  createdAt: string;
  endedAt: string | null;
  statusLabel: Text;
  /** That its personal data are erased or blocked; null: neither. */
  privacy: Text | null;
  blocked: boolean;
  /** Classes of which erasing was ordered; `done`: carried out. */
  erased: { title: Text; at: string; done: boolean }[];
  /** Whether the withdrawal of consent would end it. */
  endsByWithdrawal: boolean;
  /** Way of changing it by which personal data are corrected; null where the reader has none. */
  correct: string | null;
}

/**
 * POST /api/staff/personal-data/find ({words, from}): requests that wait and cases that speak of somebody; a part of all, and
 * `next` goes on.
 */
export interface FoundView {
  hits: (Pick<PrivacyCaseView, "procedure" | "subject" | "createdAt" | "endedAt" | "statusLabel" | "privacy"> & {
    /** Null: a request that waits for a call, and is no case yet. */
    case: string | null;
    /** Where it speaks of them. */
    where: Text[];
  })[];
  /** How many cases were read for this part, and numbers of those that could not be. */
  read: number;
  unreadable: string[];
  /** How many cases there are; null on all but the first part. */
  total: TotalView | null;
  next: string | null;
}

/** GET /api/tracking/{link}/personal-data: on a browser that is known as the requester's. */
export interface OwnDataView {
  /** What was asked so far, and is not closed. */
  requests: { number: string; kind: Text; receivedAt: string; dueAt: string }[];
  /** Hours within which an answer is due. */
  hours: number;
  nonce: string;
}

/** POST /api/tracking/{link}/personal-data, 201; `copy` where that was asked for. */
export interface OwnRequestView {
  number: string;
  dueAt: string;
  copy: ExportView | null;
}

/** GET /api/staff/personal-data/incidents?open=true|false&after=cursor */
export interface IncidentListView {
  incidents: {
    number: string;
    happened: string;
    foundAt: string;
    dueAt: string;
    overdue: boolean;
    closedAt: string | null;
  }[];
  total: TotalView | null;
  next: string | null;
  form?: { fields: Field[]; context: FormContext };
  hours: number;
}

/** GET /api/staff/personal-data/incidents/{record} */
export interface IncidentView {
  number: string;
  foundAt: string;
  dueAt: string;
  overdue: boolean;
  closedAt: string | null;
  seen: number;
  entries: PrivacyEntryView[];
  form: { fields: Field[]; context: FormContext };
  /** As they are known now. */
  values: Record<string, unknown>;
  /** The notice to the people and the authority, ready to copy. */
  notice: string;
}
