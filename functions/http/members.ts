import { isActive, type StaffMember } from "../domain/agency.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Dependencies } from "../domain/ports.ts";
import type { HttpRequest } from "../wiring/http.ts";

/** The staff member a sign-in token belongs to: by id, else by email. */
export function memberOf(claims: Record<string, unknown>, everybody: StaffMember[]): StaffMember | null {
  const { sub, username, email } = claims;
  const staff = everybody.filter(isActive);
  return (
    staff.find((member) => member.id === sub || member.id === username) ??
    staff.find((member) => typeof email === "string" && member.email.toLowerCase() === email.toLowerCase()) ??
    null
  );
}

/** @throws Refusal `forbidden` for an account that is not (or no longer) on the staff */
export async function signedIn(
  request: HttpRequest,
  { agencies }: Pick<Dependencies, "agencies">,
): Promise<StaffMember> {
  const member = memberOf(request.claims, await agencies.staff());
  if (member) return member;
  throw new Refusal("forbidden", {
    id: "Akun Anda belum terdaftar sebagai petugas. Hubungi admin.",
    en: "Your account is not on the staff list. Please contact the administrator.",
  });
}
