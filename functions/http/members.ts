import { isActive, type StaffMember } from "../domain/agency.ts";
import { provenAddress } from "../domain/access/staff-address.ts";
import { isoInstant } from "../domain/calendar/instants.ts";
import { sameAddress } from "../domain/format.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Dependencies } from "../domain/ports.ts";
import type { HttpRequest } from "../wiring/http.ts";

type Claims = Record<string, unknown>;
type Agencies = Pick<Dependencies, "agencies">;

/** The staff member a sign-in token belongs to, by id, else by email; null for one who signed out of it. */
export async function memberOf(claims: Claims, dependencies: Agencies): Promise<StaffMember | null> {
  const member = await accountOf(claims, dependencies);
  return member && hasLeft(member, claims) ? null : member;
}

/** The list of the staff, which may be some seconds old, says whose a token is; what that person is now, their own item. */
async function accountOf(claims: Claims, { agencies }: Agencies): Promise<StaffMember | null> {
  const { sub, username } = claims;
  const staff = (await agencies.staff()).filter(isActive);
  const known =
    staff.find((member) => member.id === sub || member.id === username) ??
    staff.find((member) => isAddressOf(member, claims));
  if (!known) return null;
  const member = await agencies.activeMember(known.id);
  return member && (member.id === sub || member.id === username || isAddressOf(member, claims)) ? member : null;
}

function isAddressOf(member: StaffMember, { email }: Claims): boolean {
  return typeof email === "string" && sameAddress(provenAddress(member), email);
}

function hasLeft({ signedOutAt }: StaffMember, claims: Claims): boolean {
  return signedOutAt !== undefined && (issuedAt(claims) ?? "") <= signedOutAt;
}

/** When a token was given, ISO 8601; gateways hand its claims on as texts. */
export function issuedAt({ iat }: Claims): string | null {
  const seconds = Number(iat);
  return Number.isInteger(seconds) && seconds > 0 ? isoInstant(seconds * 1000) : null;
}

/** @throws Refusal `proof-needed` with a token that its owner signed out of; `forbidden` for an account that is not (or no longer) on the staff */
export async function signedIn(request: HttpRequest, dependencies: Agencies): Promise<StaffMember> {
  const member = await accountOf(request.claims, dependencies);
  if (member && hasLeft(member, request.claims)) throw signedOut;
  if (member) return member;
  throw new Refusal("forbidden", {
    id: "Akun Anda belum terdaftar sebagai petugas. Hubungi admin.",
    en: "Your account is not on the staff list. Please contact the administrator.",
  });
}

const signedOut = new Refusal("proof-needed", {
  id: "Anda sudah keluar. Silakan masuk lagi.",
  en: "You have signed out. Please sign in again.",
});
