/** The database file at rest, for others to read while its owner goes on writing. */
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { LocalDatabase } from "../host/database.ts";
import { StartUpError } from "../host/start-up-error.ts";

/** SQLite's own. */
const usualPages = 1_000;

/**
 * Moves everything that was written so far into the file itself. From then on the file stays as it is, whatever is written
 * (that goes into the log beside it), until the answered function is called.
 *
 * Only other processes may open the file meanwhile: where one closes it, the operating system drops every lock that the same
 * process has on it.
 */
export function keepStill({ database }: Pick<LocalDatabase, "database">): () => void {
  const moved = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  if (moved?.["busy"] !== 0) throw new StartUpError("The database is busy. Start the copy again.");
  database.exec("PRAGMA wal_autocheckpoint = 0");
  return () => {
    if (database.isOpen) database.exec(`PRAGMA wal_autocheckpoint = ${String(usualPages)}`);
  };
}

/** Opens a file that stays as it is: without locks, and without a look at what lies beside it. */
export function openStill(file: string): DatabaseSync {
  const address = pathToFileURL(file);
  address.search = "?immutable=1";
  return new DatabaseSync(address, { readOnly: true });
}
