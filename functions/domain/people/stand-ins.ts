/** Who may step in for whom at a row: from the tables alone, before anybody is named. */
import { actorIds, actorOf, knownProcedures } from "../../../statemachines/language/registry.ts";
import { answeringRoles } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";

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
function superiorsOf(role: ActorId): ActorId[] {
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

/** Actors whose tasks may be for somebody with one of these roles: their own, those they help with, those they step in for. */
export function actorsServedBy(roles: ActorId[]): ActorId[] {
  const has = (each: ActorId): boolean => roles.includes(each);
  const served = knownProcedures().flatMap((procedure) => {
    const rows = [...procedure.steps, ...(procedure.aside ?? [])];
    return rows.filter((step) =>
      answeringRoles(step).some(
        (role) => has(role) || (actorOf(role).inside && standInRoles(procedure, step, role).some(has)),
      ),
    );
  });
  return [...new Set([...roles, ...served.map(({ actor }) => actor)])];
}

/** Posts that have one of these above them. */
export function rolesBelow(roles: ActorId[]): ActorId[] {
  return actorIds().filter((role) => superiorsOf(role).some((above) => roles.includes(above)));
}
