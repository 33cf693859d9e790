/** Mail addresses as people write them, in the form that mail can carry. Runs in the browser too. Pure. */
import { plainText } from "./typed-text.ts";

/** What may stand before the @ without quotes (RFC 5321, dot-string). */
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const longest = { address: 254, local: 64, label: 63 };

/**
 * Reads an address. What a mail program puts around it is left out, invisible marks too; a domain in other letters
 * is written in those that mail knows (`xn--`).
 *
 * @returns null where no mail can arrive, whoever has it
 */
export function readEmail(given: string): string | null {
  const written = plainText(given)
    .replace(/[.,;]+$/, "")
    .replace(/^<(.*)>$/, "$1")
    .replace(/^mailto:/i, "")
    .replace(/[.,;]+$/, "");
  const at = written.lastIndexOf("@");
  const name = written.slice(0, at);
  const domain = domainOf(written.slice(at + 1));
  if (at < 1 || domain === null || !local.test(name) || name.length > longest.local) return null;
  const address = `${name}@${domain}`;
  return address.length > longest.address ? null : address;
}

/** In the letters of the DNS, lower case; null for what is none, and for a machine named by its number. */
function domainOf(written: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(written) || !URL.canParse(`http://${written}`)) return null;
  const { hostname } = new URL(`http://${written}`);
  const labels = hostname.split(".");
  const [top = ""] = labels.slice(-1);
  const fits = labels.length > 1 && labels.every((each) => label.test(each) && each.length <= longest.label);
  return fits && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(top) ? hostname : null;
}
