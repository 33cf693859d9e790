/**
 * A copy that only the holder of the key can read or change: AES-256-GCM over the whole, with a fresh nonce for each.
 *
 * A line of text comes first (`alur-pustaka-copy 1 <instant> <key's mark> <nonce>`), which is vouched for as well; then
 * the encrypted bytes; the last sixteen vouch for all of it. One key may make some billions of copies, each up to 64 GiB.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
const pattern = /^alur-pustaka-copy 1 (\S+) ([0-9a-f]{16}) ([\w-]{16})\n/;

/** What the first line tells whoever has no key. */
export interface Seal {
  /** Instant of the copy, ISO 8601. */
  at: string;
  /** Tells one key from another, and nothing about it. */
  keyMark: string;
  nonce: Buffer;
  /** The line itself, with its end. */
  line: string;
}

/** Long enough for the first line. */
export const sealBytes = 128;

/** @returns null where the bytes begin no sealed copy */
export function sealIn(beginning: Uint8Array): Seal | null {
  const found = pattern.exec(Buffer.from(beginning).toString("latin1"));
  if (!found) return null;
  const [line, at = "", keyMark = "", nonce = ""] = found;
  return { at, keyMark, nonce: Buffer.from(nonce, "base64url"), line };
}

export function markOf(key: Uint8Array): string {
  return createHash("sha256").update("alur-pustaka-copy").update(key).digest("hex").slice(0, 16);
}

/**
 * @param key 32 bytes
 * @param at instant of the copy, ISO 8601
 */
export async function* sealed(
  plain: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  at: string,
): AsyncGenerator<Uint8Array> {
  const nonce = randomBytes(nonceBytes);
  const line = `alur-pustaka-copy 1 ${at} ${markOf(key)} ${nonce.toString("base64url")}\n`;
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(line));
  yield Buffer.from(line);
  for await (const chunk of plain) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/**
 * Nothing of it may be used before the end has been reached: only there is known whether somebody changed it.
 *
 * @param secret what follows the first line
 * @throws Error at the end, where a byte is another than was written, or is missing
 */
export async function* unsealed(
  secret: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  { nonce, line }: Seal,
): AsyncGenerator<Uint8Array> {
  const decipher = createDecipheriv(algorithm, key, nonce).setAAD(Buffer.from(line));
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of secret) {
    const bytes = Buffer.concat([held, chunk]);
    const end = Math.max(0, bytes.length - tagBytes);
    held = bytes.subarray(end);
    yield decipher.update(bytes.subarray(0, end));
  }
  decipher.setAuthTag(held);
  yield decipher.final();
}
