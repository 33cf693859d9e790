/**
 * The browser that asks for a code. A code is good in it alone, and wrong answers there keep nobody else waiting. Its cookie
 * says nothing of who sits there and opens nothing.
 */
import type { Subject } from "../case/records.ts";
import type { Secrets } from "../ports.ts";
import type { Cookies } from "./device-cookie.ts";

const cookieName = "__Host-alur-browser";
const seconds = 180 * 24 * 3_600;

/** Who proves to be a subject, at a browser: `staff:sri@<browser>`. */
export type Prover = `${Subject}@${string}`;

export function asProver(subject: Subject, browser: string): Prover {
  return `${subject}@${browser}`;
}

/** Under which a browser is counted: nobody makes the cookie from it. Null for one that never asked. */
export function askingBrowser(secrets: Pick<Secrets, "hash" | "verify">, cookies: Cookies): string | null {
  const [id, signature] = partsOf(cookies);
  return id !== "" && secrets.verify(signature, "browser", id) ? secrets.hash(id) : null;
}

/**
 * The browser of a request, or a new one; the cookie keeps it for half a year from now.
 *
 * @param fresh id of a new one, where something else tells it apart already
 */
export function asBrowser(
  secrets: Secrets,
  cookies: Cookies,
  fresh: string = secrets.randomId(),
): { browser: string; cookie: string } {
  const known = askingBrowser(secrets, cookies);
  const id = known === null ? fresh : partsOf(cookies)[0];
  const value = `${id}.${secrets.sign("browser", id)}`;
  const cookie = `${cookieName}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;
  return { browser: known ?? secrets.hash(id), cookie };
}

function partsOf(cookies: Cookies): [id: string, signature: string] {
  const [, id = "", signature = ""] = /^([\w-]{1,60})\.([\w-]{43})$/.exec(cookies[cookieName] ?? "") ?? [];
  return [id, signature];
}
