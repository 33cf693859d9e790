/** Takes a copy of a data folder: the database first, then the files that it names. */
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { databaseFile } from "../host/database.ts";
import { secretsFile } from "../host/data-folder.ts";
import { lettersBucket } from "../host/environment.ts";
import { loadOneMachine } from "../host/one-machine.ts";
import { objectFile } from "../emulators/s3/object-store.ts";
import { codeOf, StartUpError } from "../host/start-up-error.ts";
import { writeArchive, writerOfDraft, type Part } from "./archive.ts";
import { erasuresInFolder, listErasures } from "./erasures.ts";
import { leaseFolder } from "./lease.ts";
import { openStill } from "./still-file.ts";

/** Folder of the files, in a data folder and in a copy. */
export const filesFolder = "files";

export interface CopyReport {
  /** Everything stored before this instant, ISO 8601, is in the copy. */
  at: string;
  files: number;
  /** Keys of items, each with the file it names that is not there. */
  missing: string[];
}

export interface CopyOptions {
  dataDir: string;
  /** Where the copy is to lie; nothing may lie there yet. */
  file: string;
  /** 32 bytes; null: whoever can read the file can read everything. */
  key: Uint8Array | null;
  /** Now, ISO 8601, where no host runs that has its own clock. */
  now: () => string;
  /** Version of this program. */
  program: string;
}

/** @throws {StartUpError} with a line for the operator; then there is no copy, and no half of one */
export async function takeCopy({ dataDir, file, key, now, program }: CopyOptions): Promise<CopyReport> {
  if (existsSync(file)) throw new StartUpError(`${file} exists already. A copy never replaces another file.`);
  await removeDrafts(path.dirname(file));
  try {
    await using lease = await leaseFolder(dataDir, now);
    const { parts, missing } = await filesOf(dataDir, lease.database);
    const all: Part[] = [
      { name: databaseFile, file: lease.database },
      { name: secretsFile, file: path.join(dataDir, secretsFile) },
      ...parts,
    ];
    await writeArchive(file, all, { at: lease.at, program }, key);
    try {
      await lease.check();
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    await listErasures(path.dirname(file), await erasuresInFolder(path.join(dataDir, filesFolder)));
    return { at: lease.at, files: parts.length, missing };
  } catch (error) {
    if (error instanceof StartUpError || codeOf(error) === undefined) throw error;
    throw new StartUpError(`The copy ${file} cannot be written (${String(codeOf(error))}); nothing is left of it.`, {
      cause: error,
    });
  }
}

/** The files that a database names, as far as they are there. */
async function filesOf(dataDir: string, still: string): Promise<{ parts: Part[]; missing: string[] }> {
  const { inventory } = await loadOneMachine();
  const database = openStill(still);
  try {
    const parts = new Map<string, Part>();
    const missing: string[] = [];
    for (const { key, namedBy } of inventory({ database }).files) {
      const place = path.join(filesFolder, objectFile(lettersBucket, key));
      const file = path.join(dataDir, place);
      if (existsSync(file)) parts.set(place, { name: place.split(path.sep).join("/"), file });
      else missing.push(`${namedBy} ${key}`);
    }
    return { parts: [...parts.values()], missing };
  } finally {
    database.close();
  }
}

/** What a copy that was killed has left. */
async function removeDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new StartUpError(`${folder} cannot be read (${codeOf(error) ?? "unknown reason"}).`, { cause: error });
  });
  for (const name of names) {
    const writer = writerOfDraft(name);
    if (writer !== null && !isRunning(writer)) await rm(path.join(folder, name), { force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
