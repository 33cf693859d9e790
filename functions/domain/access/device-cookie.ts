/** The one cookie by which a browser is known: an id that says nothing, signed, so that nobody makes one up. */
import type { Secrets } from "../ports.ts";

const cookieName = "__Host-alur-device";
const attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

/** Cookies of one person or case each, as they were set before a device had one. */
const olderCookie = /^__Host-alur-[0-9a-f]{16}$/;
/** Proxies take headers of 4 kB. */
const forgottenAtOnce = 20;
/** A browser that was mailed a code is told from others for so long after the last one, as long as a known one is. */
const askingSeconds = 90 * 24 * 3_600;

export type Cookies = Record<string, string>;

export interface Device {
  id: string;
  /** Of a computer that others use too. */
  shared: boolean;
}

function deviceOf(secrets: Secrets, cookies: Cookies): Device | null {
  const id = idIn(secrets, cookies, "os");
  return id === null ? null : { id, shared: id.startsWith("s") };
}

function newDevice(secrets: Secrets, shared: boolean): Device {
  return { id: `${kindOf(shared)}${secrets.randomId()}`, shared };
}

/**
 * What tells one browser from others, whether it is known or was only asked for a code so far; null: nothing. Nobody makes the
 * cookie from it.
 */
export function browserOf(secrets: Secrets, cookies: Cookies): string | null {
  const id = idIn(secrets, cookies, "osa");
  return id === null ? null : browserWith(secrets, id);
}

/** What tells the browser of a device from others. */
export function browserOfDevice(secrets: Secrets, { id }: Device): string {
  return browserWith(secrets, id);
}

/**
 * The device that a browser becomes when somebody proves to sit there. One that was asked for a code keeps what tells it from
 * others, so that it is the same device also where the answer never arrived and the code comes again.
 *
 * @param shared whether others use the computer too; as it was said before where nothing is said
 */
export function deviceFor(secrets: Secrets, cookies: Cookies, shared?: boolean): Device {
  const before = deviceOf(secrets, cookies);
  // Whoever says something else than before gets a device of their own, without what others proved here.
  if (before && (shared === undefined || shared === before.shared)) return before;
  const asking = before ? null : (idIn(secrets, cookies, "a")?.slice(1) ?? null);
  if (asking === null) return newDevice(secrets, shared ?? false);
  return { id: `${kindOf(shared ?? false)}${asking}`, shared: shared ?? false };
}

/** Under which a device stands in the table: nobody can make the cookie from it. Null for a browser without one. */
export function deviceKey(secrets: Secrets, cookies: Cookies): string | null {
  const device = deviceOf(secrets, cookies);
  return device && secrets.hash(device.id);
}

/** Whether somebody has said that others use the request's device too. */
export function isShared(secrets: Secrets, cookies: Cookies): boolean {
  return deviceOf(secrets, cookies)?.shared ?? false;
}

/** Set-Cookie values: the device's own for so long, without an end for as long as the browser stays open; older ones go. */
export function cookiesFor(secrets: Secrets, { id, shared }: Device, milliseconds: number, present: Cookies): string[] {
  const older = Object.keys(present).filter((name) => olderCookie.test(name));
  return [
    cookieWith(secrets, id, shared ? null : milliseconds / 1_000),
    ...older.slice(0, forgottenAtOnce).map((name) => `${name}=; ${attributes}; Max-Age=0`),
  ];
}

/**
 * A browser at which somebody asks for a code, and the cookies by which one that nobody knows is told from others when it
 * comes: it may do nothing by that.
 *
 * @param fresh id of one without a cookie, where something else tells it apart already
 */
export function askingBrowser(
  secrets: Secrets,
  cookies: Cookies,
  fresh: string = secrets.randomId(),
): { browser: string; cookies: string[] } {
  const device = idIn(secrets, cookies, "os");
  if (device !== null) return { browser: browserWith(secrets, device), cookies: [] };
  const id = idIn(secrets, cookies, "a") ?? `a${fresh}`;
  return { browser: browserWith(secrets, id), cookies: [cookieWith(secrets, id, askingSeconds)] };
}

/** The same for one that asks and for the device that it becomes. */
function browserWith(secrets: Secrets, id: string): string {
  return secrets.hash(`browser ${id.slice(1)}`);
}

function cookieWith(secrets: Secrets, id: string, seconds: number | null): string {
  const lasting = seconds === null ? "" : `; Max-Age=${seconds}`;
  return `${cookieName}=${id}.${secrets.sign("device", id)}; ${attributes}${lasting}`;
}

function idIn(secrets: Secrets, cookies: Cookies, kinds: string): string | null {
  const [, id = "", signature = ""] = /^([osa][\w-]{1,60})\.([\w-]{43})$/.exec(cookies[cookieName] ?? "") ?? [];
  return kinds.includes(id.charAt(0)) && secrets.verify(signature, "device", id) ? id : null;
}

function kindOf(shared: boolean): string {
  return shared ? "s" : "o";
}
