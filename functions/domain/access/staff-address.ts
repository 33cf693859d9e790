/**
 * The e-mail address by which one of the staff is proved. Whoever may write into the list of people could else become any of
 * them: an address that somebody else entered gets the letters at once, and codes only when it was confirmed, by the person
 * (who is signed in, by the address of before or a passkey) or by two others where the person has lost everything.
 */
import { rolesBelow } from "../people/stand-ins.ts";
import type { StaffMember, Voucher } from "../agency.ts";
import { dayMs, isoInstant } from "../calendar/instants.ts";
import { sameAddress } from "../format.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { administers } from "./administrator.ts";

const vouchersNeeded = 2;
/** Nobody is entered to vouch. */
const knownForDays = 7;

/** Where codes for somebody go. */
export function provenAddress({ email, provingEmail }: Pick<StaffMember, "email" | "provingEmail">): string {
  return provingEmail ?? email;
}

/** Whether letters go to an address that proves nobody yet. */
export function isUnconfirmed(member: StaffMember): boolean {
  return member.email !== "" && !sameAddress(provenAddress(member), member.email);
}

/**
 * What is stored of somebody, whoever writes it: the first address is believed, for there is nobody else to ask.
 *
 * @param before as stored, also of somebody who had left; null for somebody new
 * @param now ISO 8601
 */
export function withProvenAddress(before: StaffMember | null, after: StaffMember, now: string): StaffMember {
  const { addressConfirmed, enteredAt: _entered, oldAddressTold, provingEmail: _given, vouchers, ...rest } = after;
  const confirmed = addressConfirmed ?? before?.addressConfirmed;
  const enteredAt = before ? before.enteredAt : now;
  const record = {
    ...(enteredAt === undefined ? {} : { enteredAt }),
    ...(confirmed ? { addressConfirmed: confirmed } : {}),
  };
  const proven = before ? provenAddress(before) : "";
  if (proven === "" || sameAddress(proven, after.email)) return { ...rest, ...record };
  // What was said of another address counts for that alone.
  const isSame = before !== null && sameAddress(before.email, after.email);
  const told = isSame ? (oldAddressTold ?? before.oldAddressTold) : undefined;
  const vouched = isSame ? (vouchers ?? before.vouchers) : undefined;
  return {
    ...rest,
    ...record,
    provingEmail: proven,
    ...(told ? { oldAddressTold: told } : {}),
    ...(vouched ? { vouchers: vouched } : {}),
  };
}

type Needs = Pick<Dependencies, "agencies" | "clock" | "log">;

/** The person says that an address is theirs. @throws Refusal `stale` where it is not the one that was entered last */
export async function confirmOwnAddress(dependencies: Needs, member: StaffMember, email: string): Promise<void> {
  await confirm(dependencies, member.id, email, [member.id]);
}

/**
 * Whether somebody may confirm another's address: who looks after the service, or is somebody's superior, and was not entered
 * just now.
 */
export function mayVouch({ clock }: Pick<Dependencies, "clock">, member: StaffMember, staff: StaffMember[]): boolean {
  const { enteredAt = "" } = member;
  if (enteredAt > isoInstant(clock.now() - knownForDays * dayMs)) return false;
  return administers(member, staff) || rolesBelow(member.roles).length > 0;
}

/**
 * Somebody else says that an address is a person's; of the second who does it is believed.
 *
 * @returns whether it counts now
 * @throws Refusal `forbidden` for the person, and whoever may not vouch; `stale` where it is not the one that was entered last
 */
export async function vouchForAddress(
  dependencies: Needs,
  member: StaffMember,
  { email, id }: { id: string; email: string },
): Promise<boolean> {
  const { agencies, clock } = dependencies;
  if (member.id === id || !mayVouch(dependencies, member, await agencies.staff())) throw notYours;
  const about = await agencies.activeMember(id);
  if (!about || !isUnconfirmed(about) || !sameAddress(about.email, email)) throw changedMeanwhile;
  const before = about.vouchers ?? [];
  if (before.some(({ by }) => by === member.id)) return false;
  const voucher: Voucher = { by: member.id, name: member.name, at: isoInstant(clock.now()) };
  const vouchers = await agencies.vouch(id, about.email, voucher);
  if (!vouchers) throw changedMeanwhile;
  const persons = [...new Set(vouchers.map(({ by }) => by))];
  dependencies.log.info("staff-address-vouched", { vouchers: persons.length });
  if (persons.length < vouchersNeeded) return false;
  await confirm(dependencies, id, about.email, persons);
  return true;
}

async function confirm({ agencies, clock, log }: Needs, id: string, email: string, by: string[]): Promise<void> {
  const confirmed = { email, at: isoInstant(clock.now()), by };
  if (!(await agencies.confirmAddress(id, confirmed))) throw changedMeanwhile;
  log.info("staff-address-confirmed", { persons: by.length, self: by.includes(id) ? 1 : 0 });
}

const notYours = new Refusal("forbidden", {
  id: "Alamat ini dipastikan oleh dua orang lain: admin atau atasan, bukan orangnya sendiri.",
  en: "This address is confirmed by two others: administrators or superiors, not by the person.",
});
const changedMeanwhile = new Refusal("stale", {
  id: "Alamat ini sudah diganti lagi, atau sudah dipastikan. Muat ulang halaman.",
  en: "This address was changed again, or is confirmed already. Reload the page.",
});
