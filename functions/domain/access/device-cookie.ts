/** The one cookie by which a browser is known: an id that says nothing, signed, so that nobody makes one up. */
import type { Secrets } from "../ports.ts";

const cookieName = "__Host-alur-device";
const attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

/** Cookies of one person or case each, as they were set before a device had one. */
const olderCookie = /^__Host-alur-[0-9a-f]{16}$/;
/** Proxies take headers of 4 kB. */
const forgottenAtOnce = 20;

export type Cookies = Record<string, string>;

export interface Device {
  id: string;
  /** Of a computer that others use too. */
  shared: boolean;
}

export function deviceOf(secrets: Secrets, cookies: Cookies): Device | null {
  const [, id = "", signature = ""] = /^([os][\w-]{1,60})\.([\w-]{43})$/.exec(cookies[cookieName] ?? "") ?? [];
  return secrets.verify(signature, "device", id) ? { id, shared: id.startsWith("s") } : null;
}

export function newDevice(secrets: Secrets, shared: boolean): Device {
  return { id: `${shared ? "s" : "o"}${secrets.randomId()}`, shared };
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
  const lasting = shared ? "" : `; Max-Age=${milliseconds / 1_000}`;
  const older = Object.keys(present).filter((name) => olderCookie.test(name));
  return [
    `${cookieName}=${id}.${secrets.sign("device", id)}; ${attributes}${lasting}`,
    ...older.slice(0, forgottenAtOnce).map((name) => `${name}=; ${attributes}; Max-Age=0`),
  ];
}
