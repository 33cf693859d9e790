/** The database of a stopped host in a file beside it, for whoever holds the lock: the file itself may not be opened again then. */
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { backup } from "node:sqlite";
import type { LocalDatabase } from "../host/database.ts";
import { StartUpError } from "../host/start-up-error.ts";

/** Folder of snapshots in the data folder; what a process that was killed has left there goes with the next start. */
const folderName = "copying";

/**
 * @returns the file
 * @throws {StartUpError} where there is no room for it
 */
export async function takeSnapshot(dataDir: string, { database }: Pick<LocalDatabase, "database">): Promise<string> {
  const folder = path.join(dataDir, folderName);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${randomBytes(6).toString("hex")}.sqlite`);
  try {
    await backup(database, file);
    return file;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartUpError(`The data folder ${dataDir} has no room for a snapshot of the database (${reason}).`, {
      cause: error,
    });
  }
}

/** For whoever has just locked the data folder: snapshots in it are nobody's now. */
export async function clearSnapshots(dataDir: string): Promise<void> {
  await rm(path.join(dataDir, folderName), { recursive: true, force: true });
}
