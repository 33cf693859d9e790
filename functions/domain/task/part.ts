/** As whom somebody may take part in a row: in a role of theirs, or in the stead of another. From the task alone. */
import { actorOf, findProcedure } from "../../../statemachines/language/registry.ts";
import type { ActorId, Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
import type { ActingPost } from "../agency.ts";
import type { Person, StandIn, StoodFor, TaskItem } from "../case/records.ts";
import { decidingRoles } from "../people/stand-ins.ts";

/** Somebody who may answer: a member of the staff in one of several roles, the requester, or the system. */
export interface Candidate {
  person: Person;
  roles: ActorId[];
  /** Of these roles those that are another's, and by which order they are held. */
  acting?: ActingPost[];
  /** Posts of theirs that another holds now, and for which they may answer all the same; nobody asks them. */
  keeps?: ActorId[];
}

/** Whose task somebody may do who steps in: of whoever holds the role, or of these persons. */
export type Stead = Omit<StoodFor, "absent">;

/** How somebody may answer: in a role of theirs, and perhaps in the stead of another. */
export interface Part {
  role: ActorId;
  insteadOf: Stead | null;
}

/** As whom somebody may choose an outcome, or take part in the row where none is given; null: not at all. */
export function partIn(step: Step, task: TaskItem, outcome: Outcome | undefined, candidate: Candidate): Part | null {
  return (
    partAsked(step, task, outcome, candidate) ??
    partKept(step, task, outcome, candidate) ??
    partInstead(step, task, outcome, candidate, mayDoWhatIsLeft(step, task))
  );
}

/** As whom somebody may answer though another holds the post of theirs that it is for. */
export function partKept(step: Step, task: TaskItem, outcome: Outcome | undefined, candidate: Candidate): Part | null {
  const role = ownRole(step, task, outcome, { ...candidate, roles: candidate.keeps ?? [] });
  return role ? { role, insteadOf: null } : null;
}

export function partAsked(step: Step, task: TaskItem, outcome: Outcome | undefined, candidate: Candidate): Part | null {
  const role = ownRole(step, task, outcome, candidate);
  if (role) return { role, insteadOf: null };
  return partInstead(step, task, outcome, candidate, task.standIns ?? []);
}

/** The actor's own role, a helping one, or one of those an outcome is for; the own only for whom the task names. */
function ownRole(
  step: Step,
  task: TaskItem,
  outcome: Outcome | undefined,
  { person, roles }: Candidate,
): ActorId | null {
  // What is possible anytime and names nobody may be chosen by whoever asked for the case.
  const requester = person === "requester" && outcome && !step.outcomes.includes(outcome) ? roles : [];
  const inOrder = [step.actor, ...(step.helpers ?? []), ...(outcome?.by ?? requester)];
  const fitting = inOrder.filter((role) => roles.includes(role) && (!outcome?.by || outcome.by.includes(role)));
  const named = (role: ActorId): boolean => role === step.actor && task.assignees.length > 0;
  return fitting.find((role) => !named(role) || task.assignees.includes(person)) ?? null;
}

/** Stepping in: as if they held the other's role, unless they decide on what is made here. */
function partInstead(
  step: Step,
  task: TaskItem,
  outcome: Outcome | undefined,
  { roles }: Candidate,
  standIns: StandIn[],
): Part | null {
  const replaceable = [step.actor, ...(step.helpers ?? []), ...(outcome?.by ?? [])];
  const found = standIns.find(
    ({ insteadOf, role }) =>
      roles.includes(role) &&
      replaceable.includes(insteadOf) &&
      (!outcome?.by || outcome.by.includes(insteadOf)) &&
      (role === insteadOf || !decides(step, task, roles)),
  );
  if (!found) return null;
  const persons = found.insteadOf === step.actor ? task.assignees : [];
  return { role: found.role, insteadOf: { role: found.insteadOf, persons } };
}

/**
 * Who may do what people named for a row leave undone, there or not: others of their role, and the next post. They find it,
 * and nobody asks them. What somebody outside says may be recorded by the next post of those who record it, too.
 */
function mayDoWhatIsLeft({ actor, helpers = [], kind }: Step, { assignees }: TaskItem): StandIn[] {
  const { inside, superior } = actorOf(actor);
  if (!inside)
    return helpers.flatMap((helper) => {
      const above = actorOf(helper).superior;
      return above ? [{ role: above, insteadOf: helper }] : [];
    });
  if (assignees.length === 0) return [];
  const others = [actor, ...(superior && kind !== "decision" ? [superior] : [])];
  return others.map((role) => ({ role, insteadOf: actor }));
}

function decides(step: Step, { procedure, version }: TaskItem, roles: ActorId[]): boolean {
  const table = findProcedure(procedure, version);
  return table !== undefined && decidingRoles(table, step).some((role) => roles.includes(role));
}
