/**
 * Devices known as those of a person. A browser is known by one cookie, whose id says nothing; what it may do stands in
 * the table, as one grant per official, or per requester of a case.
 */
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies, Grant, Subject } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { OpenedLink } from "./open-link.ts";

const cookieName = "__Host-alur-device";
const attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";
const day = 86_400_000;
/** On a person's own device, and on a computer that others use too: there no longer than the browser stays open. */
const grantedMs = { own: 90 * day, shared: day / 2 };
/** A decision this soon after the proof is logged as made with it, later ones as from a known device. */
const freshMs = 15 * 60_000;

/** Cookies of one person or case each, as they were set before a device had one. */
const olderCookie = /^__Host-alur-[0-9a-f]{16}$/;
/** Proxies take headers of 4 kB. */
const forgottenAtOnce = 20;

type Known = Pick<Dependencies, "clock" | "devices" | "secrets">;

/** A browser as it asks. */
export interface Asking {
  cookies: Record<string, string>;
  /** What it says it is (User-Agent). */
  agent: string;
}

interface Device {
  id: string;
  /** Of a computer that others use too. */
  shared: boolean;
}

/** Whom a link makes a device known for; a requester is known per case. */
export function subjectOf({ link }: Pick<OpenedLink, "link">): Subject {
  return link.person === "requester" ? `requester:${link.caseId}` : link.person;
}

/** Under which a device stands in the table: nobody can make the cookie from it. Null for a browser without one. */
export function deviceKey(secrets: Dependencies["secrets"], cookies: Asking["cookies"]): string | null {
  const device = deviceOf(secrets, cookies);
  return device && secrets.hash(device.id);
}

/** Whether somebody has said that others use the request's device too. */
export function isShared(secrets: Dependencies["secrets"], cookies: Asking["cookies"]): boolean {
  return deviceOf(secrets, cookies)?.shared ?? false;
}

/**
 * How the request's device is known as that of the link's person: `fresh` soon after the proof. Where it is known for
 * two officials, nobody can tell who sits there: each of their links asks anew.
 */
export async function knownDevice(
  { clock, devices, secrets }: Known,
  opened: OpenedLink,
  cookies: Asking["cookies"],
): Promise<"fresh" | "known" | null> {
  const key = deviceKey(secrets, cookies);
  if (!key) return null;
  const subject = subjectOf(opened);
  const now = isoInstant(clock.now());
  const grants = (await devices.grants(key, subject)).filter(({ until }) => until > now);
  const own = grants.find((grant) => grant.subject === subject);
  if (!own) return null;
  const isFresh = clock.now() - Date.parse(own.since) < freshMs;
  if (grants.length > 1) return isFresh && own.link === opened.link.hash ? "fresh" : null;
  return isFresh ? "fresh" : "known";
}

/**
 * Makes the request's device known as that of a person who has just proved to sit there, by a link or by the request.
 *
 * @param shared whether others use the computer too; as it was said before where nothing is said
 * @returns cookies to set
 */
export async function makeKnown(
  { clock, devices, secrets }: Known,
  { cookies, agent }: Asking,
  subject: Subject,
  { link = null, shared }: { link?: string | null; shared?: boolean | undefined },
): Promise<string[]> {
  const before = deviceOf(secrets, cookies);
  // Whoever says something else than before gets a device of their own, without what others proved here.
  const isSame = before && (shared === undefined || shared === before.shared);
  const device = isSame ? before : { id: `${shared ? "s" : "o"}${secrets.randomId()}`, shared: shared ?? false };
  const until = clock.now() + (device.shared ? grantedMs.shared : grantedMs.own);
  await devices.grant({
    device: secrets.hash(device.id),
    subject,
    name: browserName(agent),
    shared: device.shared,
    since: isoInstant(clock.now()),
    until: isoInstant(until),
    link,
  });
  const lasting = device.shared ? "" : `; Max-Age=${grantedMs.own / 1_000}`;
  const older = Object.keys(cookies).filter((name) => olderCookie.test(name));
  return [
    `${cookieName}=${device.id}.${secrets.sign("device", device.id)}; ${attributes}${lasting}`,
    ...older.slice(0, forgottenAtOnce).map((name) => `${name}=; ${attributes}; Max-Age=0`),
  ];
}

/** The devices that are known as those of a person, the latest first. */
export async function devicesOf(
  { clock, devices }: Pick<Known, "clock" | "devices">,
  subject: Subject,
): Promise<Grant[]> {
  const now = isoInstant(clock.now());
  return (await devices.of(subject)).filter(({ until }) => until > now);
}

function deviceOf(secrets: Dependencies["secrets"], cookies: Asking["cookies"]): Device | null {
  const [, id = "", signature = ""] = /^([os][\w-]{1,60})\.([\w-]{43})$/.exec(cookies[cookieName] ?? "") ?? [];
  return secrets.verify(signature, "device", id) ? { id, shared: id.startsWith("s") } : null;
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
function browserName(agent: string): string {
  const nameIn = (known: typeof browsers) => known.find(([says]) => says.test(agent))?.[1];
  return [nameIn(browsers), nameIn(systems)].filter(Boolean).join(", ");
}
