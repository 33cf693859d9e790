/** Whether a document on this device is the one that was issued. It is read here and goes nowhere. */
import type { IssuedPaperView } from "../../../functions/contract/public.ts";

export type Compared = "same" | "other" | "no-pdf" | "unreadable";

/** A PDF says what it is within its first 1,024 bytes. */
const beginning = 1024;

/** Whether this browser can compare at the address at which the page is open. */
export function canCompare(): boolean {
  return isSecureContext;
}

/** One of another size is another: it need not be read, however large it is. */
export async function compareDocument(file: Blob, issued: NonNullable<IssuedPaperView["file"]>): Promise<Compared> {
  try {
    if (file.size === issued.bytes && (await hashOf(file)) === issued.hash) return "same";
    const start = await file.slice(0, beginning).text();
    return start.includes("%PDF-") ? "other" : "no-pdf";
  } catch {
    return "unreadable";
  }
}

async function hashOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
