import { createHash } from "node:crypto";

/** The left side of the Message-ID: the same for a mail that is sent twice. */
export function messageName(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 32);
}
