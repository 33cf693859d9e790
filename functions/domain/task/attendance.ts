/** Whether somebody is there for a task, and who is asked where nobody is. Pure; from the task, the table and the staff. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { answeringRoles } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { personOf, type StandIn, type TaskItem } from "../case/records.ts";
import { decidingRoles, standInRoles } from "../people/stand-ins.ts";

export interface Attendance {
  /** Who is to be asked besides those the task is for; empty where those are there. */
  standIns: StandIn[];
  /** Nobody who is there may act on it. */
  unattended: boolean;
}

/**
 * @param task whom it names, and who made what it judges
 * @param present those of the staff who are there
 */
export function attendanceOf(
  procedure: Procedure,
  step: Step,
  { assignees, makers = [] }: Pick<TaskItem, "assignees" | "makers">,
  present: StaffMember[],
): Attendance {
  const able = present.filter((member) => !makers.includes(personOf(member)));
  const deciding = decidingRoles(procedure, step);
  const holds = (role: ActorId): boolean => able.some(({ roles }) => roles.includes(role));
  const stepsIn = (role: ActorId): boolean =>
    able.some(({ roles }) => roles.includes(role) && !roles.some((each) => deciding.includes(each)));
  /** The first who steps in for a role, if anybody. */
  const inStead = (insteadOf: ActorId): StandIn[] => {
    const role = standInRoles(procedure, step, insteadOf).find(stepsIn);
    return role ? [{ role, insteadOf }] : [];
  };
  const forChoices = choicesOfOthers(step)
    .filter((roles) => !roles.some(holds))
    .flatMap((roles) => roles.flatMap(inStead).slice(0, 1));

  const isNamed = assignees.length > 0;
  // Somebody who is named and holds the role no more, as while another acts in their post, cannot do it.
  const mayAct = ({ roles }: StaffMember): boolean => answeringRoles(step).some((role) => roles.includes(role));
  const isThere = isNamed
    ? able.some((member) => assignees.includes(personOf(member)) && mayAct(member))
    : holds(step.actor);
  const helpers = step.helpers ?? [];
  const isHelped = helpers.some(holds);
  // Who asked for it may have no link, so that whoever helps is needed.
  const forHelpers = isHelped ? [] : helpers.flatMap(inStead).slice(0, 1);
  if (!actorOf(step.actor).inside) return { standIns: [...forHelpers, ...forChoices], unattended: false };
  if (isThere) return { standIns: forChoices, unattended: false };
  const standIns = isNamed && holds(step.actor) ? [{ role: step.actor, insteadOf: step.actor }] : inStead(step.actor);
  // Whoever helps sees the task among their own anyway.
  if (isHelped && standIns.every(({ role }) => role !== step.actor)) return { standIns: forChoices, unattended: false };
  return { standIns: [...standIns, ...forChoices], unattended: standIns.length === 0 };
}

/** Of each choice that is only for certain roles of the agency: those roles. */
function choicesOfOthers({ outcomes }: Step): ActorId[][] {
  return outcomes.flatMap(({ by }) => (by?.every((role) => actorOf(role).inside) ? [by] : []));
}

/** What a task says of it: whoever was asked before stays asked, for they may have begun; `at` is an instant, ISO 8601. */
export function attendedAs(
  before: Pick<TaskItem, "standIns" | "unattendedSince">,
  { standIns, unattended }: Attendance,
  at: string,
): Pick<TaskItem, "standIns" | "unattendedSince"> {
  const known = before.standIns ?? [];
  const isNew = (each: StandIn): boolean =>
    !known.some(({ insteadOf, role }) => role === each.role && insteadOf === each.insteadOf);
  const asked = [...known, ...standIns.filter(isNew)];
  return {
    ...(asked.length > 0 ? { standIns: asked } : {}),
    ...(unattended ? { unattendedSince: before.unattendedSince ?? at } : {}),
  };
}
