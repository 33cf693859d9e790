/**
 * A copy as one file: a tar archive, compressed by gzip, and sealed where there is a key. The first file in it is
 * `manifest.json`, which names all others with their sizes and hashes; nothing counts as read before all of it fits.
 */
import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import * as z from "zod";
import { syncFolder } from "../host/durable-file.ts";
import { codeOf, StartUpError } from "../host/start-up-error.ts";
import { markOf, sealBytes, sealed, sealIn, unsealed } from "./sealing.ts";
import { endOfArchive, packed, unpacked } from "./tar.ts";

/** A file of a copy: its name there, with `/` between folders, and where it lies now. */
export interface Part {
  name: string;
  file: string;
}

const format = 1;
const manifestName = "manifest.json";
/** Only what a data folder has, and never outside of it. */
const safeName = /^(?!\/)(?!.*\.\.)[\w./-]{1,100}$/;

const manifestSchema = z.object({
  format: z.literal(format),
  /** Version of the program that made it. */
  program: z.string(),
  /** Everything that was stored before this instant is in it. ISO 8601. */
  at: z.iso.datetime(),
  files: z.array(z.object({ name: z.string().regex(safeName), size: z.int(), sha256: z.string().length(64) })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Writes a copy, readable by its owner alone, beside its place, and moves it there once it is on disk; where that fails,
 * nothing is left.
 *
 * @param key null: it is not sealed
 */
export async function writeArchive(
  file: string,
  parts: Part[],
  about: Pick<Manifest, "at" | "program">,
  key: Uint8Array | null,
): Promise<Manifest> {
  const manifest: Manifest = { format, ...about, files: await Promise.all(parts.map(described)) };
  const draft = draftOf(file);
  const sealing = (plain: AsyncIterable<Buffer>) => (key ? sealed(plain, key, about.at) : plain);
  try {
    const disk = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
    await pipeline(tarOf(parts, manifest), createGzip(), sealing, disk);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
  return manifest;
}

/** Where a copy is written before it is whole. */
function draftOf(file: string): string {
  return `${file}.${process.pid}.alur-pustaka.tmp`;
}

/** The id of the process that writes, or wrote, a draft; null for other files. */
export function writerOfDraft(name: string): number | null {
  const writer = /\.(\d+)\.alur-pustaka\.tmp$/.exec(name)?.[1];
  return writer === undefined ? null : Number(writer);
}

/**
 * Unpacks a copy into a folder, which is to be thrown away where this fails.
 *
 * @throws {StartUpError} where the copy is damaged or cut, is none, or has another key
 */
export async function readArchive(file: string, key: Uint8Array | null, folder: string): Promise<Manifest> {
  try {
    return await unpackInto(folder, unpacked(await plainBytes(file, key)));
  } catch (error) {
    if (error instanceof StartUpError || isOfDisk(error)) throw error;
    throw new StartUpError(`${file} is damaged, cut, or no copy of this program; nothing was restored.`, {
      cause: error,
    });
  }
}

/** What tells a copy from other files without its key; null for anything else. */
export async function instantOfCopy(file: string): Promise<string | null> {
  const seal = sealIn(await beginningOf(file));
  if (seal) return seal.at;
  try {
    for await (const { entry, bytes } of unpacked(createReadStream(file).pipe(createGunzip()))) {
      return entry.name === manifestName ? manifestSchema.parse(JSON.parse(await text(bytes))).at : null;
    }
  } catch {
    // Not what this program writes.
  }
  return null;
}

async function described({ name, file }: Part): Promise<Manifest["files"][number]> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { name, size: (await stat(file)).size, sha256: hash.digest("hex") };
}

async function* tarOf(parts: Part[], manifest: Manifest): AsyncGenerator<Uint8Array> {
  const time = Date.parse(manifest.at);
  const line = Buffer.from(`${JSON.stringify(manifest)}\n`);
  yield* packed({ name: manifestName, size: line.length }, Readable.from([line]), time);
  for (const [index, { file }] of parts.entries()) {
    const entry = manifest.files[index];
    if (entry) yield* packed(entry, createReadStream(file), time);
  }
  yield endOfArchive();
}

async function plainBytes(file: string, key: Uint8Array | null): Promise<AsyncIterable<Uint8Array>> {
  const seal = sealIn(await beginningOf(file));
  if (!seal) return through(createReadStream(file));
  if (!key) throw new StartUpError(`${file} is sealed. Set BACKUP_KEY_FILE to the file with its key.`);
  if (markOf(key) !== seal.keyMark) {
    throw new StartUpError(`${file} was sealed with another key than the one in BACKUP_KEY_FILE.`);
  }
  return through(Readable.from(unsealed(createReadStream(file, { start: seal.line.length }), key, seal)));
}

/** Unpacked; a failure on the way there reaches the reader. */
function through(packedBytes: Readable): Readable {
  const gunzip = createGunzip();
  packedBytes.on("error", (error) => gunzip.destroy(error));
  return packedBytes.pipe(gunzip);
}

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: unknown) => {
    throw new StartUpError(`${file} cannot be read (${codeOf(error) ?? "unknown reason"}).`, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sealBytes), 0, sealBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function unpackInto(folder: string, entries: ReturnType<typeof unpacked>): Promise<Manifest> {
  let manifest: Manifest | null = null;
  const found = new Set<string>();
  for await (const { entry, bytes } of entries) {
    if (!manifest) {
      if (entry.name !== manifestName) throw new RangeError("it does not begin with a manifest");
      manifest = manifestSchema.parse(JSON.parse(await text(bytes)));
      continue;
    }
    const told = manifest.files.find(({ name }) => name === entry.name);
    if (!told) throw new RangeError(`${entry.name} is not in the manifest`);
    await unpackFile(path.join(folder, entry.name), bytes, told.sha256);
    found.add(entry.name);
  }
  if (!manifest || found.size !== manifest.files.length) throw new RangeError("a file is missing");
  return manifest;
}

async function unpackFile(file: string, bytes: AsyncIterable<Uint8Array>, sha256: string): Promise<void> {
  const hash = createHash("sha256");
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await pipeline(hashing(bytes, hash), createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }));
  if (hash.digest("hex") !== sha256) throw new RangeError(`${file} has other bytes than the manifest says`);
  await chmod(file, 0o600);
}

async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** No room, no right: that is no fault of the copy. */
function isOfDisk(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EFBIG", "EACCES", "EPERM", "EROFS", "EIO"].includes(codeOf(error) ?? "");
}
