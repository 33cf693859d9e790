/** Responses of the routes of signed-in staff. */
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Field, FormRule, StandardTime, StepKind, Text } from "../../statemachines/language/vocabulary.ts";
import type {
  CaseStatus,
  ClashView,
  FactView,
  FileView,
  FormAids,
  HistoryView,
  OutcomeView,
  PeopleView,
  TimeView,
} from "./shared.ts";

/** GET /api/staff/forms: what the signed-in member may begin. */
export interface StaffFormsView {
  forms: { procedure: string; title: Text; sop: number; activity: Text }[];
}

/** GET /api/staff/sheets: the rows of the tables as sheets of paper. */
export interface PaperSheetsView {
  government: string;
  agency: string;
  services: {
    procedure: string;
    sop: number;
    title: Text;
    /** Prefix of its case numbers. */
    code: string;
    sheets: {
      id: string;
      /** Null for a row outside the SOP. */
      number: number | null;
      /** With inputs, time and output as the SOP has them, word for word. */
      activity: Text;
      actor: Text;
      inputs: string;
      written: string;
      output: string;
      /** `note`: what has to be written with it, or null. */
      outcomes: { label: Text; note: Text | null }[];
      fields: SheetField[];
    }[];
  }[];
}

export interface SheetField {
  label: Text;
  kind: Field["kind"];
  /** Outcomes with which it is asked; null where it is with each. */
  when: Text | null;
  options: Text[];
  /** Of `rows`. */
  columns: Text[];
}

/** POST /api/staff/cases (body as for POST /api/requests), 201. */
export interface StaffCaseCreatedView {
  case: string;
}

/** POST /api/staff/forms/{procedure}/letter (number, date and sender as typed): the case that has this letter already. */
export interface KnownLetterView {
  known: { case: string; subject: string; statusLabel: Text } | null;
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
  /** Whether the reader may answer it. */
  mine: boolean;
  /** Whose task it is, where the reader may answer it in the stead of another. */
  insteadOf: Text | null;
  /** Since when nobody is there who may do it, and names of those who see to that; null: somebody is. */
  unattended: { since: string; responsible: string[] } | null;
  /** Who is there for it, where that is not simply the reader: each as "name (title)"; null: nothing is to be said. */
  people: PeopleView | null;
  time: TimeView;
  availableFrom: string | null;
  outsideSop: boolean;
}

export interface StaffMeView {
  id: string;
  name: string;
  email: string;
  roles: { id: string; title: Text }[];
  /** Looks after the service itself. */
  administers: boolean;
  /** What waits for whoever does; 0 for others. */
  problems: number;
  /** Looks after tasks for which nobody is there: all, or those of the posts below. */
  oversees: boolean;
  /** An address that somebody else entered for the member, who has not confirmed it; null as a rule. */
  newEmail: string | null;
  /** Open requests about personal data and breaches, for whoever looks after that; null for others. */
  dataRequests: { open: number; overdue: boolean } | null;
  /** Whether the list of cases has every case; pages about several that they read, for the others answer as if they were not there. */
  reads: Record<
    "everything" | "agreements" | "plans" | "register" | "surveys" | "readingRoom" | "log" | "serviceLevels",
    boolean
  >;
  /** Whether cases and tasks may be for the member; an inspector has figures alone. */
  worksWithCases: boolean;
}

/** Addresses of colleagues that were entered by somebody else, and are not confirmed. */
export interface NewAddressesView {
  addresses: {
    member: string;
    name: string;
    email: string;
    /** Names of those who have confirmed it. */
    vouchers: string[];
    /** Whether who asks has, or may not: it is their own. */
    done: boolean;
  }[];
}

/** GET /api/staff/substitutions: who holds which post for another, for everybody; forms for whoever may enter it. */
export interface SubstitutionsView {
  /** What runs and what is to come, then what is over, the latest first. */
  entries: {
    post: string;
    number: number;
    /** "Plh. Kepala Bidang Perpustakaan" */
    title: Text;
    name: string;
    /** Whose post it is. */
    instead: string[];
    period: Text;
    from: string;
    state: "now" | "ahead" | "past";
    letter: string;
    file: FileView | null;
    entered: { name: string; at: string };
    ended: { name: string; at: string } | null;
    /** Whether the reader may end it. */
    may: boolean;
  }[];
  /** Posts for which nobody decides today. */
  open: { post: string; title: Text; why: "vacant" | "away"; owners: string[]; mine: boolean }[];
  /** Null for whoever may enter nobody. */
  form: Field[] | null;
  suggested: Record<string, string>;
  /** Own posts, who is prepared for them, and the day until which they were switched on. */
  deputy: {
    post: string;
    title: Text;
    prepared: { person: string; name: string; letter: string } | null;
    runsUntil: string | null;
  }[];
  deputyForm: Field[] | null;
  context: FormContext;
  today: string;
}

/** GET /api/staff/unconfirmed: requests without e-mail about which the member is to call, oldest first. */
export interface UnconfirmedView {
  /** Whether the member receives requests that people may make without e-mail. */
  mine: boolean;
  requests: {
    id: string;
    title: Text;
    subject: string;
    phone: string;
    facts: FactView[];
    createdAt: string;
    /** Instant at which it goes if nobody has called. */
    until: string;
    /** Who has confirmed it already; its case is about to begin. */
    confirmedBy: string | null;
  }[];
}

/** How many there are; `more`: at least so many, for counting ends somewhere. */
export interface TotalView {
  count: number;
  more: boolean;
}

/**
 * GET /api/staff/tasks, by due time, page by page. `scope=mine` (default): what I may answer and has no page of its own;
 * `waiting`: outside parties asked on our behalf; `unattended`: for which nobody is there, of the posts below mine or, to who
 * looks after the service, of all; `all`. `words`: only tasks in which all of them occur. `after`: the
 * `next` of the page before.
 *
 * With the ETag of an earlier answer in If-None-Match the answer is 304 where nothing has changed, and otherwise a
 * difference: then a number in `tasks` stands for the row that was at this place (from 0) and is as it was.
 */
export interface TaskListView<Row = TaskRow> {
  tasks: Row[];
  /** Minutes used and standard minutes of each row as of `now`, which move without a change of the row. */
  minutes: [used: number | null, standard: number | null][];
  /** Whether the office clock runs, so that used minutes grow. */
  clockRuns: boolean;
  /** Of all pages; null on all but the first, as `late`. */
  total: TotalView | null;
  late: number | null;
  /** Null: this is the last page. */
  next: string | null;
  now: string;
}

/** The row at which a case waits. */
export interface CurrentRow {
  state: string;
  /** As in the SOP; null for a row outside it. */
  number: number | null;
  /** Title of the role that has it, and the people of the staff who were chosen for it; mostly none. */
  actor: Text;
  names: string[];
  dueAt: string | null;
  late: boolean;
}

export interface CaseRow {
  case: string;
  procedure: Text;
  subject: string;
  status: CaseStatus;
  statusLabel: Text;
  createdAt: string;
  endedAt: string | null;
  /** What it waits for; null where it has ended, or waits for nobody. */
  current: CurrentRow | null;
  /** Whether the reader may close it as spam, by their role; whether it can be closed as it stands is told when they do. */
  mayClose: boolean;
}

/**
 * GET /api/staff/cases?open=true|false&before=cursor, the newest first. `words`: beginnings of words, all of which a case of any
 * year must have, open or ended; a telephone number where it is whole. `service`: id of a procedure. Of open ones only, and by
 * due time: `row`, `holder` (a role), `late=true`, `waiting=true` (for somebody outside).
 */
export interface CaseListView {
  cases: CaseRow[];
  /** Of all pages; null on all but the first. */
  total: TotalView | null;
  next: string | null;
  /** What the list may be narrowed to; null on all pages but the first. */
  choices: {
    services: { id: string; title: Text }[];
    rows: { service: string; row: string; number: number | null; state: string }[];
    holders: { id: string; title: Text }[];
  } | null;
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
  /**
   * `by-hand`: there was no address; staff pass it on. `too-late`: what it speaks of was over. `withheld`: an administrator
   * did not have it sent after a restoration, or personal data of the requester are blocked or erased.
   */
  state: "pending" | "sent" | "failed" | "by-hand" | "too-late" | "withheld";
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
  /** Which agreement renews which, where one renews the other. */
  renewal: Text | null;
}

/**
 * GET /api/staff/agreements?after=cursor: numbered agreements of some years, those that end soon first, page by page;
 * then of the years before.
 */
export interface AgreementListView {
  today: string;
  years: { from: number; to: number };
  /** How many were numbered in these years. */
  total: number;
  /** Null: there are no more, of these years or earlier ones. */
  next: string | null;
  agreements: {
    case: string;
    /** Of the register it is numbered in. */
    year: number;
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
  /** What whoever asked reads now as what came of it; null where nobody outside is told. */
  told: string | null;
  createdAt: string;
  endedAt: string | null;
  agendaNumber: string | null;
  facts: FactView[];
  files: FileView[];
  history: HistoryView[];
  mails: CaseMailView[];
  /**
   * Somebody outside; null where there is nobody. `show`: the link to pass on, as address and as a message, until the case
   * has ended; `revoked`: how many such links were revoked; `address`: what became of an e-mail address that staff entered.
   */
  outside: { show: { url: string; whatsApp: WhatsAppView } | null; revoked: number; address: Text | null } | null;
  /** Number in the register of agreements as the deed prints it. */
  agreementNumber: string | null;
  related: RelatedCaseView[];
  /** Numbers of more cases that name this one, or did once; empty but for a case that very many name. */
  relatedOthers: string[];
  /** How many related cases there are that the reader does not read. */
  relatedHidden: number;
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
  /** Address to be printed as a code, by which those who come write into the guest book; null where none is open, or it is not the reader's. */
  guestBook: string | null;
  /** Whether the reader may begin a new case from this one, such as to renew an agreement. */
  renewable: boolean;
  /**
   * Phone numbers and e-mail addresses of people outside in this view: written out; masked, to be asked for with
   * `?contacts=show`; masked.
   */
  contacts: "shown" | "on-request" | "hidden";
  /** That personal data of it are erased or blocked, in one line; null as a rule. */
  privacy: Text | null;
  /** What was changed beside the flow, oldest first. */
  changes: ChangeView[];
  /** Ids of the ways in which the reader may change it now, as in `PossibleChangesView`; mostly none. */
  mayChange: string[];
}

/** A change of a case: who made it, why, and what it changed. */
export interface ChangeView {
  number: number;
  title: Text;
  by: { name: string; role: Text };
  at: string;
  reason: string;
  /** Facts as they were and as they are since; empty texts where there was or is nothing. */
  facts: { name: string; label: Text; was: string; now: string }[];
  /** Another case it is about. */
  link: { case: string } | null;
}

/** GET /api/staff/cases/{case}/changes: the ways in which the reader may change the case now; mostly a few. */
export interface PossibleChangesView {
  case: string;
  subject: string;
  /** Sent back with a change, so that of two at once the second is told. */
  seen: number;
  operations: {
    id: string;
    title: Text;
    /** What comes of it. */
    about: Text;
    fields: Field[];
    rules: FormRule[];
    /** As things stand now: what the fields begin with. */
    values: Record<string, unknown>;
    /** It ends the case: said twice before it is done. */
    ends: boolean;
  }[];
  aids: Pick<FormAids, "context" | "staff" | "slots" | "cases">;
}

/** GET /api/staff/closed-days: days ahead without service on which something was approved; mostly none. */
export interface ClosedDaysView {
  days: {
    date: string;
    /** Why it is closed; empty for a day of the week without service. */
    why: string;
    cases: { case: string; subject: string; start: string; end: string; people: number }[];
  }[];
}

/** POST /api/staff/cases/{case}/changes (ChangeRequest); the same again is answered as the first time. */
export interface ChangeMadeView {
  number: number;
}

/** POST /api/staff/changes (ManyChangesRequest): what became of each; sending it all again is harmless. */
export interface ManyChangesView {
  results: { case: string; stored: boolean; message: string | null }[];
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
  /** Other stops of the month that want the same vehicle or people at the same time. */
  clashes: ClashView[];
  /** The open task, where the reader may decide it here together with others. */
  decide: { task: string; outcomes: OutcomeView[] } | null;
}

/** POST /api/staff/tasks/{case}/{task}/clashes (body: outcome and values as far as they are filled in); stores nothing. */
export interface ClashesView {
  clashes: ClashView[];
}

/** POST /api/staff/dispositions, 200: what came of each; a refused one says why, and the others stand. */
export interface DispositionView {
  results: { case: string; task: string; stored: boolean; message: string | null }[];
}

/** GET /api/staff/register/{year}?before=number: the agenda book, the last letters first asked for, in their order. */
export interface RegisterView {
  year: number;
  /** How many letters the year has. */
  total: number;
  /** Whether there are letters before these. */
  earlier: boolean;
  rows: {
    number: number;
    /** Empty where the number was used by a case that was lost in a restoration. */
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

/**
 * GET /api/staff/readings?case=number or ?person=id, and before=cursor: who read what, the latest first. Without either: whose
 * readings may be asked for.
 */
export interface ReadingsView {
  /** Everybody whose readings may be there, those who left too. */
  people: { id: string; name: string }[];
  /** Days for which readings are kept. */
  days: number;
  readings: {
    name: string;
    /** Number of the case; null for what is none. */
    case: string | null;
    /** What was read, in words. */
    what: Text;
    at: string;
  }[];
  /** Of all pages; null on all but the first. */
  total: TotalView | null;
  next: string | null;
}

/** GET /api/staff/surveys/{year}: a file to save. */
export interface TextFileView {
  fileName: string;
  text: string;
}
