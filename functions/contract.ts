/**
 * What goes over HTTP: request bodies as schemas (parsed once, at the edge), responses as types. The web app imports
 * the types only. Every error answer is an `ErrorBody`; field errors carry the sentence to show under the field.
 */
import * as z from "zod/mini";
import type { Ending, Field, FormRule, StandardTime, StepKind, Text } from "../statemachines/vocabulary.ts";
import type { FormContext } from "../statemachines/form.ts";
import type { Channel } from "./domain/dossier.ts";

export type { Channel };

function text(most: number, least = 0) {
  return z.string().check(z.minLength(least), z.maxLength(most));
}

const language = z._default(z.enum(["id", "en"]), "id");
/** Raw answers by field name; their meaning is checked against the fields of the SOP row. */
const values = z.record(text(60), z.unknown());
const someValues = z._default(values, {});
const note = z._default(text(2000), "");

export const uploadRequest = z.strictObject({
  fileName: text(200, 1),
  contentType: z.enum(["application/pdf", "image/jpeg", "image/png"]),
  size: z.int().check(z.minimum(1), z.maximum(5 * 1024 * 1024)),
});

export const caseRequest = z.strictObject({
  procedure: text(60),
  /** Made once by the form; sending the same one again gives the same case. */
  submissionId: z.uuid(),
  language,
  values,
});

export const decisionRequest = z.strictObject({
  outcome: text(60),
  note,
  values: someValues,
  /** The fresh value from the page that was opened. */
  nonce: text(200),
});

/** Officials give the mailed code, people outside the last four digits of their phone number. */
export const proofRequest = z.strictObject({ answer: z.string().check(z.trim(), z.maxLength(20)) });

export const cancelRequest = z.strictObject({ note, nonce: text(200) });

export const staffDecisionRequest = z.strictObject({
  outcome: text(60),
  note,
  values: someValues,
  /** How an outside party gave the answer that a staff member records. */
  channel: z.optional(z.enum(["counter", "phone", "whatsapp", "letter"])),
});

export const surveyRequest = z.strictObject({ values });

/** One outcome for several open tasks of rows that allow it. */
export const dispositionRequest = z.strictObject({
  outcome: text(60),
  note,
  tasks: z.array(z.strictObject({ case: text(60), task: text(60) })).check(z.minLength(1), z.maxLength(60)),
});

/** A day of service on which nobody came, as an officer writes it into the recap book. */
export const emptyDayRequest = z.strictObject({ reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)) });

export type UploadRequest = z.input<typeof uploadRequest>;
export type CaseRequest = z.input<typeof caseRequest>;
export type DecisionRequest = z.input<typeof decisionRequest>;
export type ProofRequest = z.input<typeof proofRequest>;
export type CancelRequest = z.input<typeof cancelRequest>;
export type StaffDecisionRequest = z.input<typeof staffDecisionRequest>;

/** `code` is stable and in English; `message` says what happened and what to do next, in the asker's language. */
export interface ErrorBody {
  code: string;
  message: string;
  /** Field name -> sentence, for 422. */
  fields?: Record<string, string>;
}

/** GET /api/agency: what a page needs before it knows anything else. */
export interface AgencyView {
  name: string;
  government: string;
  /** Two letters in the round mark of the letterhead. */
  mark: string;
  /** Accent colours, CSS. */
  accent: { light: string; dark: string };
  zone: string;
  phone: string;
  email: string;
  address: string;
  privacyEmail: string;
  complaints: string;
  /** OIDC settings of the staff sign-in. */
  signIn: { issuer: string; clientId: string };
  /** `public`: offered to everybody on the front page; cases of the others are begun inside. */
  procedures: { id: string; title: Text; steps: number; public: boolean }[];
}

/** GET /api/procedures/{procedure}/request-form, and GET /api/staff/forms/{procedure} for staff who type it in. */
export interface RequestFormView {
  procedure: string;
  title: Text;
  fields: Field[];
  rules: FormRule[];
  context: FormContext;
  /** More visitors than this are received in several sessions; null where nobody is received in the room. */
  capacity: number | null;
  /** For `staff` fields: role -> people; nobody on public forms. */
  staff: FormAids["staff"];
  /** For `case` fields: name of the field -> cases that may be chosen; none on public forms. */
  cases: FormAids["cases"];
  consent: { version: string; text: Text };
  /** Standar pelayanan: what it costs, how long it takes, what is needed, where to complain. */
  service: { requirements: Text; duration: Text; cost: Text; complaints: Text };
}

/** GET /api/staff/forms: what the signed-in member may begin. */
export interface StaffFormsView {
  forms: { procedure: string; title: Text; sop: number; activity: Text }[];
}

/** POST /api/staff/cases (body as for POST /api/requests), 201. */
export interface StaffCaseCreatedView {
  case: string;
}

/** POST /api/uploads: where to send the file, as a multipart form with `fields` first and the file last. */
export interface UploadView {
  file: string;
  url: string;
  fields: Record<string, string>;
}

/** POST /api/requests, 201. `tracking` is a path. */
export interface CaseCreatedView {
  case: string;
  tracking: string;
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
  /** Number of another case. */
  link?: { case: string };
  /** A text written in versions, the first being 1; `before` is the text it was made from. */
  version?: { number: number; before: string | null };
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
}

/** How much of the standard time is used; null minutes where the row has no standard. */
export interface TimeView {
  standard: StandardTime;
  openedAt: string;
  dueAt: string | null;
  usedMinutes: number | null;
  standardMinutes: number | null;
  share: number | null;
  status: "on-time" | "due-soon" | "late" | "paused" | "unmeasured";
}

/** What came of earlier steps, for the reader of a task or a case. */
export interface HistoryView {
  task: string;
  step: string;
  number: number | null;
  state: string;
  activity: Text;
  outcome: { id: string; label: Text } | null;
  /** Title of the role; the name only where the reader may see it. */
  by: { role: Text; name: string | null } | null;
  channel: Channel | null;
  openedAt: string;
  /** For physical activities: when they were begun, and the minutes they took. */
  startedAt: string | null;
  minutes: number | null;
  decidedAt: string | null;
  note: string | null;
  facts: FactView[];
  /** What was uploaded with the answer; the files of the request stand with the case. */
  files: FileView[];
  outsideSop: boolean;
  late: boolean;
  /** How often the case had come to this step by then, this time included. */
  round: number;
}

/** Data that a field of the form needs besides its definition. */
export interface FormAids {
  context: FormContext;
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

export interface CaseChoice {
  case: string;
  subject: string;
}

export interface ScheduleView {
  slot: SlotView;
  fits: boolean;
  capacity: number;
  headcount: number;
  /** Number of the sessions a group above capacity needs, else 1. */
  sessions: number;
  /** Firm or held bookings that overlap. */
  conflicts: { case: string; institution: string; slot: SlotView; headcount: number; state: "firm" | "held" }[];
  /** Other open requests for an overlapping time. */
  competing: { case: string; institution: string; slot: SlotView; headcount: number }[];
}

/** A task as a person who may answer it sees it. */
export interface TaskView {
  case: string;
  task: string;
  procedure: { id: string; title: Text; sop: number; steps: number };
  step: { id: string; number: number | null; state: string; activity: Text; kind: StepKind; outsideSop: boolean };
  /** Heading: who asks, in one line. */
  subject: string;
  actor: Text;
  facts: FactView[];
  files: FileView[];
  history: HistoryView[];
  fields: Field[];
  rules: FormRule[];
  aids: FormAids;
  outcomes: OutcomeView[];
  time: TimeView;
  /** Before this instant only what is possible anytime may be chosen. */
  availableFrom: string | null;
  /** When somebody tapped the start of a physical activity (`field`); from then its standard time runs. */
  startedAt: string | null;
}

/** GET /api/decisions/{link}: one page per outcome of the link. */
export type DecisionView =
  | { page: "decide"; task: TaskView; person: { name: string; role: Text }; nonce: string }
  | {
      page: "proof";
      /** Officials: a mailed code. People outside: the last four digits of their phone. */
      proof: "code" | "phone";
      role: Text;
      /** Masked, such as k••••@contoh.go.id; null for a phone proof. */
      maskedEmail: string | null;
      /** No personal data. */
      summary: { case: string; state: string; subject: string; dueAt: string | null };
    }
  | { page: "decided"; case: string; outcome: Text; by: string; role: Text; decidedAt: string; mine: boolean }
  | { page: "expired"; case: string | null }
  | { page: "reassigned"; case: string; role: Text }
  | { page: "locked"; until: string }
  | { page: "unknown" };

/** POST /api/decisions/{link}, 200: stored now (`again`: had been stored before by the same person). */
export interface DecisionDoneView {
  page: "done";
  case: string;
  outcome: Text;
  decidedAt: string;
  again: boolean;
  next: Text | null;
}

export type CaseStatus =
  "DIPROSES" | "MENUNGGU_PERSETUJUAN" | "MENUNGGU_PIHAK_LUAR" | "DIJADWALKAN" | "GANGGUAN" | Ending;

/** GET /api/tracking/{link} */
export interface TrackingView {
  case: string;
  title: Text;
  subject: string;
  status: CaseStatus;
  statusLabel: Text;
  createdAt: string;
  facts: FactView[];
  /** Steps done and the one now waiting. */
  history: HistoryView[];
  waitingFor: Text | null;
  dueAt: string | null;
  /** Reply letters, newest first, as plain text. */
  letters: { title: string; sentAt: string; text: string }[];
  /** Path of the page where the requester answers now, if anything is asked. */
  answer: { path: string; label: Text; availableFrom: string | null } | null;
  cancel: { nonce: string; proof: "phone" | null } | null;
  /** Whether the requester is asked how the service was. */
  survey: boolean;
}

/** One row of GET /api/staff/tasks. */
export interface TaskRow {
  case: string;
  task: string;
  title: Text;
  state: string;
  number: number | null;
  procedure: Text;
  subject: string;
  askedBy: Text;
  actor: Text;
  mine: boolean;
  time: TimeView;
  availableFrom: string | null;
  outsideSop: boolean;
}

export interface StaffMeView {
  id: string;
  name: string;
  email: string;
  roles: { id: string; title: Text }[];
}

/** `scope=mine` (default): what I may answer and has no page of its own; `waiting`: outside parties asked on our behalf; `all`. */
export interface TaskListView {
  tasks: TaskRow[];
  now: string;
}

export interface CaseRow {
  case: string;
  procedure: Text;
  subject: string;
  status: CaseStatus;
  statusLabel: Text;
  createdAt: string;
  endedAt: string | null;
  /** Titles of the states now waiting. */
  current: { state: string; actor: Text; dueAt: string | null } | null;
}

/** GET /api/staff/cases?open=true|false&before=cursor */
export interface CaseListView {
  cases: CaseRow[];
  next: string | null;
}

/** A message to pass on; `url` opens WhatsApp with it, null without a mobile number. */
export interface WhatsAppView {
  text: string;
  url: string | null;
}

export interface CaseMailView {
  id: string;
  subject: string;
  /** Name of the addressee. */
  to: string;
  /** `by-hand`: there was no address; staff pass it on. */
  state: "pending" | "sent" | "failed" | "by-hand";
  /** When it was sent, or stored, or, where it waits for its day, will be sent. */
  at: string;
  /** Addresses it was sent to, oldest first. */
  addresses: string[];
  text: string;
  /** For people outside who have a phone or no address. */
  whatsApp: WhatsAppView | null;
}

/** Where the time of a case went; minutes in office hours, and by the calendar. */
export interface UnitTimeView {
  unit: Text;
  workingMinutes: number;
  elapsedMinutes: number;
  /** How often the unit was asked. */
  tasks: number;
}

/** Another case that this one names, or that names it. */
export interface RelatedCaseView {
  case: string;
  procedure: Text;
  subject: string;
  statusLabel: Text;
  /** Days in force, where an agreement came of it. */
  valid: { from: string; until: string } | null;
}

/** GET /api/staff/agreements: numbered agreements, newest year first. */
export interface AgreementListView {
  today: string;
  agreements: {
    case: string;
    number: string;
    partner: string;
    about: string;
    /** Days in force, YYYY-MM-DD; null until the signing is recorded. */
    from: string | null;
    until: string | null;
    state: "pending" | "ahead" | "in-force" | "ends-soon" | "ended" | "void";
  }[];
}

/** GET /api/staff/cases/{case} */
export interface CaseView {
  case: string;
  procedure: { id: string; title: Text; sop: number; version: number };
  subject: string;
  status: CaseStatus;
  statusLabel: Text;
  createdAt: string;
  endedAt: string | null;
  agendaNumber: string | null;
  facts: FactView[];
  files: FileView[];
  history: HistoryView[];
  mails: CaseMailView[];
  /** The page where the requester follows the case, as address and as a message; null where there is no requester. */
  tracking: { url: string; whatsApp: WhatsAppView } | null;
  /** Whether people are asked now how the service was. */
  survey: boolean;
  /** Number in the register of agreements as the deed prints it. */
  agreementNumber: string | null;
  related: RelatedCaseView[];
  timeByUnit: UnitTimeView[];
  /** All rows of the procedure with where the case stands, for the swimlane. */
  steps: {
    id: string;
    number: number | null;
    state: string;
    actor: Text;
    actorShort: Text;
    standard: StandardTime;
    kind: StepKind;
    mark: "done" | "current" | "ahead";
    outsideSop: boolean;
  }[];
  open: TaskRow[];
  problem: string | null;
}

/** GET /api/schedule: where the agency comes to in the next days; nothing about hosts. The same as a calendar: /api/schedule.ics */
export interface PublicScheduleView {
  zone: string;
  /** First and last day that is shown, YYYY-MM-DD. */
  from: string;
  until: string;
  stops: { date: string; start: string; end: string; place: string; service: Text; postponed: boolean }[];
}

/** GET /api/staff/plans/{month}, a month as YYYY-MM: the appointments elsewhere, in the order of time. */
export interface MonthPlanView {
  month: string;
  stops: PlannedStopView[];
}

export interface PlannedStopView {
  case: string;
  subject: string;
  procedure: Text;
  date: string;
  start: string;
  end: string;
  departs: string;
  returns: string;
  place: string;
  vehicle: string;
  crew: string[];
  /** Not made known yet, made known, or made known and put off. */
  state: "planned" | "published" | "postponed";
  statusLabel: Text;
  /** Row that waits, in words. */
  waiting: string | null;
  /** The open task, where the reader may decide it here together with others. */
  decide: { task: string; outcomes: OutcomeView[] } | null;
}

/** POST /api/staff/dispositions, 200: what came of each; a refused one says why, and the others stand. */
export interface DispositionView {
  results: { case: string; task: string; stored: boolean; message: string | null }[];
}

/** GET /api/staff/reading: who is in the reading room, oldest first. */
export interface ReadingRoomView {
  now: string;
  /** The day, YYYY-MM-DD. */
  date: string;
  /** Procedure that a greeting begins. */
  procedure: string;
  /** Whether the signed-in member greets readers and records books. */
  mine: boolean;
  /** Today's opening check while nobody has answered it. */
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
  outcomes: OutcomeView[];
}

/** GET /api/staff/reading/guest-book: the next empty page of the guest book, and nothing of anybody before. */
export interface GuestBookView {
  procedure: string;
  /** What stands before a reader's number in the number of the case, such as REF-2026-; zeros fill it up to five. */
  numbering: string;
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
  mine: boolean;
  days: {
    date: string;
    status: "recap" | "nobody" | "closed" | "missing" | "none";
    reason: string;
    visitors: number;
    bySex: number[];
    books: number;
    byClass: number[];
    questions: number;
  }[];
  /** Headings of `bySex` and `byClass`. */
  sexes: Text[];
  classes: Text[];
  serviceDays: number;
  /** The figures of the report, as it would be sent now. */
  figures: FactView[];
  reports: { case: string; version: number | null; at: string | null }[];
}

/** GET /api/staff/reading/recaps/{month}/export?as=csv|xlsx */
export interface ExportView {
  fileName: string;
  contentType: string;
  /** Base64. */
  content: string;
}

/** GET /api/staff/register/{year}: the agenda book. */
export interface RegisterView {
  year: number;
  rows: {
    number: number;
    case: string;
    receivedAt: string;
    letterNumber: string;
    letterDate: string;
    from: string;
    about: string;
    urgency: string;
    forwardedTo: string;
  }[];
}

/** GET /api/tracking/{link}/survey: the satisfaction survey of a case. */
export interface SurveyFormView {
  title: Text;
  /** Whether the service has been given. */
  open: boolean;
  answered: boolean;
  fields: Field[];
  context: FormContext;
}

/** Index of some answers: `skm` 1 to 4, `ikm` 25 to 100, both with two decimals; null without answers. */
export interface SurveyIndexFigures {
  respondents: number;
  elements: { id: string; label: Text; mean: number | null }[];
  skm: number | null;
  ikm: number | null;
  category: "A" | "B" | "C" | "D" | null;
}

/** GET /api/survey-index?year=2026 */
export interface SurveyIndexView {
  year: number;
  all: SurveyIndexFigures;
  services: (SurveyIndexFigures & { id: string; title: Text })[];
}

/** GET /api/staff/surveys/{year}: a file to save. */
export interface TextFileView {
  fileName: string;
  text: string;
}
