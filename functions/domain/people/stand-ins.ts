/** Who may step in for whom at a row: from the tables alone, before anybody is named. */
import { actorIds, actorOf, knownProcedures } from "../../../statemachines/language/registry.ts";
import { answeringRoles, stepOf } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { presentOn, type NotedPresence } from "./presence.ts";

/**
 * Roles that step in for another at a row, the first to be asked first: up for what is decided, sideways for other work,
 * but never to whoever decides on it.
 */
export function standInRoles(procedure: Procedure, step: Step, role: ActorId): ActorId[] {
  if (step.kind === "decision") return superiorsOf(role);
  const deciding = decidingRoles(procedure, step);
  return (actorOf(role).standIns ?? []).filter((each) => !deciding.includes(each));
}

/** The post above, and those above that. */
export function superiorsOf(role: ActorId): ActorId[] {
  const found: ActorId[] = [];
  for (let next = actorOf(role).superior; next && !found.includes(next); next = actorOf(next).superior)
    found.push(next);
  return found;
}

/** Roles that decide on what is made at a row: at one that must differ from it, or comes next. */
export function decidingRoles({ steps }: Procedure, { id, outcomes }: Step): ActorId[] {
  const next = new Set<unknown>(outcomes.map(({ to }) => to));
  const deciding = steps.filter(
    (step) => step.kind === "decision" && step.id !== id && (step.differsFrom?.includes(id) || next.has(step.id)),
  );
  return deciding.map(({ actor }) => actor);
}

/** Whether somebody may have to step in for a role at a row. */
type Need = (procedure: Procedure, step: Step, role: ActorId) => boolean;

/** Actors whose tasks may be for somebody with one of these roles: their own, those they help with, those they step in for. */
export function actorsServedBy(roles: ActorId[], isNeeded: Need = () => true): ActorId[] {
  const has = (each: ActorId): boolean => roles.includes(each);
  const served = knownProcedures().flatMap((procedure) => {
    const rows = [...procedure.steps, ...(procedure.aside ?? [])];
    const stepsIn = (step: Step, role: ActorId): boolean =>
      actorOf(role).inside && standInRoles(procedure, step, role).some(has) && isNeeded(procedure, step, role);
    return rows.filter((step) => answeringRoles(step).some((role) => has(role) || stepsIn(step, role)));
  });
  return [...new Set([...roles, ...served.map(({ actor }) => actor)])];
}

/**
 * The same as things stand on a day (YYYY-MM-DD): each role more is a list more to read, so those are left out in whose
 * stead nobody is asked.
 *
 * @param noted who is asked still, though those are back in whose stead
 */
export function actorsServedOn(
  day: string,
  roles: ActorId[],
  staff: StaffMember[],
  noted: NotedPresence | null,
): ActorId[] {
  const present = presentOn(staff, day);
  const isAskedStill = (instead: ActorId): boolean =>
    noted?.standIns.some(({ insteadOf, role }) => insteadOf === instead && roles.includes(role)) === true;
  return actorsServedBy(
    roles,
    (procedure, step, role) => isAskedStill(role) || mayBeNeeded(procedure, step, role, { present, staff }),
  );
}

/** Whether somebody who holds a role is away, or may have made what the row judges. */
function mayBeNeeded(
  procedure: Procedure,
  { differsFrom = [] }: Step,
  role: ActorId,
  { present, staff }: { present: StaffMember[]; staff: StaffMember[] },
): boolean {
  const holders = (among: StaffMember[]): StaffMember[] => among.filter(({ roles }) => roles.includes(role));
  const here = holders(present);
  if (here.length === 0 || here.length < holders(staff).length) return true;
  const making = differsFrom.flatMap((id) => answeringRoles(stepOf(procedure, id)));
  return here.some(({ roles }) => roles.some((each) => making.includes(each)));
}

/** Posts that have one of these above them. */
export function rolesBelow(roles: ActorId[]): ActorId[] {
  return actorIds().filter((role) => superiorsOf(role).some((above) => roles.includes(above)));
}
