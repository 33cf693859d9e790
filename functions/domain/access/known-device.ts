/** Devices known as those of a person: a signed cookie, 90 days. */
import type { Dependencies } from "../ports.ts";
import type { OpenedLink } from "./open-link.ts";

const knownDeviceDays = 90;

/** The person as a device cookie knows them; a requester is known per case. */
function subjectOf({ link }: OpenedLink): string {
  return link.person === "requester" ? `requester:${link.caseId}` : link.person;
}

/** Name of the cookie of a person on a device. */
function deviceCookieName(secrets: Dependencies["secrets"], subject: string): string {
  return `__Host-alur-${secrets.hash(subject).slice(0, 16)}`;
}

/** Set-Cookie value that makes a device known as that of a person. */
export function deviceCookie({ clock, secrets }: Pick<Dependencies, "clock" | "secrets">, subject: string): string {
  const expires = clock.now() + knownDeviceDays * 86_400_000;
  const value = `${expires}.${secrets.sign("device", subject, String(expires))}`;
  return `${deviceCookieName(secrets, subject)}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${knownDeviceDays * 86_400}`;
}

export function cookieForLink(dependencies: Pick<Dependencies, "clock" | "secrets">, opened: OpenedLink): string {
  return deviceCookie(dependencies, subjectOf(opened));
}

/** Whether the request comes from a device known as that of the link's person. */
export function isKnownDevice(
  { clock, secrets }: Pick<Dependencies, "clock" | "secrets">,
  opened: OpenedLink,
  cookies: Record<string, string>,
): boolean {
  const subject = subjectOf(opened);
  const [expires = "", signature = ""] = (cookies[deviceCookieName(secrets, subject)] ?? "").split(".");
  return Number(expires) > clock.now() && secrets.verify(signature, "device", subject, expires);
}

/** Milliseconds since the device became known. */
export function proofAge(
  { clock, secrets }: Pick<Dependencies, "clock" | "secrets">,
  opened: OpenedLink,
  cookies: Record<string, string>,
): number {
  const [expires = "0"] = (cookies[deviceCookieName(secrets, subjectOf(opened))] ?? "").split(".");
  return clock.now() - (Number(expires) - knownDeviceDays * 86_400_000);
}
