import { administrators } from "../../../statemachines/language/actors.ts";
import type { StaffMember } from "../agency.ts";

/** Whether a member of the staff looks after the service itself. */
export function administers(member: StaffMember, staff: StaffMember[]): boolean {
  const role = administrators.find((each) => staff.some(({ roles }) => roles.includes(each)));
  return role !== undefined && member.roles.includes(role);
}
