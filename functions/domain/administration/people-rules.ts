/** What a list of people must be after a change: an address and an NIP lead to one person, and somebody looks after the service. */
import { administrators } from "../../../statemachines/language/actors.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { administratorRole } from "../access/administrator.ts";
import { provenAddress } from "../access/staff-address.ts";
import { isActive, type AgencySettings, type StaffMember } from "../agency.ts";
import { sameAddress } from "../format.ts";
import { missingRoles } from "./needed-roles.ts";

/** Field -> what is wrong with it beside others' data; none where all is well. @param others everybody else, also who left */
export function heldByAnother(member: StaffMember, others: StaffMember[]): Record<string, Text> {
  const here = others.filter(({ endedAt }) => endedAt === undefined);
  const hasAddress = (each: StaffMember): boolean =>
    sameAddress(each.email, member.email) || sameAddress(provenAddress(each), member.email);
  const byEmail = here.find(hasAddress);
  const byNip = member.nip === "" ? undefined : others.find(({ nip }) => nip === member.nip);
  return {
    ...(byEmail
      ? {
          email: {
            id: `Alamat ini dipakai ${byEmail.name}. Setiap orang memerlukan alamatnya sendiri.`,
            en: `This address is ${byEmail.name}'s. Each person needs one of their own.`,
          },
        }
      : {}),
    ...(byNip ? { nip: nipHeld(byNip) } : {}),
  };
}

function nipHeld({ endedAt, name }: StaffMember): Text {
  if (endedAt === undefined) return { id: `NIP ini milik ${name}.`, en: `This NIP is ${name}'s.` };
  return {
    id: `NIP ini milik ${name}, yang sudah berhenti. Bila orangnya sama, buka halamannya dan pilih "Bertugas lagi".`,
    en: `This NIP is ${name}'s, who has left. If it is the same person, open their page and choose "Works here again".`,
  };
}

/** Whether a change would leave nobody who looks after the service, who did before. */
export function leavesNoAdministrator(before: StaffMember[], after: StaffMember[]): boolean {
  const role = administratorRole(before.filter(isActive));
  return role !== undefined && !after.some((member) => isActive(member) && member.roles.includes(role));
}

/** Whether somebody could look after the service before a change, and not as much after it. */
export function stopsAdministering(before: StaffMember | null, after: StaffMember): boolean {
  const rolesFor = (member: StaffMember) => administrators.filter((role) => member.roles.includes(role));
  if (!before || !isActive(before)) return false;
  return rolesFor(before).some((role) => !isActive(after) || !after.roles.includes(role));
}

/** Changes in an order in which each may be stored: whoever comes after somebody else's end is there before it. */
export function endsLast<Change extends { before: StaffMember | null; after: StaffMember }>(
  changes: Change[],
): Change[] {
  const rank = ({ after, before }: Change): number => Number(stopsAdministering(before, after));
  return changes.toSorted((one, other) => rank(one) - rank(other));
}

/** A line in Indonesian for each needed role that a change leaves without anybody. */
export function newlyMissing(settings: AgencySettings, before: StaffMember[], after: StaffMember[]): string[] {
  const known = new Set(missingRoles(settings, before.filter(isActive)));
  return missingRoles(settings, after.filter(isActive)).filter((line) => !known.has(line));
}
