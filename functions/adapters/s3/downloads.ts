import { createHash } from "node:crypto";
import { judgedContent, tooLarge } from "../../../statemachines/form/judged-type.ts";
import type { Files } from "../../domain/ports.ts";
import { Fault } from "../../domain/refusal.ts";
import { write } from "./write.ts";
import { keptKey, keyOf, uploadKey } from "./object-key.ts";
import { signerFor } from "../signing.ts";
import { requestFor, type FileStore } from "./requests.ts";

const downloadSeconds = 120;
const largestRead = 5 * 1024 * 1024;

/** What a name that was not given is replaced by. */
const noName = "dokumen";

/** A look into what is there, the way from where a file was uploaded to where it stays, and addresses to save it from. */
export function downloadsFrom(
  bucket: string,
  store: FileStore,
): Omit<Files, "presignUpload" | "erase" | "noteErasure"> {
  const signer = signerFor("s3", store);

  async function addressOf(key: string, query: Record<string, string> = {}): Promise<string> {
    const request = requestFor("GET", store, bucket, key, { query });
    const { path, query: signed = {} } = await signer.presign(request, { expiresIn: downloadSeconds });
    const fields = Object.entries(signed).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    return `${new URL(store.address).origin}${path}?${fields.join("&")}`;
  }

  /** @throws Fault when the store answers anything but the file or that there is none */
  async function read(key: string): Promise<{ name: string; size: number; bytes: Uint8Array | null } | null> {
    const found = await fetch(await addressOf(key));
    const size = Number(found.headers.get("content-length") ?? 0);
    if (!found.ok || size > largestRead) await found.body?.cancel();
    if (found.status === 404) return null;
    if (!found.ok) throw new Fault(`the store answered ${found.status}`);
    const name = decodeURIComponent(found.headers.get("x-amz-meta-name") ?? noName);
    return { name, size, bytes: size > largestRead ? null : new Uint8Array(await found.arrayBuffer()) };
  }

  return {
    async inspect(id) {
      const found = await read(uploadKey(id));
      if (!found) return null;
      const { bytes, name, size } = found;
      if (!bytes) return { name, size, hash: "", refused: tooLarge };
      return { name, size, hash: hashOf(bytes), ...judgedContent(bytes) };
    },

    async keep({ id, hash }, folder) {
      const bytes = (await read(uploadKey(id)))?.bytes;
      if (!bytes || hashOf(bytes) !== hash) return false;
      // The hash is signed for: the store takes these bytes and no others.
      await write("PUT", store, bucket, keptKey({ hash, kept: folder }), { bytes, hash });
      return true;
    },

    async store(bytes, folder) {
      const hash = hashOf(bytes);
      await write("PUT", store, bucket, keptKey({ hash, kept: folder }), { bytes, hash });
      return { hash, size: bytes.length };
    },

    async read(file) {
      const bytes = (await read(keyOf(file)))?.bytes;
      return bytes && hashOf(bytes) === file.hash ? bytes : null;
    },

    async stateOf(file) {
      const found = await read(keyOf(file));
      if (!found) return "missing";
      return found.bytes && hashOf(found.bytes) === file.hash ? "whole" : "changed";
    },

    presignDownload: (file, name) =>
      addressOf(keyOf(file), {
        "response-content-type": file.type,
        "response-content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      }),
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
