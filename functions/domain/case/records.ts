/** Cases, tasks and mails as they are stored. */
import type { OperationId } from "../../../statemachines/language/change-rights.ts";
import type { RetentionClass } from "../../../statemachines/language/known-ids.ts";
import type { Place } from "../../../statemachines/language/table.ts";
import type { ActorId, Ending, Language, StepId } from "../../../statemachines/language/vocabulary.ts";
import type { ActingPost, StaffMember } from "../agency.ts";
import type { PaperItem } from "../documents/records.ts";
import type { StoredFile } from "./stored-file.ts";
import type { Outage } from "../downtime/outage.ts";
import type { MailFate } from "../mail/delivery-state.ts";

export type { OperationId };

export type Values = Record<string, unknown>;

/** `requester` is the person who opened the case; staff are `staff:<id>`; the system acts as `system`. */
export type Person = "requester" | "system" | `staff:${string}`;

/** Channel through which an answer came. */
export type Channel =
  | "form"
  | "link-device"
  | "link-code"
  /** Of before codes: by digits of the phone number, or from the browser of the request. */
  | "link-phone"
  | "link-session"
  | "staff"
  /** In a guest book on site: at the agency's kiosk, or by a code on paper. Who wrote it was not proved. */
  | "kiosk"
  | "guest-book"
  | "counter"
  | "phone"
  | "whatsapp"
  | "letter"
  | "system";

export type { StoredFile };

/** Who opened a case, and through which channel. */
export interface Opener {
  person: Person;
  /** Empty for the requester and the system. */
  name: string;
  role: ActorId;
  channel: Channel;
}

/** How often executions failed at a place (`placeName`), when last, and what was reported of it. */
export interface Faults {
  place: string;
  count: number;
  at: string;
}

/** Who of the staff has called about a request, and what was said. */
export interface Confirmation {
  person: Person;
  name: string;
  role: ActorId;
  words: string;
  at: string;
}

/** That a class of what people outside gave is to go from a case, once that has ended. */
export interface Erasure {
  class: RetentionClass;
  at: string;
  /** `system` where its time was over. */
  by: Person;
  /** Number of the request by which it was asked for. */
  record?: string;
}

/** That personal data of a case are neither shown nor used until somebody says otherwise. */
export interface Blocked {
  at: string;
  by: Person;
  name: string;
  /** Number of the request by which it was asked for. */
  record: string;
}

/** All instants are ISO 8601 in UTC with milliseconds, so that they sort as text. */
export interface CaseItem {
  id: string;
  procedure: string;
  version: number;
  language: Language;
  createdAt: string;
  request: Values;
  /** What people called it when it was opened: for who has no table to find it in the request. */
  subject?: string;
  files: StoredFile[];
  /** The words a requester consented to; absent where the form did not ask. */
  consentVersion?: string;
  /** Hash of what was sent; absent in cases of before it was kept. Corrections of the request leave it as it is. */
  content?: string;
  /** Who opened the case, where that was not the requester with the public form. */
  openedBy?: Opener;
  /** Who of the staff called the requester, who has no e-mail, before the case began. */
  confirmedBy?: Confirmation;
  /** Number of its execution; the first where nothing is said. Another one takes over where one was lost. */
  run?: number;
  /** Where this execution begins; at the beginning of the flow where nothing is said. */
  resumeAt?: Place;
  /** Set when this execution is known to have come to a task. */
  startedAt?: string;
  /** Executions that failed at one place, one after another. */
  faults?: Faults;
  /** Days (YYYY-MM-DD) of which something was about to be claimed, beside those that its data names. */
  claimedDays?: string[];
  endedAt?: string;
  ending?: Ending;
  /** What stopped the workflow so often that somebody has to look, in words for an operator. */
  problem?: string;
  /** The first mail of the case that did not arrive. */
  mailProblem?: { address: string; fate: MailFate; at: string };
  agenda?: { year: number; number: number; at: string };
  /** Place of the agreement in the register of agreements. */
  agreement?: { year: number; number: number; at: string };
  /** How many links that only show were revoked; none where nothing is said. */
  showLinksRevoked?: number;
  /** Mark of the words under which it is found; absent until they are written. */
  searchedAs?: string;
  /** What is to be erased of it, or was, oldest first; hidden from the moment it stands here. */
  erasures?: Erasure[];
  /** How many of `erasures` have been carried out; none where nothing is said. */
  erasuresDone?: number;
  /** Its names and contacts are shown to data protectors alone, and nothing is mailed to its requester. */
  blocked?: Blocked;
  /** An outcome possible anytime that was chosen while no task was open; the next task is decided with it at once. */
  withdrawal?: Answer;
}

/** What a person (or the system) answered. */
export interface Answer {
  outcome: string;
  values: Values;
  note: string;
  person: Person;
  /** Name at the time of the answer; empty for the requester and the system. */
  name: string;
  role: ActorId;
  channel: Channel;
  at: string;
  /** Files uploaded with it, by the fields of kind `file`; absent where there are none. */
  files?: StoredFile[];
  /** Who says to have given it, where the link went to a unit. */
  stated?: Stated;
  /** Name of whoever opened the kiosk at which it was written. */
  keeper?: string;
  /** By which order they held the role, where the post is another's. */
  acting?: ActedFor;
  /** For whom it was done, where that was not the person's own task. */
  insteadOf?: StoodFor;
  /** For physical activities: when it was really done, as whoever entered it later (`at`) states. */
  happened?: Happened;
}

/** The order by which somebody held a post for another when they answered. */
export interface ActedFor extends Omit<ActingPost, "post" | "until"> {
  /** What they decided may burden the budget, which is not for whoever only holds the post. */
  burdens?: true;
}

/** When something was begun and finished, instants; and why it was entered only later. */
export interface Happened {
  from: string;
  until: string;
  reason: string;
  /** Number that was given on paper. */
  number?: string;
}

/** Who answered from the mailbox of a unit, as they said. */
export interface Stated {
  name: string;
  position: string;
}

/** Whose task somebody did who stepped in. */
export interface StoodFor {
  role: ActorId;
  /** Whom the task named; empty: anyone with the role. */
  persons: Person[];
  /** Whether none of those was there at that moment; else they were, and did nothing. */
  absent: boolean;
}

/** Holders of a role who are asked in the stead of another's; of the same, where the task named somebody. */
export interface StandIn {
  role: ActorId;
  insteadOf: ActorId;
}

/** A change of a running case, beside its flow: who made it, why, and what holds since. */
export interface Change {
  /** 1 for the first of the case. */
  number: number;
  operation: OperationId;
  at: string;
  person: Person;
  name: string;
  role: ActorId;
  /** By which order they held the role, where the post is another's. */
  acting?: ActedFor;
  /** Why, in words. */
  reason: string;
  /** Facts that hold since: of the answer at a row, or, where no row is named, whatever answer they came from. */
  step?: StepId;
  values: Values;
  /** The same facts as they were. */
  was: Values;
  /** Facts of the answers at other rows, where one change says something of several; later in the table than `step`. */
  more?: ChangedRow[];
  /** Tasks that count no more: an open one is closed by it, an answered one is taken back. */
  setAside: string[];
  /** The execution that the case had, and where another begins instead; none where nothing is said. */
  run: number;
  from?: Place;
  ending?: Ending;
  /** Another case it is about, such as the one that this one repeats. */
  about?: string;
  /** Version of the table by which the case goes on. */
  version?: number;
  /** Whether everything that follows from it has been carried out. */
  done: boolean;
}

/** What a change says of the answer at a row. */
export interface ChangedRow {
  step: StepId;
  values: Values;
  was: Values;
}

export interface TaskItem {
  caseId: string;
  id: string;
  step: string;
  /** Copied from the case so that a list of tasks needs no other item. */
  procedure: string;
  version: number;
  subject: string;
  /** Role that did the step before; the requester's at the first. */
  askedBy: ActorId;
  openedAt: string;
  /** End of the standard time; null where the row has none. */
  dueAt: string | null;
  /** When the outcome marked `onDeadline` is recorded. */
  deadlineAt: string | null;
  /** Deadlines that it had before, where an outage took time from whoever was to answer; oldest first. */
  moved?: MovedDeadline[];
  availableFrom: string | null;
  /** When its standard time begins to run, where that is not its opening; absent too in tasks stored before this was noted. */
  clockFrom?: string;
  /** When somebody is to be reminded of it next. Absent: never, as also in tasks stored before there were reminders. */
  remindAt?: string;
  /** When somebody tapped the start of a physical activity. */
  startedAt?: string;
  actor: ActorId;
  /** Persons asked, where the row names one; empty: everyone with the role. */
  assignees: Person[];
  /**
   * Who made what this row judges, and so may not choose its outcomes. Absent where the row says nothing of it, and in
   * tasks that were stored before they told (see `withMakers`).
   */
  makers?: Person[];
  /** Who was asked besides, because nobody of those it is for was there. Absent: nobody. */
  standIns?: StandIn[];
  /** Since when nobody is there who may act on it (ISO 8601): an open problem. Absent: somebody is. */
  unattendedSince?: string;
  /** Empty beside the flow, where no workflow waits. */
  token: string;
  /** Of which execution of the case it is, counted from 1; absent: of the first. */
  run?: number;
  /** For phone tasks: the requester's address that is out of use, empty where none was given, and why. */
  about?: { address: string; fate: MailFate };
  answer: Answer | null;
  /** Whether what follows the answer is there: the next task, or the end of the case. */
  resumed: boolean;
  /**
   * Number of the change by which it counts no more: what was open is closed, what was answered is taken back. 0: its case had
   * ended, or what it was opened for was done.
   */
  setAside?: number;
}

/** `by-hand`: there is no address to send it to, so that staff pass it on. `too-late`: what it speaks of is over. */
export type MailState = "pending" | "sent" | "failed" | "by-hand" | "too-late" | "withheld";

/** A deadline that was moved, and the outage that took the time. */
export interface MovedDeadline {
  was: string;
  outage: Outage;
}

/** A mail as stored: links stand as {{task}} and {{tracking}} until the moment of sending. */
export interface MailItem {
  caseId: string;
  id: string;
  letter: string;
  to: Person;
  subject: string;
  body: MailBody;
  /** Of its words; Indonesian where nothing is said. */
  language?: Language;
  state: MailState;
  attempts: number;
  createdAt: string;
  /** Not sent before this instant. */
  notBefore?: string;
  /** Sent there, whatever address the person has now: to one that was in use before. */
  address?: string;
  /** Goes out as one with the others of this name to the same person. */
  bundle?: string;
  /** Not sent after this instant, when what it speaks of is over. */
  notAfter?: string;
  sentAt?: string;
  /** Where it was sent so far, oldest first. */
  deliveries?: { address: string; at: string }[];
  /** When an administrator had it sent that waited in a copy. */
  releasedAt?: string;
  /** The task that had it sent again. */
  resentFor?: string;
  task?: string;
  /** Id of the paper that goes with it, which is issued first. */
  paper?: string;
  /** Of a reminder that a superior asked for: who did, and the how manieth of its task it is. */
  remindedBy?: RemindedBy;
}

/** A superior who had the holders of a task reminded. */
export interface RemindedBy {
  /** 1 for the first of the task; the mails to its several holders are of one round. */
  round: number;
  person: Person;
  name: string;
  role: ActorId;
  /** By which order they held the role, where the post is another's. */
  acting?: ActedFor;
}

/**
 * Where a button leads. For the signed-in staff: a case, the page of the task (where its answer stands, or how its holders are
 * reminded), the form by which it is handed on. For whoever a mail goes to: the own link of a task or of a request; a survey.
 */
export type MailLink = "case" | "page" | "act" | "remind" | "hand-on" | "task" | "tracking" | "survey";

export interface MailBody {
  /** Heading printed above a formal letter; absent in plain mails. */
  heading?: string[];
  paragraphs: string[];
  /** One button each; one with an outcome opens the page where it can be chosen, and chooses nothing. */
  buttons: { label: string; link: MailLink; outcome?: string }[];
  closing: string[];
}

/** Whom a device is known for: an official, or the requester of a case. */
export type Subject = Person | `requester:${string}`;

/** What a device may do for somebody, until when. */
export interface Grant {
  /** Hash of the device's id. */
  device: string;
  subject: Subject;
  /** What people call it: "Chrome, Android". Empty where it did not say. */
  name: string;
  /** Whether others use the computer too. */
  shared: boolean;
  /** Instant of the last proof, and of the end. */
  since: string;
  until: string;
  /** Hash of the link by which it was proved; null where the request was made on it. */
  link: string | null;
  /** How it was proved by the link; absent of before, when digits of the phone number did for people outside. */
  proof?: "code";
}

/** What somebody outside said of an e-mail address that staff had entered for them. Stored once. */
export interface AddressAnswer {
  /** By which it was entered: `change-<number>` or `task-<id>`. */
  source: string;
  /** Whether it is theirs. */
  right: boolean;
  at: string;
  /** How they were known: by a code mailed to the address that proved until then, or by a device known before. */
  way: "old-address" | "known-device";
}

export interface Dossier {
  case: CaseItem;
  /** In the order of opening. */
  tasks: TaskItem[];
  mails: MailItem[];
  /** Issued ones, and those about to be; none where the case has no paper of ours. */
  papers?: PaperItem[];
  /** In their order; none where nobody changed it beside the flow. */
  changes?: Change[];
  /** Numbers of other cases that name this one, or did once. */
  namedBy?: string[];
  /** What devices may do for the requester; ended ones are among them. */
  devices?: Grant[];
  /** Of addresses that staff entered; none where nothing was said. */
  addressAnswers?: AddressAnswer[];
}

export function personOf({ id }: Pick<StaffMember, "id">): Person {
  return `staff:${id}`;
}

/** Id of the staff member that a person is; null for others. */
export function staffIdOf(person: Person | Subject): string | null {
  return /^staff:(.+)$/.exec(person)?.[1] ?? null;
}
