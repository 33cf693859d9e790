/** Who is counted together: a browser that is known, or a place in the net. */
import { deviceKey, type Cookies } from "../access/device-cookie.ts";
import type { Secrets } from "../ports.ts";

/** A request, as far as it tells where it comes from. */
export interface Coming {
  cookies: Cookies;
  /** Address in the net; empty where it is not known. */
  address: string;
}

/**
 * A keyed hash: nobody reads an address from it. Null for whoever sits at the machine itself, as its operator does. A
 * customer of IPv6 has 2^64 addresses to choose from, which count as one.
 */
export function sourceOf(secrets: Secrets, { address, cookies }: Coming): string | null {
  if (address === "::1" || /^(::ffff:)?127\./.test(address)) return null;
  const device = deviceKey(secrets, cookies);
  if (device !== null) return `device-${device}`;
  return `net-${secrets.sign("source", networkOf(address))}`;
}

function networkOf(address: string): string {
  const inside = /^::ffff:(\d+(?:\.\d+){3})$/.exec(address)?.[1];
  if (inside !== undefined || !address.includes(":")) return inside ?? address;
  const [before = "", after] = address.split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const [first, last] = [groups(before), groups(after ?? "")];
  const zeros = after === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const all = [...first, ...Array.from({ length: zeros }, () => "0"), ...last];
  return all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}
