/** Who may answer a task, and with what: asked by pages, lists, mails and the decision itself. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { answeringRoles, entryChannelsOf, entryOf, firstWaiting } from "../../../statemachines/language/table.ts";
import type { ActorId, Outcome, Procedure, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { actingTitle, isActive, type AgencySettings, type StaffMember } from "../agency.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { isoInstant } from "../calendar/instants.ts";
import {
  latestAnswer,
  latestValue,
  possibleOutcomes,
  procedureOfCase,
  rowOfTask,
  stepOfTask,
} from "../case/case-file.ts";
import { personOf, type Dossier, type Person, type TaskItem, type Values } from "../case/records.ts";
import { earliestOf } from "../case/waited-for.ts";
import { actingIn } from "../people/substitution.ts";
import type { Refusal } from "../refusal.ts";
import { computedValues, fitsComputed, type ComputingDependencies } from "./computed-fields.ts";
import { partAsked, partIn, partKept, type Candidate, type Part, type Stead } from "./part.ts";
import { madeByThem, notAvailable, notYourChoice, notYourStep, tooEarly } from "./not-permitted.ts";

export type { Candidate, Stead } from "./part.ts";

/** What counts besides who asks: the moment (ISO 8601), the figures of the row as they stand then, and the agency's zone. */
export interface Circumstances {
  now: string;
  computed: Values;
  calendar: Calendar;
}

/** An outcome that somebody may choose, and the role in which. */
export interface ChoosableOutcome {
  outcome: Outcome;
  role: ActorId;
  /** Whose task it is, where that is not their own. */
  insteadOf: Stead | null;
  /** The instant (ISO 8601) from which it may be chosen, where that has not come; null: now. */
  from: string | null;
}

export function candidateOf(member: Pick<StaffMember, "acting" | "id" | "keeps" | "roles">): Candidate {
  const { acting, keeps, roles } = member;
  return { person: personOf(member), roles, ...(acting ? { acting } : {}), ...(keeps ? { keeps } : {}) };
}

/** The post of theirs, which another holds now, by which somebody may answer a task that asks them nothing; null: none. */
export function keptPost(dossier: Dossier, task: TaskItem, candidate: Candidate): ActorId | null {
  const makers = makersOf(dossier, stepOfTask(dossier, task));
  return isAsked(task, candidate) ? null : (partOf({ ...task, makers }, candidate, partKept)?.role ?? null);
}

export function requesterOf(dossier: Dossier): Candidate {
  return { person: "requester", roles: [procedureOfCase(dossier.case).requester] };
}

export async function circumstancesOf(
  dependencies: ComputingDependencies,
  dossier: Dossier,
  task: TaskItem,
): Promise<Circumstances> {
  const computed = await computedValues(dependencies, dossier, stepOfTask(dossier, task));
  const { calendar } = await dependencies.agencies.settings();
  return { now: isoInstant(dependencies.clock.now()), computed, calendar };
}

/**
 * What somebody may choose at a task that is open, now or from its day on; empty where nothing. Whoever made what a row
 * judges is offered none of the row's own outcomes (maker is not checker); what only silence brings about is the
 * system's alone. `decide` accepts exactly this, and pages, lists, mails and bulk actions offer nothing else.
 */
export function choosableOutcomes(
  dossier: Dossier,
  task: TaskItem,
  candidate: Candidate,
  { calendar, now, computed }: Circumstances,
): ChoosableOutcome[] {
  const step = stepOfTask(dossier, task);
  const made = makersOf(dossier, step).includes(candidate.person);
  return possibleOutcomes(dossier, step).flatMap((outcome) => {
    const own = step.outcomes.includes(outcome);
    if (!fitsComputed(outcome, computed)) return [];
    const opens = own ? latestOf(task.availableFrom, earliestOf(calendar, dossier, step, outcome)) : null;
    const from = opens !== null && now < opens ? opens : null;
    if (candidate.person === "system") return [{ outcome, role: task.actor, insteadOf: null, from }];
    if (outcome.onDeadline || (own && made)) return [];
    if (own && acceptsOwn(dossier, step, outcome, candidate)) return [];
    const part = partIn(step, task, outcome, candidate);
    return part ? [{ outcome, ...part, from }] : [];
  });
}

function latestOf(one: string | null, other: string | null): string | null {
  return one !== null && (other === null || one > other) ? one : other;
}

/** As `choosableOutcomes`, with what counts looked up. */
export async function choosableNow(
  dependencies: ComputingDependencies,
  dossier: Dossier,
  task: TaskItem,
  candidate: Candidate,
): Promise<ChoosableOutcome[]> {
  return choosableOutcomes(dossier, task, candidate, await circumstancesOf(dependencies, dossier, task));
}

/** Those of the row itself that may be chosen: what answers the task, while the others are possible at many rows. */
export function ownOutcomes(dossier: Dossier, task: TaskItem, choosable: ChoosableOutcome[]): ChoosableOutcome[] {
  const { outcomes } = stepOfTask(dossier, task);
  return choosable.filter(({ outcome }) => outcomes.includes(outcome));
}

/**
 * One of the outcomes that somebody may choose now.
 *
 * @throws Refusal `invalid` where the row has no such outcome now, `forbidden` where it is for others, `stale` before
 *   its day
 */
export function chosenOutcome(
  settings: AgencySettings,
  dossier: Dossier,
  task: TaskItem,
  candidate: Candidate,
  circumstances: Circumstances,
  outcomeId: string,
  staff: StaffMember[] = [],
): ChoosableOutcome {
  const choosable = choosableOutcomes(dossier, task, candidate, circumstances);
  const found = choosable.find(({ outcome }) => outcome.id === outcomeId);
  if (found?.from) throw tooEarly(settings, dossier, task, found.from, found.outcome);
  if (found) return found;
  const step = stepOfTask(dossier, task);
  const outcome = possibleOutcomes(dossier, step).find(({ id }) => id === outcomeId);
  if (!outcome || outcome.onDeadline || !fitsComputed(outcome, circumstances.computed)) {
    throw notAvailable;
  }
  const own = step.outcomes.includes(outcome);
  const theirStep = partIn(step, task, undefined, candidate) !== null;
  if (own && acceptsOwn(dossier, step, outcome, candidate)) throw madeByThem();
  if (outcome.by && (theirStep || !own)) throw notYourChoice(settings, outcome.by);
  throw notToAnswer(settings, dossier, task, candidate, staff);
}

/** Why somebody may choose none of a row's own outcomes. */
export function notToAnswer(
  settings: AgencySettings,
  dossier: Dossier,
  task: TaskItem,
  who: Candidate,
  staff: StaffMember[] = [],
): Refusal {
  const step = stepOfTask(dossier, task);
  if (!makersOf(dossier, step).includes(who.person)) return notYourStep(settings, step);
  return madeByThem(proposedInstead({ settings, staff }, dossier, task));
}

/** Whether somebody may answer a task by one of its own row's outcomes: as lists need to know, from the task alone. */
export function mayAnswer(task: TaskItem, candidate: Candidate): boolean {
  return partOf(task, candidate, partIn) !== null;
}

/** As `mayAnswer`, but only whom the task waits for: not those who may do what people named for it leave undone. */
export function isAsked(task: TaskItem, candidate: Candidate): boolean {
  return partOf(task, candidate, partAsked) !== null;
}

/** Whose task it is that somebody may answer; null where it is their own, or they may not. */
export function steadOf(task: TaskItem, candidate: Candidate): Stead | null {
  return partOf(task, candidate, partIn)?.insteadOf ?? null;
}

function partOf(task: TaskItem, candidate: Candidate, part: typeof partIn): Part | null {
  const step = rowOfTask(task);
  if (!step || task.makers?.includes(candidate.person)) return null;
  const parts = step.outcomes.flatMap((outcome) => (!outcome.onDeadline && part(step, task, outcome, candidate)) || []);
  return parts[0] ?? null;
}

/**
 * Persons a task is for: those a row's field names, as far as they are still here, else everyone with the role who did
 * not make what it judges.
 */
export function personsFor(step: Step, dossier: Dossier, staff: StaffMember[]): Person[] {
  if (!actorOf(step.actor).inside) return ["requester"];
  const chosen = step.assignee ? [latestValue(dossier, step.assignee.field)].flat() : [];
  const left = new Set<unknown>(staff.filter(({ endedAt }) => endedAt !== undefined).map(({ id }) => id));
  const here = chosen.filter((id) => typeof id === "string" && !left.has(id));
  const named = here.map((id): Person => `staff:${String(id)}`);
  if (named.length > 0) return named;
  const makers = makersOf(dossier, step);
  const holders = staff.filter((member) => member.roles.includes(step.actor)).map(personOf);
  return holders.filter((person) => !makers.includes(person));
}

/** Everybody a task asks: those it is for, as far as they may act, and those who step in for them. */
export function askedPersons(step: Step, dossier: Dossier, task: TaskItem, staff: StaffMember[]): Person[] {
  const active = staff.filter(isActive);
  const may = new Set<Person>(active.map(personOf));
  if (!actorOf(step.actor).inside) return ["requester"];
  const standIns = active.filter((member) => {
    const candidate = candidateOf(member);
    return (
      partAsked(step, task, undefined, candidate)?.insteadOf && !makersOf(dossier, step).includes(candidate.person)
    );
  });
  const persons = personsFor(step, dossier, staff).filter((person) => may.has(person));
  return [...new Set([...persons, ...standIns.map(personOf)])];
}

/** Who is asked in the place of those who may not judge what they made, each with the title in which they are. */
export function proposedInstead(
  { settings, staff }: { settings: AgencySettings; staff: StaffMember[] },
  dossier: Dossier,
  task: TaskItem,
): Text[] {
  const step = stepOfTask(dossier, task);
  const asked = askedPersons(step, dossier, task, staff);
  return staff
    .filter((member) => asked.includes(personOf(member)))
    .flatMap((member) => {
      const role = partAsked(step, task, undefined, candidateOf(member))?.role;
      if (role === undefined) return [];
      const { en, id } = actingTitle(settings, { role, acting: actingIn(member.acting, role) });
      return [{ id: `${id} (${member.name})`, en: `${en} (${member.name})` }];
    });
}

/** Who did the steps that a row must differ from. */
export function makersOf(dossier: Dossier, { differsFrom = [] }: Step): Person[] {
  return differsFrom.flatMap((earlier) => latestAnswer(dossier, earlier)?.person ?? []);
}

/** Whether somebody of the staff would accept, in the name of somebody outside, what they drafted themselves. */
function acceptsOwn(
  dossier: Dossier,
  { accepts = [] }: Step,
  { tone = "yes" }: Outcome,
  { person }: Candidate,
): boolean {
  if (person === "requester" || tone !== "yes") return false;
  return accepts.some((earlier) => latestAnswer(dossier, earlier)?.person === person);
}

/**
 * The role in which a member receives requests for a procedure, or null: that of the row to which they come first, of
 * whoever helps there, or of those who step in for either.
 */
export function roleToReceive(member: StaffMember, procedure: Procedure): ActorId | null {
  const own = answeringRoles(firstWaiting(procedure)).filter((role) => actorOf(role).inside);
  const roles = [...own, ...own.flatMap((role) => actorOf(role).standIns ?? [])];
  return roles.find((role) => member.roles.includes(role)) ?? null;
}

/** The role in which a member may begin a case of the procedure, or null. */
export function roleToBegin(member: StaffMember, procedure: Procedure): ActorId | null {
  return rolesToBegin(procedure).find((role) => member.roles.includes(role)) ?? null;
}

/** Roles of the agency that begin cases of a procedure; empty where no case is begun inside. */
export function rolesToBegin(procedure: Procedure): ActorId[] {
  if (!entryChannelsOf(procedure).includes("staff")) return [];
  return answeringRoles(entryOf(procedure)).filter((role) => actorOf(role).inside);
}
