import { createHash } from "node:crypto";
import { Fault } from "../../domain/refusal.ts";
import type { Files } from "../../domain/ports.ts";

const largestRead = 5 * 1024 * 1024;

/** What a name that was not given is replaced by. */
const noName = "berkas";

/**
 * Judges a stored file by its content. Read through an address made for it, so that whoever may hand files out can
 * also look into them, without the S3 client.
 *
 * @throws Error when the store answers anything but the file or that there is none
 */
export function inspectionOf(addressOf: (id: string) => Promise<string>): Files["inspect"] {
  return async (id) => {
    const found = await fetch(await addressOf(id));
    if (!found.ok) {
      await found.body?.cancel();
      if (found.status === 404) return null;
      throw new Fault(`the store answered ${found.status}`);
    }
    const size = Number(found.headers.get("content-length") ?? 0);
    const name = decodeURIComponent(found.headers.get("x-amz-meta-name") ?? noName);
    if (size > largestRead) {
      await found.body?.cancel();
      return { type: null, size, hash: "", name };
    }
    const bytes = new Uint8Array(await found.arrayBuffer());
    return { type: typeOf(bytes), size, hash: createHash("sha256").update(bytes).digest("hex"), name };
  };
}

const signatures: [type: string, bytes: number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** By content; null for anything but PDF, JPEG and PNG. */
function typeOf(bytes: Uint8Array): string | null {
  return signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0] ?? null;
}
