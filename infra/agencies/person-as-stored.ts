import { withProvenAddress } from "../../functions/domain/access/staff-address.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";

/**
 * Somebody of the list of people as they are stored: another address than before proves the person once it is confirmed, and
 * what only the service knows of them stays.
 *
 * @param before as stored; null for somebody new
 * @param now ISO 8601
 */
export function personAsStored(before: StaffMember | null, member: StaffMember, now: string): StaffMember {
  const signedOut = before?.signedOutAt === undefined ? {} : { signedOutAt: before.signedOutAt };
  return { ...signedOut, ...withProvenAddress(before, member, now) };
}
