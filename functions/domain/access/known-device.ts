/**
 * Devices known as those of a person. What a device may do stands in the table, as one grant per official, or per
 * requester of a case.
 */
import { isoInstant } from "../calendar/instants.ts";
import type { Grant, Subject } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { cookiesFor, deviceFor, type Cookies, type Device } from "./device-cookie.ts";
import type { OpenedLink } from "./open-link.ts";

const day = 86_400_000;
/** On a person's own device, and on a computer that others use too: there no longer than the browser stays open. */
const grantedMs = { own: 90 * day, shared: day / 2 };

/** Until when what is proved on a device now holds (ISO 8601). */
export function provedUntil({ clock }: Pick<Dependencies, "clock">, { shared }: Pick<Device, "shared">): string {
  return isoInstant(clock.now() + (shared ? grantedMs.shared : grantedMs.own));
}

/** A decision this soon after the proof is logged as made with it, later ones as from a known device. */
const freshMs = 15 * 60_000;

/** A browser as it asks. */
export interface Asking {
  cookies: Cookies;
  /** What it says it is (User-Agent). */
  agent: string;
}

/** Whom a link makes a device known for; a requester is known per case. */
export function subjectOf({ link }: Pick<OpenedLink, "link">): Subject {
  return link.person === "requester" ? `requester:${link.caseId}` : link.person;
}

/**
 * How the device that opened a link is known as that of the link's person: `fresh` soon after a code proved it. Where it
 * is known for two officials, or for an official and the requester, nobody can tell who sits there: each of their links
 * asks anew.
 */
export function knownDevice({ clock }: Pick<Dependencies, "clock">, opened: OpenedLink): "fresh" | "known" | null {
  const subject = subjectOf(opened);
  const grants = stillGranted(opened.grants, clock.now());
  const own = grants.find((grant) => grant.subject === subject);
  if (!own) return null;
  const isFresh = own.link !== null && clock.now() - Date.parse(own.since) < freshMs;
  if (grants.length > 1) return isFresh && own.link === opened.link.hash ? "fresh" : null;
  return isFresh ? "fresh" : "known";
}

/** Those that have not ended. */
export function stillGranted(grants: Grant[], now: number): Grant[] {
  return grants.filter(({ until }) => until > isoInstant(now));
}

/**
 * Makes the request's device known as that of a person who has just proved to sit there, by a link or by the request.
 *
 * @param shared whether others use the computer too; as it was said before where nothing is said
 * @returns cookies to set
 */
export async function makeKnown(
  dependencies: Pick<Dependencies, "clock" | "devices" | "secrets">,
  asking: Asking,
  subject: Subject,
  { link = null, shared }: { link?: string | null; shared?: boolean | undefined },
): Promise<string[]> {
  const device = deviceFor(dependencies.secrets, asking.cookies, shared);
  return grantTo(dependencies, device, asking, subject, link);
}

/** Makes a device known as that of a person, as `makeKnown` does for that of a request. */
export async function grantTo(
  dependencies: Pick<Dependencies, "clock" | "devices" | "secrets">,
  device: Device,
  { cookies, agent }: Asking,
  subject: Subject,
  link: string | null = null,
): Promise<string[]> {
  const { clock, devices, secrets } = dependencies;
  await devices.grant({
    device: secrets.hash(device.id),
    subject,
    name: browserName(agent),
    shared: device.shared,
    since: isoInstant(clock.now()),
    until: provedUntil(dependencies, device),
    link,
    ...(link === null ? {} : { proof: "code" as const }),
  });
  return cookiesOf(dependencies, device, cookies);
}

/** Cookies by which a browser is this device from now on. */
export function cookiesOf({ secrets }: Pick<Dependencies, "secrets">, device: Device, present: Cookies): string[] {
  return cookiesFor(secrets, device, grantedMs.own, present);
}

export const proofNeeded = new Refusal("proof-needed", {
  id: "Pastikan dahulu bahwa Anda penerima tautan ini.",
  en: "First make sure that this link is for you.",
});

const browsers: [says: RegExp, name: string][] = [
  [/\bEdg/, "Edge"],
  [/\bOPR\/|\bOpera/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: typeof browsers = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "Mac"],
  [/\bLinux\b|\bCrOS\b/, "Linux"],
];

/** What people call a browser, "Chrome, Android"; empty where it does not say. */
export function browserName(agent: string): string {
  const nameIn = (known: typeof browsers) => known.find(([says]) => says.test(agent))?.[1];
  return [nameIn(browsers), nameIn(systems)].filter(Boolean).join(", ");
}
