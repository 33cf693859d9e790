/** What the domain needs from outside. Implemented in `functions/adapters`, and by fakes in the tests. */
import type { FlowChange } from "../../statemachines/language/flow.ts";
import type { Place } from "../../statemachines/language/table.ts";
import type { ActorId, EntryChannel, Procedure, Text } from "../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember, Voucher } from "./agency.ts";
import type { AdministrationEntry, EntrySubject } from "./administration/records.ts";
import type { Prover } from "./access/prover.ts";
import type { LogDetails, LogEvent } from "./log-events.ts";
import type { metrics } from "./metric-names.ts";
import type { LogDay, LogHead, Seal } from "./decision-log/records.ts";
import type { MailFate } from "./mail/delivery-state.ts";
import type { AgreementLine, LetterLine } from "./case/register-lines.ts";
import type {
  AddressAnswer,
  Blocked,
  Answer,
  CaseItem,
  Change,
  Confirmation,
  Dossier,
  Erasure,
  Faults,
  Grant,
  MailItem,
  MovedDeadline,
  Person,
  StoredFile,
  Subject,
  TaskItem,
  Values,
} from "./case/records.ts";
import type { TaskTimes } from "./case/task-times.ts";
import type { DrawnPaper, PaperSheet } from "./documents/paper-sheet.ts";
import type { IssuedPaper, OutgoingLine, PaperItem, PaperLook } from "./documents/records.ts";
import type { DigestRecord, TimesRecord } from "./deadlines/records.ts";
import type { PostBook } from "./people/substitution.ts";
import type { NotedPresence } from "./people/presence.ts";
import type { Totals } from "./service-levels/totals.ts";
import type { Outage } from "./downtime/outage.ts";
import type { RetentionPlan } from "./personal-data/retention-plan.ts";
import type { Restoration } from "./restoration/restoration.ts";
import type { UnconfirmedRequest } from "./intake/unconfirmed-request.ts";
import type { PrivacyBook, PrivacyBooks, PrivacyEntry } from "./personal-data/records.ts";
import type { RecapEntry } from "./reading-room/recap-entries.ts";
import type { DayBook } from "./booking/day-book.ts";
import type { SurveyAnswer } from "./survey/survey.ts";

/** Milliseconds since 1970, UTC. */
export interface Clock {
  now(): number;
}

/** What a submission id stands for since it was first sent. */
export interface SubmissionClaim {
  caseId: string;
  /** Absent in what was sent before ids were bound: then the case tells. */
  procedure?: string;
  entryChannel?: EntryChannel;
  /** Hash of the sender's secret, or the person who was signed in; absent where the page had no secret yet. */
  sender?: string;
}

/** The case in which a letter was registered, and the submission by which it came. */
export interface LetterOwner {
  caseId: string;
  submissionId: string;
}

export interface Cases {
  /** Next case number of a year: unique, not necessarily without gaps. */
  nextNumber(code: string, year: number): Promise<number>;
  /** Ties a form submission to a case and a sender; answers what holds, which is another claim when it was sent before. */
  claimSubmission(submissionId: string, claim: SubmissionClaim): Promise<SubmissionClaim>;
  /** What a submission is tied to; null where it was never sent. */
  submission(submissionId: string): Promise<SubmissionClaim | null>;
  /** Ties a letter, by the hash of what tells it apart, to the case it came with; answers the case that had it first. */
  claimLetter(hash: string, first: LetterOwner): Promise<LetterOwner>;
  /** The case that had a letter first; null for a new one. */
  letter(hash: string): Promise<LetterOwner | null>;
  /** Which of these submissions are known to be carried out (see `markCarriedOut`); one read. */
  carriedOut(submissionIds: string[]): Promise<string[]>;
  /** Remembers that the case of a claimed submission is stored, so that nobody needs to send it again. */
  markCarriedOut(submissionId: string): Promise<void>;
  /** Stores a new case; false, and nothing is changed, when it exists. */
  create(item: CaseItem, listed: { subject: string }): Promise<boolean>;
  /**
   * The case with its tasks and mails, read consistently; null when unknown.
   *
   * @throws UnreadableItem
   */
  dossier(caseId: string): Promise<Dossier | null>;
  /** Several for a list, each in its place; null where it is unknown, or cannot be read. */
  dossiers(caseIds: string[]): Promise<(Dossier | null)[]>;
  /**
   * Remembers that the execution of a case has come to a task. The sweep looks at it again when it has grown old, or at
   * `lookAt`, where that is sooner.
   */
  markStarted(caseId: string, at: string, lookAt?: string | null): Promise<void>;
  /** Gives a case another execution to be started; false where it has another than `after` meanwhile, or has ended. */
  nextRun(caseId: string, after: number, next: NextRun): Promise<boolean>;
  /** Lets the sweep look at a case from an instant on, as long as it has not ended. */
  lookAgain(caseId: string, at: string): Promise<void>;
  /** @param lookAt when the sweep looks once more at what is left of it; never where nothing is said */
  markEnded(caseId: string, ending: NonNullable<CaseItem["ending"]>, at: string, lookAt?: string): Promise<void>;
  /** Nothing is left to do in an ended case; it stands where it is kept from (`keptFrom`), or nowhere. */
  markTidied(caseId: string, keptFrom: string | null): Promise<void>;
  /** Gives an ended case another place among those that are kept; nothing where something is left to do in it. */
  place(caseId: string, keptFrom: string | null): Promise<void>;
  /** Writes what differs in a case from which something was erased, the case itself last: then all that was asked is done. */
  erase(before: Dossier, after: Dossier): Promise<void>;
  /** Remembers days (YYYY-MM-DD) of which something is about to be taken for a case, whatever becomes of the claim. */
  rememberDays(caseId: string, days: string[]): Promise<void>;
  /** Stores what keeps executions of a case from going on: nobody starts another before somebody says so. */
  recordProblem(caseId: string, problem: string, faults: Faults): Promise<void>;
  /** Stored once; later reports keep the first. */
  recordMailProblem(caseId: string, problem: { address: string; fate: MailFate; at: string }): Promise<void>;
  /** Forgets the problem with an address that was corrected; one with another address stays. */
  clearMailProblem(caseId: string, address: string): Promise<void>;
  /** Stored once: answers the first, which a second withdrawal keeps. The sweep looks at it until the case has ended. */
  withdraw(caseId: string, answer: Answer): Promise<Answer>;
  /** Stores a change unless the case has one of its number; answers whether it did. The sweep looks at it until it is done. */
  addChange(caseId: string, change: Change): Promise<boolean>;
  markChangeDone(caseId: string, number: number): Promise<void>;
  /** Stores the request as it was corrected, and what the case is called by it. */
  correctRequest(caseId: string, request: Values, subject: string): Promise<void>;
  /** Revokes the link that only shows a case, where so many were revoked before. */
  revokeShowLink(caseId: string, before: number): Promise<void>;
  /**
   * Remembers what is to be erased of a case. From then on nobody sees it; it is carried out once the case has ended, and has
   * been tidied up.
   */
  askErasure(caseId: string, erasures: Erasure[]): Promise<void>;
  /** Blocks the personal data of a case, or, with null, lets them be used again. */
  block(caseId: string, blocked: Blocked | null): Promise<void>;
  /** Lets a case go on by another version of its table. */
  setVersion(caseId: string, version: number): Promise<void>;
  /** Remembers at a case that another names it; its dossier tells (`namedBy`). Doing it again is harmless. */
  link(named: string, by: string): Promise<void>;
  /** How many are open, or have ended; `atMost` where they are more. */
  count(open: boolean, atMost: number): Promise<number>;
  /** How many of them fit, among the first so many. */
  countFitting(
    open: boolean,
    fits: (item: CaseItem) => boolean,
    among: number,
  ): Promise<{ count: number; more: boolean }>;
  /** Newest first; `open` cases or ended ones. With `fits` a page may be short, or empty, and others follow all the same. */
  list(query: {
    open: boolean;
    before?: string;
    limit: number;
    fits?: (item: CaseItem) => boolean;
  }): Promise<{ items: CaseItem[]; next: string | null }>;
}

export interface Tasks {
  /** Stores an open task, or gives it a new token when it exists; answers the task as stored. */
  open(task: TaskItem): Promise<TaskItem>;
  /** Stores a step that the system did by itself; does nothing when it exists. */
  record(task: TaskItem): Promise<void>;
  /** Stores the answer if the task is open (one conditional write); answers the task as it stands then. */
  decide(caseId: string, taskId: string, answer: Answer): Promise<{ won: boolean; task: TaskItem }>;
  /**
   * Stores when an open task was begun, and the due time that follows from it, once: the first tap stays. Answers the
   * task as it stands then.
   */
  start(
    caseId: string,
    taskId: string,
    begun: { at: string; dueAt: string | null; deadlineAt?: string | null; remindAt?: string },
  ): Promise<TaskItem>;
  /** Gives an open task a later deadline and remembers why; false where it was answered or moved meanwhile. */
  moveDeadline(task: TaskItem, deadlineAt: string, why: MovedDeadline): Promise<boolean>;
  /** Says when somebody is reminded next of a task that is still open; never where nothing is said. */
  remindNext(task: Pick<TaskItem, "caseId" | "deadlineAt" | "id">, remindAt?: string): Promise<void>;
  /** Says who is asked for an open task besides those it is for, and since when nobody is there; false where it was answered. */
  attend(caseId: string, taskId: string, attendance: Pick<TaskItem, "standIns" | "unattendedSince">): Promise<boolean>;
  /** Remembers that what follows the answer of a task is there. */
  markResumed(caseId: string, taskId: string): Promise<void>;
  /** Lets a task count no more, by a change: nobody can answer it then, and what was answered is taken back. */
  setAside(caseId: string, taskId: string, change: number): Promise<void>;
  /** Lets an open task wait for these persons; nobody: for everyone with its role. */
  assign(caseId: string, taskId: string, assignees: Person[]): Promise<void>;
  /** Gives an open task other times. */
  reschedule(caseId: string, taskId: string, times: TaskTimes): Promise<void>;
  /** Gives an open task another subject in lists. */
  rename(caseId: string, taskId: string, subject: string): Promise<void>;
  /** Lets the sweep look again, from an instant on, at an answered task which nothing has followed yet. */
  lookAgain(caseId: string, taskId: string, at: string): Promise<void>;
  /**
   * Open tasks of these roles by due time, the earliest first and those without one last: read as far as they are asked
   * for. `after` is the place of the task before the first.
   */
  inbox(roles: ActorId[], after?: string): AsyncIterable<ListedTask>;
  /** How many open tasks of these roles were due before an instant; `atMost` where they are more. */
  countDue(roles: ActorId[], before: string, atMost: number): Promise<number>;
  /** Another word whenever an open task of these roles comes, changes or goes; null where only reading them tells. */
  revision(roles: ActorId[]): Promise<string | null>;
}

/** An open task, and where it stands in the order of the list. */
export interface ListedTask {
  task: TaskItem;
  place: string;
}

export interface Mails {
  /** Stores a mail to be sent, at once or from `notBefore`; false when it was stored before. */
  add(mail: MailItem): Promise<boolean>;
  /** Nothing, as `markFailed` and `markByHand`, where the mail was put back to be sent again meanwhile. */
  markSent(mail: MailItem, at: string, address: string): Promise<void>;
  /** It is not the hour for it: sent from `notBefore` (ISO 8601) on. */
  postpone(mail: MailItem, notBefore: string): Promise<void>;
  /** Counts a failed attempt and says when to try again; null: given up. */
  markFailed(mail: MailItem, retryAt: string | null): Promise<void>;
  /**
   * The one of these that went out by this name was taken, and did not arrive. Nothing where it was put back to be sent again
   * meanwhile.
   */
  markUndelivered(sent: MailItem[], message: string): Promise<void>;
  /** There is nowhere to send it; staff pass it on. */
  markByHand(mail: MailItem): Promise<void>;
  /** What it speaks of is over, so that it is not sent. */
  markTooLate(mail: MailItem): Promise<void>;
  /** Puts a mail back to be sent by the sweep, once for each task that asks for it. */
  sendAgain(mail: MailItem, task: string, at: string): Promise<void>;
  /** Remembers that a mail which waited in a copy is to be sent. */
  release(mail: MailItem, at: string): Promise<void>;
  /** A mail which waited in a copy is not sent: it may have left after the copy. */
  withhold(mail: MailItem): Promise<void>;
}

/** Papers that the service issues; they come with the dossier of their case. */
export interface Papers {
  /** Stores a paper that is to be issued; false, and nothing is changed, where it was stored before. */
  add(paper: PaperItem): Promise<boolean>;
  /** Has a case looked at for papers that it lacks. @param task whose answer may have brought about some; @param at ISO 8601 */
  look(caseId: string, task: string | null, at: string): Promise<void>;
  /** Cases that are to be looked at. */
  toLookAt(): Promise<PaperLook[]>;
  /** A case was looked at; one that is to be looked at again since stays so. */
  looked(look: PaperLook): Promise<void>;
  /** Remembers that what a paper is about was called off, once. */
  markVoid(paper: Pick<PaperItem, "caseId" | "id">, why: NonNullable<PaperItem["void"]>): Promise<void>;
  /** Remembers that a paper was drawn and kept, once: the first stays. */
  markIssued(paper: Pick<PaperItem, "caseId" | "id">, issued: IssuedPaper): Promise<void>;
}

/** Work that the sweep finds due. */
export type Todo =
  | { kind: "execution"; caseId: string }
  | { kind: "withdrawal"; caseId: string }
  | { kind: "ended"; caseId: string }
  | { kind: "change"; caseId: string; change: Change }
  | { kind: "unconfirmed"; request: UnconfirmedRequest }
  | { kind: "mail"; mail: MailItem }
  | { kind: "resume"; task: TaskItem }
  | { kind: "reminder"; task: TaskItem }
  | { kind: "deadline"; task: TaskItem };

export interface Todos {
  due(now: string, limit: number): Promise<Todo[]>;
  /** Numbers of ended cases that are kept from an instant or from before it, the oldest first. */
  kept(upTo: string, limit: number): Promise<string[]>;
  /**
   * Every mail that is to be sent, oldest first.
   *
   * @param upTo ISO 8601; only those whose turn it is by then. Without it, for a rare question, all that is to be done is read.
   */
  waitingMails(upTo?: string): Promise<MailItem[]>;
  /** Every open task with a deadline, past or to come. */
  deadlines(): Promise<TaskItem[]>;
}

/** The SOP tables that cases run by, kept beside them: so a case can be read when the program has its table no more. */
export interface Tables {
  /**
   * Keeps each of these tables, in the words of today. One whose flow is not what is kept under its version is told,
   * and stays as it was kept, unless it is to be taken over. Each is looked at once in the life of a process.
   *
   * @returns what changed in those looked at now
   */
  keep(tables: readonly Procedure[], takeOver?: boolean): Promise<FlowChange[]>;
  /** Recalls every version that is kept and that the program has no more: `official-visit@1`. Others come as they are met. */
  recallRetired(): Promise<string[]>;
}

/** How far ended cases have their places among those that are kept. */
export interface RetentionPlans {
  read(): Promise<RetentionPlan | null>;
  store(plan: RetentionPlan): Promise<void>;
}

/** A case under one of the words by which it is found. */
export interface FoundWord {
  caseId: string;
  word: string;
  /** All of its words. */
  words: string[];
  /** Where it stands in the order in which they are read. */
  place: string;
}

/** How far the cases are that were there before the search, or before their words were taken otherwise. */
export interface SearchProgress {
  /** Of the way in which words are taken. */
  version: number;
  /** Whether it is among the open ones, which come first. */
  open: boolean;
  before: string | null;
  done: boolean;
}

/** The words by which cases are found. What an index says may miss the last moment. */
export interface SearchWords {
  /** Has a case found under these words and no others; doing it again is harmless, and goes on after a stop in its midst. */
  set(caseId: string, createdAt: string, words: string[]): Promise<void>;
  /** Remembers at a case what its words are. */
  note(caseId: string, mark: string): Promise<void>;
  /** How many words begin so; `atMost` where they are more. One letter alone is a whole word. */
  count(beginning: string, atMost: number): Promise<number>;
  /**
   * Cases that have a word which begins so, under each such word, the last word first and under each the newest case first; read
   * as far as they are asked for. @param after place of the one before the first
   */
  find(beginning: string, after?: string): AsyncIterable<FoundWord>;
  progress(): Promise<SearchProgress | null>;
  storeProgress(progress: SearchProgress): Promise<void>;
}

/** The log of what was decided (invariant: nothing decided is changed unseen). */
export interface DecisionLog {
  /** Numbers of the cases in which something decided was carried out on a day (YYYY-MM-DD, UTC). */
  actedOn(day: string): Promise<string[]>;
  /** The last entry, without what it names. */
  newest(): Promise<LogHead | null>;
  /** Every entry, oldest first. */
  days(): Promise<LogDay[]>;
  /** Stores an entry; answers the head of the one that was stored first. */
  addDay(entry: LogDay): Promise<LogHead>;
  seals(caseId: string): Promise<Seal[]>;
  /** Stores seals; answers for each the one that was stored first. */
  addSeals(caseId: string, seals: Seal[]): Promise<Seal[]>;
  /** Stores a seal from which parts were erased in place of the whole one. */
  reseal(caseId: string, seal: Seal): Promise<void>;
}

/** What is counted of a time: a day YYYY-MM-DD or a month YYYY-MM. */
export interface KeptTotals {
  at: string;
  totals: Totals;
}

/** How punctual the services are, as counts of days and months; nothing of a case stands in them. */
export interface ServiceLevelTotals {
  /** Notes a case from which a day (YYYY-MM-DD in the agency's zone) is counted; doing it again is harmless. */
  noteCase(day: string, caseId: string, forgottenAt: string): Promise<void>;
  /** Cases noted of a day, in alphabetical order. */
  casesOn(day: string): Promise<string[]>;
  /** Stores what was counted of a day, in place of what was counted of it before. */
  storeDay(day: string, totals: Totals[], forgottenAt: string): Promise<void>;
  storeMonth(month: string, totals: Totals[], forgottenAt: string): Promise<void>;
  /** Of the days of a month (YYYY-MM), the oldest first. */
  days(month: string): Promise<KeptTotals[]>;
  /** Of every month there is, the oldest first. */
  months(): Promise<KeptTotals[]>;
  /** The last day that was counted; null before the first. */
  countedTo(): Promise<string | null>;
  noteCountedTo(day: string): Promise<void>;
}

/** When the service ran; outages are told with the agency. */
export interface Uptime {
  /** When the sweep last noted that it ran; null before the first time. */
  lastRun(): Promise<string | null>;
  noteRun(at: string): Promise<void>;
  /** Stores an outage; answers it as stored, which is how it was told first. */
  addOutage(outage: Outage): Promise<Outage>;
}

/** A link as stored: by the hash of its id. */
export interface LinkItem {
  hash: string;
  kind: "task" | "tracking";
  caseId: string;
  task: string | null;
  person: Person;
}

export interface Links {
  add(link: LinkItem): Promise<void>;
  /** A link, and what the device that asks for it may do for officials: for whichever of them has proved to sit there. */
  find(hash: string, device?: string | null): Promise<{ link: LinkItem; officials: Grant[] } | null>;
}

/** How somebody fared who was asked to prove, at one browser, that they are a person: the same through all links of that person. */
export interface ProofState {
  /** Wrong answers since the last right one or the last lock. */
  wrong: number;
  /** Locks since the last right answer. */
  locks: number;
  lockedUntil: string | null;
  /** The code that was mailed last. */
  code: { hash: string; expiresAt: string } | null;
  /** Until when a browser is confirmed for an address; absent of others. */
  confirmedUntil?: string;
}

/**
 * Proofs by mailed codes, counted for each official, each requester of a case, and each address that is given, at each browser
 * by itself.
 */
export interface Proofs {
  /** Null where nobody was ever asked. */
  of(prover: Prover): Promise<ProofState | null>;
  /**
   * Stores the code that is about to be mailed, in place of the one before: in one write, so that however many ask at
   * once, no more than three get it in the time since `since`. False, and nothing is changed, for those, and while it is
   * locked.
   */
  setCode(
    prover: Prover,
    code: NonNullable<ProofState["code"]>,
    time: { now: string; since: string },
  ): Promise<boolean>;
  /** Counts an answer as wrong in one write, before it is looked at; null (uncounted) while it is locked, or nobody asked. */
  countWrong(prover: Prover, now: string): Promise<ProofState | null>;
  /** Locks once, where there were so many locks before. */
  lock(prover: Prover, locksBefore: number, until: string): Promise<void>;
  /** After a right answer, which may confirm the browser for an address until an instant. */
  clear(prover: Prover, confirmedUntil?: string): Promise<void>;
  /** Confirms a browser for an address without being asked. */
  confirm(prover: Prover, until: string): Promise<void>;
  /** Stores what somebody said of an address; answers the first, which later ones keep. */
  answerAddress(caseId: string, answer: AddressAnswer): Promise<AddressAnswer>;
}

/** How often somebody tried something, of whom only the browser or the place in the net is known. */
export interface TryState {
  /** In the series that is under way. */
  tries: number;
  /** When that began. */
  since: string;
  /** Series before it. */
  series: number;
  lockedUntil: string | null;
}

/** Tries that are followed by waits; see `limits/growing-waits.ts`. */
export interface Tries {
  /** Null where nothing was tried. */
  of(source: string): Promise<TryState | null>;
  /** Counts a try in one write, before it is looked at; null (uncounted) while it waits. Forgotten from `until` on. */
  count(source: string, now: string, until: string): Promise<TryState | null>;
  /** Ends a series, once: the next begins at `since`, until which nothing may be tried. False where it has ended meanwhile. */
  nextSeries(
    source: string,
    before: Pick<TryState, "since">,
    next: Pick<TryState, "tries" | "since" | "series">,
  ): Promise<boolean>;
  /** Counts one try less. */
  takeBack(source: string): Promise<void>;
  /** Begins anew. */
  forget(source: string): Promise<void>;
}

/** What is counted together. */
export interface Spending {
  budget: string;
  source: string;
  /** Beginning of the time, and its end, after which it is forgotten. */
  from: string;
  until: string;
}

export interface Budgets {
  /** Counts one more, and its amount, in one write; answers what it comes to. */
  spend(spending: Spending, amount: number): Promise<{ count: number; amount: number }>;
  /** What it has come to, without counting. */
  spent(spending: Spending): Promise<{ count: number; amount: number }>;
}

/** Requests without e-mail that wait for a call. */
export interface Unconfirmed {
  /** Stores a request; answers what stands under its id, which is what came first. */
  add(request: UnconfirmedRequest): Promise<UnconfirmedRequest>;
  find(id: string): Promise<UnconfirmedRequest | null>;
  /** Those that nobody has dropped and that are no case yet, oldest first. */
  waiting(atMost: number): Promise<UnconfirmedRequest[]>;
  /**
   * Stores what becomes of one in one write, once; answers it as it stands then, which is what was decided first. One that
   * is confirmed is for the sweep until it is settled; so is one that is dropped, of which what was typed goes at once.
   */
  decide(
    id: string,
    decision: { how: "confirmed" | "dropped"; by: Confirmation; keptUntil: string },
  ): Promise<UnconfirmedRequest>;
  /** It is a case, or null: is none and comes to none. What was typed goes from the list. */
  settle(id: string, caseId: string | null): Promise<void>;
}

export interface Devices {
  /** Stores a grant in place of an earlier one of the same device for the same person. */
  grant(grant: Grant): Promise<void>;
  /** The last fifty grants for an official that were not ended, the latest first; those for a requester are the case's. */
  of(person: Person): Promise<Grant[]>;
  /** Ends a grant; nothing happens where there is none. */
  end(device: string, subject: Subject, at: string): Promise<void>;
}

/** Day books of a room. `change` reads, applies and writes under one condition, again while others were faster. */
export interface DayBooks {
  read(room: string, dates: string[]): Promise<DayBook[]>;
  change(room: string, date: string, apply: (book: DayBook) => DayBook): Promise<DayBook>;
}

/** What stands in each register beside the number, so that a page of it is read without the cases. */
export interface RegisterLines {
  incoming: LetterLine;
  agreements: AgreementLine;
  outgoing: OutgoingLine;
}

/** The books with running numbers: the agenda book of incoming letters, the registers of agreements and of outgoing letters. */
export const registerIds = ["incoming", "agreements", "outgoing"] as const satisfies (keyof RegisterLines)[];
export type RegisterId = (typeof registerIds)[number];

export interface RegisterEntry<Id extends RegisterId = RegisterId> {
  year: number;
  number: number;
  /** Empty where the number was used outside what is stored here. */
  caseId: string;
  /** Of the register of outgoing letters: which paper of the case. */
  paper?: string;
  at: string;
  /** Used before a restoration, by a case that the copy does not know. */
  outside?: true;
  /** Absent in what was entered before lines were kept: then the case tells. */
  line?: RegisterLines[Id];
}

/** What has a number: a case, or, in the register of outgoing letters, a paper of it. */
export interface Numbered {
  caseId: string;
  paper?: string;
}

/** Part of a register, in the order of numbers. */
export interface RegisterPage<Id extends RegisterId> {
  entries: RegisterEntry<Id>[];
  /** How many the register has; its last number, for there are no gaps. */
  total: number;
  /** Whether some were entered before these. */
  earlier: boolean;
}

/** Running numbers without gaps, per register and year. */
export interface Registers {
  /** The number of a case or paper, claimed now if it has none; calling again gives the same, and enters the line anew. */
  claim<Id extends RegisterId>(
    register: Id,
    year: number,
    owner: Numbered,
    at: string,
    line: RegisterLines[Id],
  ): Promise<RegisterEntry<Id>>;
  /** Enters the line of a number anew. */
  enter<Id extends RegisterId>(register: Id, year: number, number: number, line: RegisterLines[Id]): Promise<void>;
  /** The last of a year, or the last before a number; one query. */
  page<Id extends RegisterId>(
    register: Id,
    year: number,
    options: { before: number | null; limit: number },
  ): Promise<RegisterPage<Id>>;
  /** All of a year. */
  list<Id extends RegisterId>(register: Id, year: number): Promise<RegisterEntry<Id>[]>;
  /** The last number of a year, 0 where there is none. */
  last(register: RegisterId, year: number): Promise<number>;
  /** Enters every number after the last one, up to this, as used outside; doing it again changes nothing. */
  markUsedOutside(register: RegisterId, year: number, upTo: number, at: string): Promise<void>;
}

/** A monthly report that was received; later ones of the same month are corrections. */
export interface ReportVersion {
  /** 1 for the first. */
  version: number;
  caseId: string;
  at: string;
}

/** The recap book of reading on site, by month (YYYY-MM). */
export interface Recaps {
  /** Writes an entry down; the same case or day again replaces it, so nothing is counted twice. */
  add(entry: RecapEntry): Promise<void>;
  /** Writes an entry down unless one stands in its place; answers the one that stands there then. */
  addOnce(entry: RecapEntry): Promise<RecapEntry>;
  /** Everything written down of a month, in the order of days. */
  month(month: string): Promise<RecapEntry[]>;
  /** Makes a report the next version of its month; calling again for a case gives the same. */
  fileReport(month: string, caseId: string, at: string): Promise<ReportVersion>;
  /** In the order of versions. */
  reports(month: string): Promise<ReportVersion[]>;
}

/** Answers of the satisfaction survey. */
export interface Surveys {
  /** Stores an answer; false when one with its id was stored before. */
  add(answer: SurveyAnswer): Promise<boolean>;
  has(year: number, id: string): Promise<boolean>;
  /** An answer that is stored; null where there is none. */
  find(year: number, id: string): Promise<SurveyAnswer | null>;
  /** All answers of a year, in no telling order. */
  list(year: number): Promise<SurveyAnswer[]>;
}

/** Remembered for some seconds, since every request asks; not so who asks. */
export interface Agencies {
  settings(): Promise<AgencySettings>;
  /**
   * As they act at this moment: with the posts that they hold for others (`actingStaff`). Those who are not active too
   * (`isActive`), without roles and address: their names stand in what they did.
   */
  staff(): Promise<StaffMember[]>;
  /**
   * A member by id as stored at this moment, never as remembered; null where there is none, or who is not active. Who asks
   * or decides is read by it, so that an end holds at once.
   */
  activeMember(id: string): Promise<StaffMember | null>;
  /** The last restoration from a copy; null where there was none. Comes with the settings. */
  restoration(): Promise<Restoration | null>;
  /** The last outages of the service, oldest first. Come with the settings. */
  outages(): Promise<Outage[]>;
  /** Who was there when open tasks were last given to those present; null before that. Comes with the settings. */
  presence(): Promise<NotedPresence | null>;
  notePresence(noted: NotedPresence): Promise<void>;
  /** Who was written to this morning; null before the first. */
  digest(): Promise<DigestRecord | null>;
  noteDigest(record: DigestRecord): Promise<void>;
  /** How far open tasks have the times of the calendar; null before anybody looked. */
  times(): Promise<TimesRecord | null>;
  noteTimes(record: TimesRecord): Promise<void>;
  /**
   * An address that somebody else entered proves the member from now on; false, and nothing is changed, where another is
   * entered, or none waits.
   */
  confirmAddress(id: string, confirmed: NonNullable<StaffMember["addressConfirmed"]>): Promise<boolean>;
  /** Who holds which post for another, was entered to, and did; of posts for which anything was entered. Comes with the settings. */
  posts(): Promise<PostBook[]>;
  /** Changes what is entered for a post, in one write; nothing is changed where `apply` throws. It may run twice. */
  changePost(post: ActorId, apply: (book: PostBook) => PostBook): Promise<PostBook>;
  /** Notes that somebody vouches for an address; answers all who do, or null where another address is entered. */
  vouch(id: string, email: string, voucher: Voucher): Promise<Voucher[] | null>;
  /** Notes that the address of before was told that this one was entered. */
  noteOldAddressTold(id: string, email: string): Promise<void>;
  /** Ends what a member's access tokens up to an instant (ISO 8601) may do; one noted before that is later stays. */
  noteSignOut(id: string, at: string): Promise<void>;
}

/** The settings, with the entry by which they became what they are; null where no administrator has changed them. */
export interface SettingsInForce {
  settings: AgencySettings;
  lastEntry: AdministrationEntry | null;
}

/**
 * Nothing is changed where somebody else changed the person since, or the id is taken; nor where nobody would look after the
 * service any more.
 */
export type PersonSaved = "stored" | "changed since" | "nobody left";

/** The list of people and the settings, as whoever looks after the service changes them, with a log of every change. */
export interface Administration {
  /** Everybody, also those who have left, as stored at this moment. */
  people(): Promise<StaffMember[]>;
  /** Somebody as stored at this moment. */
  person(id: string): Promise<StaffMember | null>;
  settings(): Promise<SettingsInForce>;
  /**
   * Stores somebody, and the entry that says so; of whatever happens at once, somebody is left who looks after the service.
   *
   * @param before as read; null for somebody new
   */
  savePerson(before: StaffMember | null, after: StaffMember, entry: AdministrationEntry): Promise<PersonSaved>;
  /** The same for the settings; false, and nothing is changed, where somebody else changed them since. */
  saveSettings(before: SettingsInForce, settings: AgencySettings, entry: AdministrationEntry): Promise<boolean>;
  /** The latest first; of one person or section, or all. */
  entries(query: {
    about?: Pick<EntrySubject, "kind" | "id">;
    before?: string;
    limit: number;
  }): Promise<{ entries: AdministrationEntry[]; next: string | null }>;
}

/** What was read: a page of a case, its phone numbers and addresses, the log itself; or a book taken out as a file. */
export type PageRead = "case" | "task" | "file" | "changes" | "contacts" | "export" | "log";

/** That somebody of the staff read something. */
export interface Reading {
  person: Person;
  /** Number of the case; of what is no case, what it is: a person whose readings were read, a book and its year. */
  about: string;
  page: PageRead;
  /** ISO 8601, to the minute. */
  at: string;
}

/** Who read what: a stream beside the cases. Nothing of it is ever changed; it is forgotten after some time. */
export interface Readings {
  /** Notes a reading, unless this person has read of this case within the hour; of pages that are noted for themselves, the same. */
  note(reading: Reading, forgottenAt: string): Promise<void>;
  /** Of one case, or by one person, the latest first. */
  list(of: { about: string } | { person: Person }, query: { before?: string; limit: number }): Promise<ReadingPage>;
  /** How many there are; `atMost` where they are more. */
  count(of: { about: string } | { person: Person }, atMost: number): Promise<number>;
}

export interface ReadingPage {
  readings: Reading[];
  next: string | null;
}

/** The books of requests about personal data, and of breaches; what was done is put at the end, and nothing is overwritten. */
export interface PrivacyRecords {
  /** Stores a new record; false, and nothing is changed, where its number is taken. */
  add<Book extends PrivacyBook>(book: Book, record: PrivacyBooks[Book]): Promise<boolean>;
  find<Book extends PrivacyBook>(book: Book, number: string): Promise<PrivacyBooks[Book] | null>;
  /** Open ones, the first that is due first; or closed ones, the last first. */
  list<Book extends PrivacyBook>(
    book: Book,
    query: { open: boolean; after?: string; limit: number },
  ): Promise<{ records: PrivacyBooks[Book][]; next: string | null }>;
  /** How many there are; `atMost` where they are more. */
  count(book: PrivacyBook, open: boolean, atMost: number): Promise<number>;
  /**
   * Puts an entry at the end of an open record, and stores what holds since, in one write; null, and nothing is changed, where
   * another entry stands after those that were seen, or it is closed.
   */
  append<Book extends PrivacyBook>(
    book: Book,
    before: Pick<PrivacyBooks[Book], "number" | "change" | "dueAt">,
    entry: PrivacyEntry,
    holds: Partial<Omit<PrivacyBooks[Book], "number" | "entries" | "change">>,
  ): Promise<PrivacyBooks[Book] | null>;
  /** Numbers of requests that were closed up to an instant and say still who asked. */
  closedUpTo(instant: string, limit: number): Promise<string[]>;
  /** Takes away who asked. */
  forgetAsker(number: string): Promise<void>;
}

/** The record of the last restoration from a copy, as it is at this moment. */
export interface Restorations {
  read(): Promise<Restoration | null>;
  /** Stores the next state of the record (its `change` is counted up); false where somebody else was faster. */
  replace(before: Restoration, next: Restoration): Promise<boolean>;
}

/** What a case gets with another execution: where that begins, since when it is to run, and the failures before it. */
export interface NextRun {
  from: Place | null;
  at: string;
  faults: Faults | null;
}

/** An execution of a case: by the machine of the version that the case runs by. */
export interface Run {
  caseId: string;
  procedure: string;
  version: number;
  /** 1 for the first. */
  number: number;
  /** Where it begins; null: at the beginning of the flow. */
  from: Place | null;
}

/** How an execution stands; `broken`: it failed, timed out or was stopped; `missing`: nobody knows of it. */
export interface RunState {
  status: "running" | "broken" | "succeeded" | "missing";
  /** Name of the error by which it broke, where there is one. */
  error: string | null;
}

export interface Workflow {
  /** Starts an execution; false where one of this name has ended already. While it runs, doing it again is harmless. */
  start(run: Run): Promise<boolean>;
  state(run: Run): Promise<RunState>;
  /** Stops an execution; nothing happens where it does not run. */
  stop(run: Run): Promise<void>;
  /** Resumes a waiting task; false where nobody waits for the token (any more). */
  resume(token: string, outcome: string): Promise<boolean>;
}

export interface OutgoingMail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The case it is about, so that a report of its failure finds the way back; null: it is about none. */
  caseId: string | null;
  /** Files that go with it. */
  attachments?: { name: string; type: string; bytes: Uint8Array }[];
  /** Stable id of the message, so that a mail sent twice is recognised. */
  id: string;
  /** Somebody waits for it now: it goes before other mails. */
  urgent?: true;
}

export interface Mailer {
  /** Mail is stored here and sent by the sweep: this function has no right to send any. */
  leavesToSweep?: true;
  send(mail: OutgoingMail): Promise<void>;
  /** Has mail tried again to an address that refused it before; nothing where mail to it was never kept back. */
  tryAgain(address: string): Promise<void>;
}

/** An upload, with what it is or why it is not taken. */
export type InspectedUpload = { size: number; hash: string; name: string } & ({ type: string } | { refused: Text });

export interface Files {
  /** Where the browser sends a file directly, for five minutes; what lies there is removed after a day. */
  presignUpload(
    id: string,
    name: string,
    type: string,
    size: number,
  ): Promise<{ url: string; fields: Record<string, string> }>;
  /** An upload judged by its content; null when absent. */
  inspect(id: string): Promise<InspectedUpload | null>;
  /**
   * Copies an upload to where it stays, in a folder and under its hash; false where it is gone, or no longer what was looked into.
   * Doing it again is harmless.
   */
  keep(file: Pick<StoredFile, "id" | "hash">, folder: string): Promise<boolean>;
  /** Erases the bytes of a stored file; those in no folder may be another case's too, and stay. Doing it again is harmless. */
  erase(file: Pick<StoredFile, "id" | "hash" | "kept">): Promise<void>;
  /**
   * Notes outside the table, where no copy of it brings back the state of before, that something of a case is to be erased.
   * Doing it again is harmless.
   */
  noteErasure(caseId: string, erasure: Erasure): Promise<void>;
  /** Stores bytes of ours in a folder, under their hash; doing it again is harmless. */
  store(bytes: Uint8Array, folder: string): Promise<Pick<StoredFile, "hash" | "size">>;
  /** The bytes of a stored file; null where they are not those that were stored. */
  read(file: StoredFile): Promise<Uint8Array | null>;
  /** Whether the bytes of a stored file are those that were accepted. */
  stateOf(file: StoredFile): Promise<"whole" | "changed" | "missing">;
  /** Where a browser saves a stored file from, under a name with plain letters; for two minutes. */
  presignDownload(file: StoredFile, name: string): Promise<string>;
}

/** Draws papers. */
export interface Printer {
  /** The same sheet at the same instant (ISO 8601) gives the same bytes. */
  draw(sheet: PaperSheet, at: string): Promise<DrawnPaper>;
}

/** Secrets and chance. Everything derived is derived from the one link secret. */
export interface Secrets {
  /** 256-bit opaque id, the same each time for the same parts. */
  linkId(...parts: string[]): string;
  /** SHA-256, hex. */
  hash(text: string): string;
  /** Short keyed signature over parts. */
  sign(...parts: string[]): string;
  verify(signature: string, ...parts: string[]): boolean;
  /** Six digits. */
  code(): string;
  /** 144 bits of chance, in letters that stand in an address. */
  randomId(): string;
}

/** Staff sign-in tokens that come with a request on a public route. */
export interface Sessions {
  /** Claims of a valid token, or null. */
  claims(token: string): Promise<Record<string, unknown> | null>;
}

/** Whether mail to a domain can be delivered; `unknown` when it cannot be found out. */
export interface MailDomains {
  accepts(domain: string): Promise<"yes" | "no" | "unknown">;
}

/** What the lines of a request, a step or a job say of where they come from. */
export interface LogContext {
  /** As the API or Lambda gave it, so that our lines meet theirs. */
  requestId?: string;
  /** Template of a route, as in the manifest: "GET /api/tracking/{link}". */
  route?: string;
  /** Function of a step or a job, as in the manifest: "open-task". */
  function?: string;
  /** Row of the SOP. */
  step?: string;
  /** Number of the case. */
  case?: string;
}

/** Takes only events of the catalogue (`log-events.ts`), each with its fields. */
export interface Log {
  info<Code extends LogEvent<"info">>(event: Code, ...details: LogDetails<Code>): void;
  /** @param error what was thrown, if anything was; the line holds its facts (`error-facts.ts`), not its message */
  problem<Code extends LogEvent<"problem">>(event: Code, error: unknown, ...details: LogDetails<Code>): void;
  /** Does work whose lines say this, too, besides what those around it say. */
  within<Result>(context: LogContext, work: () => Promise<Result>): Promise<Result>;
  /**
   * Says which case, and which row of the SOP, the work turned out to be about; its further lines name them. What is
   * no case number is ignored.
   */
  concerns(caseId: string, step?: string): void;
}

/** What is counted and measured. */
export type Figure = keyof typeof metrics.figures;

export interface Metrics {
  /** Gives figures away; `about` says what they are about, without any personal data. */
  emit(figures: Partial<Record<Figure, number>>, about?: Record<string, string | number>): void;
}

/** Everything a handler may need; each takes only what it uses. */
export interface Dependencies {
  clock: Clock;
  cases: Cases;
  tasks: Tasks;
  mails: Mails;
  papers: Papers;
  todos: Todos;
  unconfirmed: Unconfirmed;
  budgets: Budgets;
  devices: Devices;
  links: Links;
  proofs: Proofs;
  tries: Tries;
  dayBooks: DayBooks;
  decisionLog: DecisionLog;
  retentionPlans: RetentionPlans;
  searchWords: SearchWords;
  serviceLevels: ServiceLevelTotals;
  registers: Registers;
  agencies: Agencies;
  administration: Administration;
  restorations: Restorations;
  readings: Readings;
  privacyRecords: PrivacyRecords;
  recaps: Recaps;
  surveys: Surveys;
  tables: Tables;
  uptime: Uptime;
  workflow: Workflow;
  mailer: Mailer;
  files: Files;
  /** Null in functions that draw no papers. */
  printer: Printer | null;
  secrets: Secrets;
  mailDomains: MailDomains;
  sessions: Sessions;
  log: Log;
  metrics: Metrics;
  /** The staff sign-in (OIDC). */
  signIn: { issuer: string; clientId: string };
  /** Secrets of which a request through CloudFront brings one; null where nothing stands before the service. */
  originSecrets: string[] | null;
  /** Address people open, without a slash at the end. */
  publicUrl: string;
}
