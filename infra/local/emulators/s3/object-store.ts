/** Objects on disk. One file each: a line of JSON about the object, then its bytes; so both are there or neither. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { fileFolders } from "../../../names.ts";
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
  /** Removes uploads that came before an instant, epoch milliseconds; so many at most. Answers how many. */
  forgetUploads(bucket: string, before: number, atMost: number): Promise<number>;
  /** Files of accepted objects that came before an instant, epoch milliseconds, but for those of the given names. */
  keptBefore(bucket: string, before: number, but: ReadonlySet<string>): Promise<string[]>;
  /**
   * Removes the accepted object in such a file, unless it came anew since, or anybody keeps everything. Answers whether it is
   * gone.
   */
  forgetKept(bucket: string, name: string, before: number): Promise<boolean>;
  /** Waits for as long as anybody keeps everything. */
  remove(bucket: string, key: string): Promise<void>;
  /** Has nothing removed until the answered function is called: somebody copies what is there now. */
  keepAll(): () => void;
}

/** Folder of the uploads within that of their bucket. */
export const uploadsFolder = folderOf(fileFolders.uploads);
/** Folder of the notes on what was erased. */
export const erasedFolder = folderOf(fileFolders.erased);

/** The line about the object is never longer. */
const longestLine = 64 * 1024;

/** @param folder is made when missing */
export async function openObjectStore(folder: string): Promise<ObjectStore> {
  await mkdir(folder, { recursive: true });

  const keepers = new Set<Promise<void>>();
  const turns = new Map<string, Promise<void>>();
  const fileOf = (bucket: string, key: string): string => path.join(folder, objectFile(bucket, key));

  const read = async (bucket: string, key: string): ReturnType<typeof readFile> => readFile(fileOf(bucket, key));

  async function readFile(file: string): Promise<{ facts: ObjectFacts; offset: number } | null> {
    const handle = await open(file).catch((error: unknown) => {
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

  /** What is done about one file is done one after the other. */
  async function inTurn<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
    const before = turns.get(file) ?? Promise.resolve();
    const mine = before.then(work);
    const done = mine.then(
      () => undefined,
      () => undefined,
    );
    turns.set(file, done);
    try {
      return await mine;
    } finally {
      if (turns.get(file) === done) turns.delete(file);
    }
  }

  async function isKeptBefore(file: string, before: number): Promise<boolean> {
    const found = await readFile(file).catch(() => null);
    return found !== null && found.facts.key.startsWith(fileFolders.kept) && found.facts.modifiedAt < before;
  }

  async function removeFile(file: string): Promise<void> {
    while (keepers.size > 0) await Promise.all(keepers);
    await rm(file, { force: true });
  }

  return {
    async put(bucket, given, bytes) {
      const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
      const facts: ObjectFacts = { ...given, etag, size: bytes.length };
      const file = fileOf(bucket, given.key);
      await mkdir(path.dirname(file), { recursive: true });
      const whole = Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]);
      await inTurn(file, () => writeDurably(file, whole));
      return facts;
    },
    head: async (bucket, key) => (await read(bucket, key))?.facts ?? null,
    async stream(bucket, key, start, end) {
      const found = await read(bucket, key);
      if (!found) throw new Error("the object was removed in between");
      return createReadStream(fileOf(bucket, key), { start: found.offset + start, end: found.offset + end });
    },
    async forgetUploads(bucket, before, atMost) {
      const home = path.join(folder, bucket, uploadsFolder);
      let count = 0;
      for (const name of await readdir(home).catch(() => [])) {
        if (count === atMost) break;
        const found = await readFile(path.join(home, name)).catch(() => null);
        if (!found || found.facts.modifiedAt >= before) continue;
        await removeFile(path.join(home, name));
        count += 1;
      }
      return count;
    },
    async keptBefore(bucket, before, but) {
      const entries = await readdir(path.join(folder, bucket), { withFileTypes: true }).catch(() => []);
      const found: string[] = [];
      for (const entry of entries) {
        if (!entry.isFile() || but.has(entry.name)) continue;
        if (await isKeptBefore(path.join(folder, bucket, entry.name), before)) found.push(entry.name);
      }
      return found;
    },
    forgetKept(bucket, name, before) {
      const file = path.join(folder, bucket, name);
      return inTurn(file, async () => {
        if (!(await isKeptBefore(file, before)) || keepers.size > 0) return false;
        await rm(file, { force: true });
        return true;
      });
    },
    remove: (bucket, key) => removeFile(fileOf(bucket, key)),
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

function folderOf(prefix: string): string {
  return prefix.replace(/\/$/, "");
}

/**
 * Place of an object in the store's folder: named by hash, so that no key can point outside its bucket. Uploads and notes on
 * erasures lie apart, so that they are found without reading all the others.
 */
export function objectFile(bucket: string, key: string): string {
  const apart = [uploadsFolder, erasedFolder].find((name) => key.startsWith(`${name}/`));
  const home = apart === undefined ? bucket : path.join(bucket, apart);
  return path.join(home, createHash("sha256").update(key).digest("hex"));
}
