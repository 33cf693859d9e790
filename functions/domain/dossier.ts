/** A case with everything that happened in it (berkas). Facts are read from its decided tasks, never kept twice. */
import { actors } from "../../statemachines/actors.ts";
import { entryOf, isAside, outcomesOf, procedureOf, stepOf } from "../../statemachines/index.ts";
import { longDate, monthAndYear } from "./format.ts";
import type { ActorId, Door, Ending, Language, Outcome, Procedure, Step } from "../../statemachines/vocabulary.ts";
import type { SlotValue } from "../../statemachines/form.ts";
import type { MailFate } from "./mail-problem.ts";

export type Values = Record<string, unknown>;

/** `requester` is the person who opened the case; staff are `staff:<id>`; the system acts as `system`. */
export type Person = "requester" | "system" | `staff:${string}`;

/** Door through which an answer came. */
export type Channel =
  | "form"
  | "link-device"
  | "link-code"
  | "link-phone"
  | "link-session"
  | "staff"
  | "counter"
  | "phone"
  | "whatsapp"
  | "letter"
  | "system";

export interface StoredFile {
  id: string;
  name: string;
  type: string;
  size: number;
  /** SHA-256 of the content, hex. */
  hash: string;
}

/** Who opened a case, and through which door. */
export interface Opener {
  person: Person;
  /** Empty for the requester and the system. */
  name: string;
  role: ActorId;
  channel: Channel;
}

/** All instants are ISO 8601 in UTC with milliseconds, so that they sort as text. */
export interface CaseItem {
  id: string;
  procedure: string;
  version: number;
  language: Language;
  createdAt: string;
  request: Values;
  files: StoredFile[];
  /** The words a requester consented to; absent where the form did not ask. */
  consentVersion?: string;
  /** Who opened the case, where that was not the requester with the public form. */
  openedBy?: Opener;
  /** Set when the workflow execution is known to run. */
  startedAt?: string;
  endedAt?: string;
  ending?: Ending;
  /** What stopped the workflow, in words for an operator. */
  problem?: string;
  /** The first mail of the case that did not arrive. */
  mailProblem?: { address: string; fate: MailFate; at: string };
  agenda?: { year: number; number: number; at: string };
  /** Place of the agreement in the register of agreements. */
  agreement?: { year: number; number: number; at: string };
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
  availableFrom: string | null;
  /** When somebody tapped the start of a physical activity. */
  startedAt?: string;
  actor: ActorId;
  /** Persons asked, where the row names one; empty: everyone with the role. */
  assignees: Person[];
  /** Empty beside the flow, where no workflow waits. */
  token: string;
  /** For phone tasks: the requester's address that is out of use, empty where none was given, and why. */
  about?: { address: string; fate: MailFate };
  answer: Answer | null;
  resumed: boolean;
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
  /** `by-hand`: there is no address to send it to, so that staff pass it on. */
  state: "pending" | "sent" | "failed" | "by-hand";
  attempts: number;
  createdAt: string;
  /** Not sent before this instant. */
  notBefore?: string;
  sentAt?: string;
  /** Where it was sent so far, oldest first. */
  deliveries?: { address: string; at: string }[];
  /** The task that had it sent again. */
  resentFor?: string;
  task?: string;
}

export interface MailBody {
  /** Heading printed above a formal letter; absent in plain mails. */
  heading?: string[];
  paragraphs: string[];
  /** One button each; `task` buttons preselect an outcome. */
  buttons: { label: string; link: "task" | "tracking" | "survey"; outcome?: string }[];
  closing: string[];
}

export interface Dossier {
  case: CaseItem;
  /** In the order of opening. */
  tasks: TaskItem[];
  mails: MailItem[];
  /** Numbers of other cases that name this one, or did once. */
  namedBy?: string[];
}

/** The way in through which a case began. */
export function doorOf({ openedBy }: CaseItem): Door {
  if (!openedBy || openedBy.person === "requester") return "public";
  return openedBy.person === "system" ? "calendar" : "staff";
}

export function procedureOfCase(item: CaseItem): Procedure {
  return procedureOf(item.procedure, item.version);
}

/** What every task repeats of its case. */
export function taskHeading(dossier: Dossier): Pick<TaskItem, "procedure" | "version" | "subject" | "askedBy"> {
  const procedure = procedureOfCase(dossier.case);
  return {
    procedure: procedure.id,
    version: procedure.version,
    subject: subjectOf(dossier.case),
    askedBy: flowTasks(dossier).findLast((task) => task.answer !== null)?.answer?.role ?? procedure.requester,
  };
}

/** Tasks of the flow, in the order of opening. */
export function flowTasks(dossier: Dossier): TaskItem[] {
  const procedure = procedureOfCase(dossier.case);
  return dossier.tasks.filter((task) => !isAside(procedure, task.step));
}

/** What the flow waits for. */
export function openTasks(dossier: Dossier): TaskItem[] {
  return flowTasks(dossier).filter((task) => task.answer === null);
}

/** What is to be done beside the flow; the case goes on meanwhile, and may even have ended. */
export function openAsides(dossier: Dossier): TaskItem[] {
  const procedure = procedureOfCase(dossier.case);
  return dossier.tasks.filter((task) => task.answer === null && isAside(procedure, task.step));
}

/** The latest answer at a step; the entry step's answer is the request itself. */
export function latestAnswer(dossier: Dossier, stepId: string): Answer | null {
  const procedure = procedureOfCase(dossier.case);
  const entry = entryOf(procedure);
  if (stepId === entry.id) return requestAnswer(dossier.case, procedure, entry);
  return dossier.tasks.findLast((task) => task.step === stepId && task.answer !== null)?.answer ?? null;
}

/** The latest value given for a field at any step, or undefined. */
export function latestValue(dossier: Dossier, field: string): unknown {
  const answers = dossier.tasks.flatMap((task) => (task.answer?.values[field] === undefined ? [] : [task.answer]));
  // Beside the flow a task may be answered long after it was opened.
  const latest = answers.reduce<Answer | null>((last, each) => (last && last.at > each.at ? last : each), null);
  return latest ? latest.values[field] : dossier.case.request[field];
}

/** The requester, or the party a case is with; empty where something is not known. */
export interface Contact {
  name: string;
  email: string;
  phone: string;
}

/** As given last: what is corrected at a later step counts. */
export function contactOf(dossier: Dossier): Contact {
  const { contact } = procedureOfCase(dossier.case);
  const text = (field: string | undefined): string => {
    const value = field === undefined ? undefined : latestValue(dossier, field);
    return typeof value === "string" ? value : "";
  };
  return { name: text(contact.name), email: text(contact.email), phone: text(contact.phone) };
}

/** A text field of the request, or an empty string. */
export function requestText(item: CaseItem, field: string | undefined): string {
  const value = field === undefined ? undefined : item.request[field];
  return typeof value === "string" ? value : "";
}

/**
 * What people call a case, in the agency's language: mostly who asks; who came without a name is called by the role.
 */
export function subjectOf(item: CaseItem): string {
  const procedure = procedureOfCase(item);
  const subject = requestText(item, procedure.contact.subject);
  return subject === "" ? actors[procedure.requester].title.id : subjectFrom(procedure, subject);
}

/** The subject of a case whose form says so: what the calendar opened is called by its day or month. */
export function subjectFrom(procedure: Procedure, said: string): string {
  const { opens } = entryOf(procedure);
  if (opens === "month") return monthAndYear(said, "id");
  return opens === "service-day" ? longDate(said, { language: "id", zone: "UTC" }) : said;
}

/** A part of a group that comes by itself. */
export interface Session extends SlotValue {
  headcount: number;
}

export interface Appointment {
  /** From the beginning of the first session to its end; the whole, where the group is not divided. */
  slot: SlotValue;
  headcount: number;
  /** In the order of time; one where the group is not divided. */
  sessions: Session[];
}

/** The time asked for now: the latest answer among the sources that the procedure names; null without appointment. */
export function appointmentOf(dossier: Dossier): Appointment | null {
  const { appointment } = procedureOfCase(dossier.case);
  if (!appointment) return null;
  const headcount = peopleIn(latestValue(dossier, appointment.headcount));
  let sessions: Session[] = [];
  let at = "";
  for (const source of appointment.sources) {
    const answer = latestAnswer(dossier, source.step);
    if (!answer || answer.at < at || (source.outcome && answer.outcome !== source.outcome)) continue;
    const found = source.rows
      ? sessionsIn(answer.values[source.rows])
      : oneSession(slotIn(answer.values, source), headcount);
    if (found.length > 0) [sessions, at] = [found, answer.at];
  }
  const [first] = sessions;
  return first ? { slot: timesOf(first), headcount, sessions } : null;
}

/** A number of people, or the sum of counts by kind. */
export function peopleIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return Number(value ?? 0);
  return Object.values(value).reduce<number>((sum, count) => sum + Number(count), 0);
}

function oneSession(slot: SlotValue | null, headcount: number): Session[] {
  return slot ? [{ ...slot, headcount }] : [];
}

function sessionsIn(rows: unknown): Session[] {
  const given = Array.isArray(rows) ? (rows as Session[]) : [];
  return given.toSorted((a, b) => `${a.date}${a.start}`.localeCompare(`${b.date}${b.start}`));
}

function timesOf({ date, start, end }: SlotValue): SlotValue {
  return { date, start, end };
}

/** Every day on which the case may have bookings: asked for, proposed or chosen at any time. */
export function datesTouched(dossier: Dossier): string[] {
  const dates = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === "object" && value !== null && "date" in value && typeof value.date === "string") {
      dates.add(value.date);
    }
  };
  for (const source of procedureOfCase(dossier.case).appointment?.sources ?? []) {
    for (const values of [dossier.case.request, ...dossier.tasks.map((task) => task.answer?.values ?? {})]) {
      const slot = slotIn(values, source);
      if (slot) dates.add(slot.date);
      Object.values(values).forEach(collect);
    }
  }
  return [...dates].sort();
}

/** Outcomes that may be chosen at a step now, given what was decided before (rows with `after`). */
export function possibleOutcomes(dossier: Dossier, step: Step): Outcome[] {
  return outcomesOf(procedureOfCase(dossier.case), step).filter((outcome) => {
    if (!outcome.after) return true;
    const earlier = latestAnswer(dossier, outcome.after.step);
    return earlier !== null && outcome.after.outcomes.includes(earlier.outcome);
  });
}

export function stepOfTask(dossier: Dossier, task: Pick<TaskItem, "step">): Step {
  return stepOf(procedureOfCase(dossier.case), task.step);
}

function requestAnswer(item: CaseItem, procedure: Procedure, entry: Step): Answer {
  return {
    outcome: entry.outcomes[0]?.id ?? "",
    values: item.request,
    note: "",
    ...(item.openedBy ?? {
      person: "requester",
      name: requestText(item, procedure.contact.name),
      role: procedure.requester,
      channel: "form",
    }),
    at: item.createdAt,
  };
}

/** The time that an outcome answers, where the procedure takes its appointment from there. */
export function slotAnswered(procedure: Procedure, step: string, outcome: string, values: Values): SlotValue | null {
  const source = procedure.appointment?.sources.find((each) => each.step === step && each.outcome === outcome);
  return source ? slotIn(values, source) : null;
}

/** Times proposed in a field of kind `slots`, the latest proposal; empty where none was made. */
export function proposedSlots(dossier: Dossier): SlotValue[] {
  const fields = procedureOfCase(dossier.case).steps.flatMap((step) => step.fields ?? []);
  const names = fields.filter((field) => field.kind === "slots").map((field) => field.name);
  const proposals = names.map((name) => latestValue(dossier, name)).filter((value) => Array.isArray(value));
  return (proposals.at(-1) ?? []) as SlotValue[];
}

function slotIn(
  values: Values,
  source: { slot?: string; date?: string; start?: string; end?: string },
): SlotValue | null {
  const given = source.slot
    ? values[source.slot]
    : { date: values[source.date ?? ""], start: values[source.start ?? ""], end: values[source.end ?? ""] };
  if (typeof given !== "object" || given === null) return null;
  const { date, start, end } = given as Record<string, unknown>;
  return typeof date === "string" && typeof start === "string" && typeof end === "string" ? { date, start, end } : null;
}
