/** Responses of the pages about personal data, for whoever looks after that. */
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Field, Text } from "../../statemachines/language/vocabulary.ts";
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

/** GET /api/staff/personal-data/requests/{record} */
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
