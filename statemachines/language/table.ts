/** Questions one may ask a table, and nothing about any table in particular. Pure. */
import type {
  ActorId,
  Ending,
  EntryChannel,
  Field,
  FieldName,
  Outcome,
  Procedure,
  Step,
  StepId,
  Text,
} from "./vocabulary.ts";

/** A step id that its procedure does not have. */
export class UnknownStepError extends Error {
  override readonly name = "UnknownStepError";

  constructor(procedure: Procedure, stepId: StepId) {
    super(`procedure ${versionKey(procedure)} has no step "${stepId}"`);
  }
}

/** Name of a version of a table: `official-visit@1`. */
export function versionKey(procedure: Pick<Procedure, "id" | "version">): string {
  return `${procedure.id}@${procedure.version}`;
}

/**
 * Name of the state machine of a version. That of the first is the procedure's alone, as it was while there were no
 * others, so that executions from then are found again.
 */
export function machineName(procedure: Procedure["id"], version: number): string {
  return version === 1 ? procedure : `${procedure}-v${version}`;
}

/** What people outside read a service called: as its form is, where that has a name of its own; else as the SOP is. */
export function serviceName(procedure: Pick<Procedure, "form" | "title">): Text {
  return procedure.form?.title ?? procedure.title;
}

/** Where the flow of a case stands: at a row, or at what follows an outcome of it. */
export interface Place {
  step: StepId;
  outcome?: string;
}

/** A place in one word, as a machine is told of it: `decide`, or `decide.ya`. */
export function placeName({ step, outcome }: Place): string {
  return outcome === undefined ? step : `${step}.${outcome}`;
}

/**
 * A row of the flow, or one beside it.
 *
 * @throws {UnknownStepError}
 */
export function stepOf(procedure: Procedure, stepId: StepId): Step {
  const step = findStep(procedure, stepId);
  if (!step) throw new UnknownStepError(procedure, stepId);
  return step;
}

/** A row of the flow, or one beside it; undefined where the table has no such row. */
export function findStep({ steps, aside = [] }: Procedure, stepId: StepId): Step | undefined {
  return [...steps, ...aside].find((candidate) => candidate.id === stepId);
}

/** Every role that a table names, once. */
export function actorsIn({ requester, steps, anytime = [], aside = [] }: Procedure): ActorId[] {
  const rows = [...steps, ...aside];
  const outcomes = [...rows.flatMap((step) => step.outcomes), ...anytime];
  const letters = [...rows, ...outcomes].flatMap((each) => each.letters ?? []);
  return [
    ...new Set([
      requester,
      ...rows.flatMap(({ actor, helpers = [] }) => [actor, ...helpers]),
      ...outcomes.flatMap(({ by = [] }) => by),
      ...letters.map(({ to }) => to),
    ]),
  ];
}

/** Roles that act in a procedure: who answers its rows, the request and rows beside the flow included, or helps with them. */
export function actingRoles({ steps, anytime = [], aside = [] }: Procedure): ActorId[] {
  const rows = [...steps, ...aside].flatMap(answeringRoles);
  return [...new Set([...rows, ...anytime.flatMap(({ by = [] }) => by)])];
}

/** Whether a row stands beside the flow, so that no workflow waits for it. */
export function isAside(procedure: Procedure, stepId: StepId): boolean {
  return (procedure.aside ?? []).some((aside) => aside.id === stepId);
}

/** Everything that may come of a step: its own outcomes, then those of the procedure that are possible during it. */
export function outcomesOf(procedure: Procedure, step: Step): Outcome[] {
  return [...step.outcomes, ...anytimeOutcomesOf(procedure, step)];
}

/** The outcomes of the procedure that are possible during a step, such as a withdrawal. */
export function anytimeOutcomesOf(procedure: Procedure, step: Step): Outcome[] {
  return (procedure.anytime ?? [])
    .filter((anytime) => anytime.during.includes(step.id))
    .map(({ during: _, ...outcome }) => outcome);
}

/**
 * The request that opens a case.
 *
 * @throws {UnknownStepError} where there is none; `checkTable` refuses such a table
 */
export function entryOf(procedure: Procedure): Step {
  const entry = procedure.steps.find((step) => step.kind === "entry");
  if (!entry) throw new UnknownStepError(procedure, "(entry)");
  return entry;
}

/** The field of a request that the calendar answers: the day, or the month (YYYY-MM) that the case is about. */
export const calendarFields = {
  "service-day": { name: "date", kind: "date" },
  month: { name: "month", kind: "text" },
} as const satisfies Record<NonNullable<Step["opens"]>, Pick<Field, "name" | "kind">>;

/** Every field of every row, those beside the flow included. */
export function fieldsOf({ steps, aside = [] }: Pick<Procedure, "steps" | "aside">): Field[] {
  return [...steps, ...aside].flatMap((step) => step.fields ?? []);
}

/** Names of the fields by which cases are found, those that tell most first. */
export function searchedFields({ contact, incomingLetter: letter, journey, ...procedure }: Procedure): FieldName[] {
  const marked = fieldsOf(procedure).flatMap(({ name, searched }) => (searched ? [name] : []));
  const named = [contact.phone, letter?.date, letter?.number, contact.subject, contact.name, journey?.place];
  return [...new Set([...named, ...marked].filter((name) => name !== undefined))];
}

/** The ways in which cases of this procedure begin. */
export function entryChannelsOf(procedure: Procedure): EntryChannel[] {
  return entryOf(procedure).entryChannels ?? ["public"];
}

/**
 * The step at which the workflow starts: the target of the request.
 *
 * @throws {UnknownStepError} where there is none; `checkTable` refuses such a table
 */
export function firstStep(procedure: Procedure): Step {
  const target = entryOf(procedure).outcomes[0]?.to;
  return stepOf(procedure, typeof target === "string" ? target : "(first)");
}

/** The row at which somebody is asked first, after whatever the system does by itself. */
export function firstWaiting(procedure: Procedure): Step {
  let step = firstStep(procedure);
  for (let rows = procedure.steps.length; !waits(step) && rows > 0; rows -= 1) {
    const target = step.outcomes[0]?.to;
    step = stepOf(procedure, typeof target === "string" ? target : "(first)");
  }
  return step;
}

/** Whether the workflow stops at a step until somebody answers. */
export function waits(step: Step): boolean {
  return step.kind !== "entry" && step.kind !== "automatic";
}

/** Roles of which one is needed to answer a row: the actor's own, those that help, those an outcome is for. */
export function answeringRoles({
  actor,
  helpers = [],
  outcomes,
}: Pick<Step, "actor" | "helpers" | "outcomes">): ActorId[] {
  return [...new Set([actor, ...helpers, ...outcomes.flatMap(({ by = [] }) => by)])];
}

/** How cases of this procedure can end, in the order of the table. */
export function endingsOf(procedure: Procedure): Ending[] {
  const outcomes = [...procedure.steps.flatMap((step) => step.outcomes), ...(procedure.anytime ?? [])];
  return [...new Set(outcomes.flatMap(({ to }) => (typeof to === "object" ? [to.end] : [])))];
}

const defaultWaitingDays = 180;
const daysBeyondDeadline = 60;

/**
 * Calendar days after which the workflow stops waiting at a step, or null where the table does not say.
 *
 * A safety net, not a deadline: the row's own `timeout`, else half a year for people inside the agency, else 60 days
 * beyond the deadline of people outside, so that a long holiday never overtakes the deadline itself.
 */
export function waitingDays(step: Step): number | null {
  if (step.timeout !== undefined) return daysIn(step.timeout);
  if (step.deadlineWorkingDays !== undefined) return calendarDays(step.deadlineWorkingDays) + daysBeyondDeadline;
  return step.kind === "outside" ? null : defaultWaitingDays;
}

/** Calendar days that working days take in weeks without holidays. */
export function calendarDays(workingDays: number): number {
  return Math.ceil(workingDays / 5) * 7;
}

/** `P180D` -> 180; null for anything but whole days. */
function daysIn(duration: string): number | null {
  const days = /^P(\d{1,4})D$/.exec(duration)?.[1];
  return days === undefined ? null : Number(days);
}

/** How messages for authors name a row: `row 6 (decide)`. */
export function rowName(step: Step): string {
  return step.number === null ? `the row outside the SOP (${step.id})` : `row ${step.number} (${step.id})`;
}
