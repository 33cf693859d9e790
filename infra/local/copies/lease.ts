/** A quiet look at everything a data folder keeps, whether a host runs on it or not. */
import path from "node:path";
import { absenceOf, marker, secretsFile } from "../host/data-folder.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "../host/database.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { StoreError } from "../host/store-error.ts";
import { askCopyDesk } from "./copy-desk.ts";
import { clearSnapshots, takeSnapshot } from "./snapshot.ts";

/** While it is held, the database file stays as it is, and nothing that it names is removed. */
export interface Lease extends AsyncDisposable {
  /** The database as it was, in a file that nobody writes into (`openStill`). */
  database: string;
  /** Everything stored before this instant, ISO 8601, is in it. */
  at: string;
  /** @throws {StartUpError} where it was lost meanwhile, and what was read may be wrong */
  check(): Promise<void>;
}

/**
 * Asks the host that runs on the folder, or keeps every host from starting on it for as long as the lease is held.
 *
 * @param now ISO 8601, where no host runs that has its own clock
 * @throws {StartUpError} where there is no complete folder, or it cannot be read
 */
export async function leaseFolder(dataDir: string, now: () => string): Promise<Lease> {
  for (const part of [marker, databaseFile, secretsFile]) {
    const absence = absenceOf(dataDir, part);
    if (absence !== null) throw new StartUpError(`${dataDir} is no complete data folder: ${absence}. Set DATA_DIR.`);
  }
  const local = lock(dataDir);
  if (local) return ofStoppedHost(dataDir, local, now);
  const { at, stillGranted, giveBack } = await askCopyDesk(dataDir);
  const database = path.join(dataDir, databaseFile);
  return { database, at, check: stillGranted, [Symbol.asyncDispose]: async () => giveBack() };
}

/** @returns null where somebody else has it */
function lock(dataDir: string): LocalDatabase | null {
  try {
    return openDatabase(path.join(dataDir, databaseFile));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === "STORE_LOCKED") return null;
    throw new StartUpError(`${error.message}.`, { cause: error });
  }
}

async function ofStoppedHost(dataDir: string, local: LocalDatabase, now: () => string): Promise<Lease> {
  await using opened = new AsyncDisposableStack();
  opened.defer(() => local.close());
  await clearSnapshots(dataDir);
  const at = now();
  opened.defer(() => clearSnapshots(dataDir));
  const snapshot = await takeSnapshot(dataDir, local);
  const held = opened.move();
  return {
    database: snapshot,
    at,
    check: async () => undefined,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
