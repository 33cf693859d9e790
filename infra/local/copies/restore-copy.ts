/** Brings a copy back into an empty data folder. */
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { databaseFile } from "../host/database.ts";
import { markComplete, renewSecrets, restoringFolder, secretsFile } from "../host/data-folder.ts";
import { syncFolder } from "../host/durable-file.ts";
import { codeOf, StartUpError } from "../host/start-up-error.ts";
import { readArchive, type Manifest } from "./archive.ts";
import { markDatabaseRestored } from "./mark-restored.ts";
import { erasuresInFolder, listedErasures, putErasures, together } from "./erasures.ts";
import { filesFolder } from "./take-copy.ts";

export interface RestoreOptions {
  /** The copy. */
  file: string;
  dataDir: string;
  /** For a sealed copy. */
  key: Uint8Array | null;
  /** Instant from which the service knows again what happens, ISO 8601. */
  now: string;
  /** A data folder that knows of erasures since the copy, besides the list that lies beside the copy. */
  erasuresOf?: string;
}

/** The copy as it was restored; `erased`: numbers of cases of which something is erased again with the first sweeps. */
export type Restored = Manifest & { erased: string[] };

/**
 * Everything is unpacked and checked in a folder within the data folder, and only then moved to its place. A host does not
 * start on the folder before all of it is there; a restore that was killed begins again.
 *
 * @throws {StartUpError} with a line for the operator; the folder is as empty then as it was
 */
export async function restoreCopy({ file, dataDir, erasuresOf, key, now }: RestoreOptions): Promise<Restored> {
  const erasures = together(
    await listedErasures(path.dirname(file)),
    erasuresOf === undefined ? [] : await erasuresInFolder(path.join(erasuresOf, filesFolder)),
  );
  await refuseUnlessEmpty(dataDir);
  const draft = path.join(dataDir, restoringFolder);
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const manifest = await readArchive(file, key, draft);
    for (const part of [databaseFile, secretsFile]) {
      if (!existsSync(path.join(draft, part)))
        throw new StartUpError(`${file} holds no ${part}; nothing was restored.`);
    }
    const at = { copyAt: manifest.at, restoredAt: now };
    const erased = await markDatabaseRestored(path.join(draft, databaseFile), at, erasures);
    await putErasures(path.join(draft, filesFolder), erasures);
    await renewSecrets(draft);
    await putInPlace(draft, dataDir);
    return { ...manifest, erased };
  } catch (error) {
    await empty(dataDir);
    if (error instanceof StartUpError || codeOf(error) === undefined) throw error;
    throw new StartUpError(`${dataDir} cannot be written (${String(codeOf(error))}); nothing was restored.`, {
      cause: error,
    });
  }
}

/** The file system's own, where the folder is a disk of its own. */
const notOurs = "lost+found";

async function namesIn(dataDir: string): Promise<string[]> {
  const names = existsSync(dataDir) ? await readdir(dataDir) : [];
  return names.filter((name) => name !== notOurs);
}

/** What a restore that was killed has left is nobody's; everything else is somebody's. */
async function refuseUnlessEmpty(dataDir: string): Promise<void> {
  const names = await namesIn(dataDir);
  if (names.length === 0) return;
  if (!names.includes(restoringFolder)) {
    throw new StartUpError(
      `${dataDir} is not empty. A copy is restored into an empty or missing folder only: move this one away, or set DATA_DIR.`,
    );
  }
  await empty(dataDir);
}

/** The folder that says "half restored" goes last. */
async function empty(dataDir: string): Promise<void> {
  for (const name of await namesIn(dataDir)) {
    if (name !== restoringFolder) await rm(path.join(dataDir, name), { recursive: true, force: true });
  }
  await rm(path.join(dataDir, restoringFolder), { recursive: true, force: true });
}

async function putInPlace(draft: string, dataDir: string): Promise<void> {
  for (const part of [filesFolder, databaseFile, secretsFile]) {
    if (existsSync(path.join(draft, part))) await rename(path.join(draft, part), path.join(dataDir, part));
  }
  await syncFolder(dataDir);
  await markComplete(dataDir);
  await rm(draft, { recursive: true, force: true });
  await syncFolder(dataDir);
}
