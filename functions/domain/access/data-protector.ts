import { dataProtectors } from "../../../statemachines/language/actors.ts";
import type { StaffMember } from "../agency.ts";

/** Whether a member of the staff answers requests about personal data. */
export function protectsData(
  member: Pick<StaffMember, "roles">,
  staff: readonly Pick<StaffMember, "roles">[],
): boolean {
  const role = dataProtectors.find((each) => staff.some(({ roles }) => roles.includes(each)));
  return role !== undefined && member.roles.includes(role);
}
