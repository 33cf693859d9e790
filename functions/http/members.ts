import { isActive, type StaffMember } from "../domain/agency.ts";
import { isoInstant } from "../domain/calendar/instants.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Dependencies } from "../domain/ports.ts";
import type { HttpRequest } from "../wiring/http.ts";

/** The staff member a sign-in token belongs to, by id, else by email; null for one who signed out of it. */
export function memberOf(claims: Record<string, unknown>, everybody: StaffMember[]): StaffMember | null {
  const member = accountOf(claims, everybody);
  return member && hasLeft(member, claims) ? null : member;
}

function accountOf(claims: Record<string, unknown>, everybody: StaffMember[]): StaffMember | null {
  const { sub, username, email } = claims;
  const staff = everybody.filter(isActive);
  return (
    staff.find((member) => member.id === sub || member.id === username) ??
    staff.find((member) => typeof email === "string" && member.email.toLowerCase() === email.toLowerCase()) ??
    null
  );
}

function hasLeft({ signedOutAt }: StaffMember, claims: Record<string, unknown>): boolean {
  return signedOutAt !== undefined && (issuedAt(claims) ?? "") <= signedOutAt;
}

/** When a token was given, ISO 8601; gateways hand its claims on as texts. */
export function issuedAt({ iat }: Record<string, unknown>): string | null {
  const seconds = Number(iat);
  return Number.isInteger(seconds) && seconds > 0 ? isoInstant(seconds * 1000) : null;
}

/** @throws Refusal `proof-needed` with a token that its owner signed out of; `forbidden` for an account that is not (or no longer) on the staff */
export async function signedIn(
  request: HttpRequest,
  { agencies }: Pick<Dependencies, "agencies">,
): Promise<StaffMember> {
  const member = accountOf(request.claims, await agencies.staff());
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
