import { administrators } from "../../../statemachines/language/actors.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";

/** The role that looks after the service: the first of those for it that somebody holds. */
export function administratorRole(staff: StaffMember[]): ActorId | undefined {
  return administrators.find((each) => staff.some(({ roles }) => roles.includes(each)));
}

/** Whether a member of the staff looks after the service itself. */
export function administers(member: StaffMember, staff: StaffMember[]): boolean {
  const role = administratorRole(staff);
  return role !== undefined && member.roles.includes(role);
}
