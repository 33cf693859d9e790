/**
 * What goes over HTTP: responses as types, shared by several audiences. The web app imports types only. Every error
 * answer is an `ErrorBody`; field errors carry the sentence to show under the field.
 */
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Ending, StandardTime, Text } from "../../statemachines/language/vocabulary.ts";
import type { Channel } from "../domain/case/records.ts";

/** `code` is stable and in English; `message` says what happened and what to do next, in the asker's language. */
export interface ErrorBody {
  code: string;
  message: string;
  /** Field name -> sentence, for 422. */
  fields?: Record<string, string>;
  /** What stands instead of a request that was sent before with other content, for its sender alone. */
  stored?: { case: string; tracking: string | null };
}

/** Times are ISO 8601 instants; a zone is that of the agency. */
export interface SlotView {
  date: string;
  start: string;
  end: string;
}

/**
 * One line "label: value" that pages and mails print; `personal` lines are left out without proof. `value` says it all
 * in plain text; at most one of the others holds the same in a form that is easier to read.
 */
export interface FactView {
  name: string;
  label: Text;
  value: string;
  /** Counts and rows: cells in the order of the columns. */
  table?: { columns: Text[]; rows: string[][]; total: string | null };
  /** Number of another case, or a number to call. */
  link?: { case: string } | { phone: string };
  /** A text written in versions, the first being 1; `before` is the text it was made from. */
  version?: { number: number; before: string | null };
}

/** What people outside are told of a case, in the reader's language. */
export interface OutsideView {
  /** What came of it last. */
  headline: string;
  /** What happened, oldest first; the last is the headline. */
  news: { at: string; text: string }[];
  next: NextView | null;
  promise: PromiseView | null;
  /** A time that the headline settled. */
  settled: SettledView | null;
  /** Procedure whose form on the web asks anew, where the request expired; null otherwise. */
  again: string | null;
}

/** What happens next; `answerBy` is the instant until which people outside may answer, where they are asked. */
export interface NextView {
  text: string;
  answerBy: string | null;
}

/** The answer that was promised, and whether the promise holds. */
export interface PromiseView {
  text: string;
  holds: boolean;
}

/** `calendar` is the text of an iCalendar file; `share` a message to others, without any link. */
export interface SettledView {
  calendar: string;
  share: string;
}

/** Whose a task is, who stands in, and who is above: each as "name (title)", with what else is to be known of them today. */
export interface PeopleView {
  holders: Text[];
  standIns: Text[];
  superiors: Text[];
}

export interface FileView {
  id: string;
  name: string;
  type: string;
  size: number;
}

export interface OutcomeView {
  id: string;
  label: Text;
  tone: "yes" | "change" | "no";
  note: "required" | "optional" | "none";
  noteLabel: Text;
  outsideSop: boolean;
  /** Possible at many steps, whatever waits there: asks none of the step's fields, and is possible before its day. */
  anytime: boolean;
  /** The instant from which it can be chosen, where that has not come; null: now. */
  from: string | null;
}

/** How much of the standard time is used; null minutes where the row has no standard. */
export interface TimeView {
  standard: StandardTime;
  openedAt: string;
  /** When the standard time begins to run, where that has not come. */
  beginsAt: string | null;
  dueAt: string | null;
  usedMinutes: number | null;
  standardMinutes: number | null;
  share: number | null;
  status: "on-time" | "due-soon" | "late" | "paused" | "unmeasured";
  /** Days on which the office clock stands still until then: "24 Des cuti bersama, 25 Des libur"; absent where there are none. */
  closed?: Text;
  /** Times in which the service was not there; mostly none. */
  outages: OutageView[];
}

/** An outage as a task felt it: instants, office minutes, and whether its deadline was moved by them. */
export interface OutageView {
  from: string;
  to: string;
  minutes: number;
  moved: boolean;
}

/** What came of earlier steps, for the reader of a task or a case. */
export interface HistoryView {
  task: string;
  step: string;
  number: number | null;
  state: string;
  activity: Text;
  outcome: { id: string; label: Text } | null;
  /**
   * Title of the role; the name only where the reader may see it; for whom, where it was another's task ("untuk ...", "atas
   * nama ..."); who it was by their own words, of a unit that reads one mailbox; who had opened the kiosk.
   */
  by: {
    role: Text;
    name: string | null;
    insteadOf?: Text;
    /** What was decided there was not for them alone. */
    warning?: Text;
    stated?: { name: string; position: string };
    keeper?: string;
  } | null;
  channel: Channel | null;
  openedAt: string;
  /** For physical activities: when they were begun, and the minutes they took. */
  startedAt: string | null;
  minutes: number | null;
  /** Of those entered later: when they were done, as was stated, and why they were entered later; no reason in public. */
  happened?: { from: string; until: string; reason: string | null; number?: string };
  /** Of those that were only tapped when they were over: nobody knows when they were done. */
  untimed?: true;
  decidedAt: string | null;
  note: string | null;
  facts: FactView[];
  /** What was uploaded with the answer; the files of the request stand with the case. */
  files: FileView[];
  outsideSop: boolean;
  late: boolean;
  /** Of a late answer: times in which the service was not there. */
  outages: OutageView[];
  /** How often the case had come to this step by then, this time included. */
  round: number;
  /** Superiors who had its holders reminded, oldest first. */
  reminded?: { at: string; by: Text }[];
  /** A change of the case made it void: an answer that counts no more, or a question that nobody waits for. */
  setAside?: true;
}

/** Data that a field of the form needs besides its definition. */
export interface FormAids {
  context: FormContext;
  /** Persons that the room for visitors holds, in all sessions of the case together. */
  holds: number;
  /** For `staff` fields: role -> people. */
  staff: Record<string, { id: string; name: string }[]>;
  /** For `slot`: what may be chosen. For `slots`: suggestions, already filled in. */
  slots: SlotView[];
  /** For `case` fields: name of the field -> cases that may be chosen, newest first. */
  cases: Record<string, CaseChoice[]>;
  /** For `versioned` texts: name of the field -> the version written last. */
  versions: Record<string, { number: number; text: string }>;
  /** Result of the schedule check for the requested time. */
  schedule: ScheduleView | null;
  /** With what the journey, as it is planned now, clashes. */
  clashes: ClashView[];
  /** Names of the fields on which that depends, so that it is asked again while they are filled in; mostly none. */
  clashFields: string[];
  /** What the doer must be told, such as that the date lies in Ramadan. */
  notices: Text[];
  /** Texts to copy into a messenger or a social medium. */
  readyTexts: ReadyTextView[];
  prefill: Record<string, unknown>;
}

/** `link` opens the messenger with the text filled in; null where the text is for everybody. */
export interface ReadyTextView {
  id: string;
  title: Text;
  text: string;
  link: string | null;
}

/** Another journey that wants the same vehicle or people at the same time. */
export interface ClashView {
  case: string;
  /** Whether they are promised to it already, so that this one cannot have them. */
  approved: boolean;
  /** What is wanted by both, where the other goes, and when. */
  text: Text;
}

export interface CaseChoice {
  case: string;
  subject: string;
}

export interface ScheduleView {
  slot: SlotView;
  fits: boolean;
  /** Whether others are in the way; a group that is only too large clashes with nobody. */
  clash: boolean;
  /** Name of the room that this is about; null where there is only one. */
  room: string | null;
  /** All rooms, and whether the group fits in there at its time; empty where there is only one. */
  rooms: { name: string; capacity: number; fits: boolean }[];
  capacity: number;
  headcount: number;
  /** Number of the sessions a group above capacity needs, else 1. */
  sessions: number;
  /** Whether the group is above capacity and is divided at this row; then `proposal` has free times, where there are any. */
  divides: boolean;
  proposal: (SlotView & { headcount: number })[];
  /** Firm or held bookings that overlap. */
  conflicts: { case: string; institution: string; slot: SlotView; headcount: number; state: "firm" | "held" }[];
  /** Other open requests for an overlapping time, those that came first. */
  competing: { case: string; institution: string; slot: SlotView; headcount: number }[];
  /** How many there are beyond these; they stand in the list of cases. */
  moreCompeting?: number;
}

export type CaseStatus =
  "DIPROSES" | "MENUNGGU_PERSETUJUAN" | "MENUNGGU_PIHAK_LUAR" | "DIJADWALKAN" | "GANGGUAN" | Ending;

/** GET /api/staff/devices and /api/tracking/{link}/devices: the devices that are known as somebody's, the latest first. */
export interface DevicesView {
  devices: {
    /** By which it is ended. */
    device: string;
    /** "Chrome, Android"; empty where the browser did not say. */
    name: string;
    shared: boolean;
    /** Instants of the last proof and of the end. */
    since: string;
    until: string;
    /** Whether it is the one that asks. */
    isThis: boolean;
  }[];
}
