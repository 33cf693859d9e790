/** The database as it is at one moment, in a file beside it that nobody writes into. */
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { backup } from "node:sqlite";
import type { LocalDatabase } from "../host/database.ts";
import { StartUpError } from "../host/start-up-error.ts";

/** Folder of snapshots in the data folder; what a process that was killed has left there goes with the next start. */
const folderName = "copying";
/** Pages copied at a time, between which the service goes on: some milliseconds. */
const pagesAtATime = 200;

/**
 * Everything that was written before the call is in it, and of nothing a half; the service goes on meanwhile.
 *
 * @returns the file, and what removes it again
 * @throws {StartUpError} where there is no room for it
 */
export async function takeSnapshot(
  dataDir: string,
  { database }: Pick<LocalDatabase, "database">,
): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = path.join(dataDir, folderName);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${randomBytes(6).toString("hex")}.sqlite`);
  const remove = async (): Promise<void> => {
    for (const ending of ["", "-wal", "-shm", "-journal"]) await rm(file + ending, { force: true });
  };
  try {
    await backup(database, file, { rate: pagesAtATime });
  } catch (error) {
    await remove();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartUpError(`The data folder ${dataDir} has no room for a snapshot of the database (${reason}).`, {
      cause: error,
    });
  }
  return { file, remove };
}

/** For whoever has just locked the data folder: snapshots in it are nobody's now. */
export async function clearSnapshots(dataDir: string): Promise<void> {
  await rm(path.join(dataDir, folderName), { recursive: true, force: true });
}
