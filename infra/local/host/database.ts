/** The one database file of the data folder. Workflow, mail and items each keep tables of their own in it. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { GroupCommit, inTransaction } from "./group-commit.ts";
import { migrateSchema, schemaVersions, type SchemaPart } from "./schema-part.ts";
import { damaged, explainStoreError, foreign, StoreError } from "./store-error.ts";

/** The file's name in the data folder. */
export const databaseFile = "alur-pustaka.sqlite";

/**
 * How much a commit waits for the disk. A SIGKILL loses no commit in either case, since what was written stays with the operating
 * system. `full` also survives a power cut; `normal` may then lose the last commits, never the file.
 */
export type Sync = "full" | "normal";

/** The opened file. Whoever writes into it does so by `commit` and by nothing else; reading is free. */
export interface LocalDatabase {
  readonly database: DatabaseSync;
  /**
   * Writes together with what others write in this turn of the event loop. Resolves with what `write` returned once that is on
   * disk; rejects with what it threw, and then nothing of it was written, and all of the others' is.
   *
   * @param write runs later, whole and without waiting for anything; it may run a second time where the first came to nothing
   */
  commit<T>(write: () => T): Promise<T>;
  /** As `commit`, but what is deleted is overwritten too, so that nobody finds it in the file or a copy. */
  erase<T>(write: () => T): Promise<T>;
  /**
   * Brings the tables of one user to the state this program knows.
   * @throws {StoreError} where a newer program wrote them, or they are damaged
   */
  migrate(part: SchemaPart): void;
  /** Resolves once nothing waits to be written. */
  settled(): Promise<void>;
  /** Writes what waits and lets the file go. */
  close(): Promise<void>;
}

const applicationId = 0x414c5552;
/** Of the file as a whole; what is in it has versions of its own. Format 1 was a file of the workflow's alone. */
const format = 2;

/**
 * Opens the file, creating it (and its folder) where there is none. One process holds it at a time.
 *
 * @param file its path; `:memory:` for tests
 * @throws {StoreError} where it is locked, damaged, not writable or not ours
 */
export function openDatabase(file: string, sync: Sync = "full"): LocalDatabase {
  let database: DatabaseSync | undefined;
  try {
    if (file !== ":memory:") mkdirSync(path.dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: 0 });
    prepare(database, file, sync);
    return opened(database, file);
  } catch (error) {
    try {
      database?.close();
    } catch {
      // The first error is the one to tell.
    }
    throw unwritableFolder(explainStoreError(error, file), path.dirname(file));
  }
}

function opened(database: DatabaseSync, file: string): LocalDatabase {
  const commits = new GroupCommit(database);
  return {
    database,
    commit: (write) => commits.add(write),
    erase: (write) =>
      commits.add(() => {
        database.exec("PRAGMA secure_delete = ON");
        try {
          return write();
        } finally {
          database.exec("PRAGMA secure_delete = OFF");
        }
      }),
    migrate(part) {
      try {
        migrateSchema(database, file, part);
        checkTables(database, file, part.checked);
      } catch (error) {
        throw explainStoreError(error, file);
      }
    },
    settled: () => commits.settled(),
    async close() {
      await commits.settled();
      database.close();
    },
  };
}

function prepare(database: DatabaseSync, file: string, sync: Sync): void {
  // Exclusive locking keeps a second process out and ends with the process, however it ends.
  database.exec(
    `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA secure_delete = OFF; PRAGMA synchronous = ${sync === "full" ? "FULL" : "NORMAL"};`,
  );
  inTransaction(database, () => {
    const [ours, version] = [pragma(database, "application_id"), pragma(database, "user_version")];
    if (ours === 0 && version === 0 && isEmpty(database)) {
      database.exec(
        `${schemaVersions} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${String(format)};`,
      );
    } else if (ours !== applicationId || version !== format) throw foreign(file);
  });
  checkTables(database, file, ["schema_part"]);
}

/** Damage is better found at the start than by the first reader. */
function checkTables(database: DatabaseSync, file: string, tables: readonly string[]): void {
  for (const table of tables) {
    const [verdict] = database.prepare(`PRAGMA quick_check(${table})`).all();
    if (verdict && Object.values(verdict)[0] !== "ok") throw damaged(file);
  }
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
}

function unwritableFolder(error: unknown, folder: string): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EROFS" || code === "ENOTDIR" || code === "EEXIST" || code === "ENOSPC") {
    return new StoreError("STORE_UNWRITABLE", `${folder} cannot be written`, error);
  }
  return error;
}
