/** Objects on disk. One file each: a line of JSON about the object, then its bytes; so both are there or neither. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { codeOf } from "../../host/start-up-error.ts";
import { writeDurably } from "../../host/durable-file.ts";

export interface ObjectFacts {
  key: string;
  contentType: string;
  /** Own headers of the object: `x-amz-meta-...`, `content-disposition`. */
  headers: Record<string, string>;
  etag: string;
  size: number;
  /** Epoch milliseconds. */
  modifiedAt: number;
}

export interface ObjectStore {
  put(bucket: string, facts: Omit<ObjectFacts, "etag" | "size">, bytes: Buffer): Promise<ObjectFacts>;
  head(bucket: string, key: string): Promise<ObjectFacts | null>;
  /** Bytes `start` to `end`, both included. */
  stream(bucket: string, key: string, start: number, end: number): Promise<Readable>;
  /** Waits for as long as anybody keeps everything. */
  remove(bucket: string, key: string): Promise<void>;
  /** Has nothing removed until the answered function is called: somebody copies what is there now. */
  keepAll(): () => void;
}

/** The line about the object is never longer. */
const longestLine = 64 * 1024;

/** @param folder is made when missing */
export async function openObjectStore(folder: string): Promise<ObjectStore> {
  await mkdir(folder, { recursive: true });

  const keepers = new Set<Promise<void>>();
  const fileOf = (bucket: string, key: string): string => path.join(folder, objectFile(bucket, key));

  async function read(bucket: string, key: string): Promise<{ facts: ObjectFacts; offset: number } | null> {
    const handle = await open(fileOf(bucket, key)).catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return null;
      throw error;
    });
    if (!handle) return null;
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestLine), 0, longestLine, 0);
      const end = buffer.subarray(0, bytesRead).indexOf("\n");
      return { facts: JSON.parse(buffer.toString("utf8", 0, end)) as ObjectFacts, offset: end + 1 };
    } finally {
      await handle.close();
    }
  }

  return {
    async put(bucket, given, bytes) {
      const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
      const facts: ObjectFacts = { ...given, etag, size: bytes.length };
      await mkdir(path.join(folder, bucket), { recursive: true });
      await writeDurably(fileOf(bucket, given.key), Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]));
      return facts;
    },
    head: async (bucket, key) => (await read(bucket, key))?.facts ?? null,
    async stream(bucket, key, start, end) {
      const found = await read(bucket, key);
      if (!found) throw new Error("the object was removed in between");
      return createReadStream(fileOf(bucket, key), { start: found.offset + start, end: found.offset + end });
    },
    async remove(bucket, key) {
      while (keepers.size > 0) await Promise.all(keepers);
      await rm(fileOf(bucket, key), { force: true });
    },
    keepAll() {
      const { promise, resolve } = Promise.withResolvers<void>();
      keepers.add(promise);
      return () => {
        keepers.delete(promise);
        resolve();
      };
    },
  };
}

/** Place of an object in the store's folder: named by hash, so that no key can point outside its bucket. */
export function objectFile(bucket: string, key: string): string {
  return path.join(bucket, createHash("sha256").update(key).digest("hex"));
}
