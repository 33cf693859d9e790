import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { damaged, explainStoreError, WorkflowStoreError } from "./store-error.ts";

/**
 * How much a commit waits for the disk. A SIGKILL loses no commit in either case, since what was written stays with the operating
 * system. `full` also survives a power cut; `normal` may then lose the last commits, never the file.
 */
export type Sync = "full" | "normal";

/** The file's name in the data folder. */
const WORKFLOW_FILE = "workflow.sqlite";

const APPLICATION_ID = 0x414c5552;
const SCHEMA_VERSION = 1;

// What a start depends on. The history is by far the largest table and is only read when somebody asks for it.
const TABLES_TO_CHECK = ["machine", "revision", "execution", "token"];

const SCHEMA = `
  CREATE TABLE machine (
    arn TEXT PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL, revision INTEGER NOT NULL, created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE revision (
    arn TEXT NOT NULL, revision INTEGER NOT NULL, definition TEXT NOT NULL, role_arn TEXT NOT NULL, created_at INTEGER NOT NULL,
    PRIMARY KEY (arn, revision)
  ) WITHOUT ROWID;
  CREATE TABLE execution (
    id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, revision INTEGER NOT NULL, status TEXT NOT NULL,
    wake_at INTEGER, pending INTEGER NOT NULL, state TEXT NOT NULL
  );
  CREATE INDEX execution_of_machine ON execution (machine_arn, status, id);
  CREATE INDEX execution_to_wake ON execution (wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX execution_pending ON execution (id) WHERE pending = 1;
  CREATE TABLE history (
    execution INTEGER NOT NULL, first_event INTEGER NOT NULL, events TEXT NOT NULL, PRIMARY KEY (execution, first_event)
  ) WITHOUT ROWID;
  CREATE TABLE token (token TEXT PRIMARY KEY, execution INTEGER NOT NULL) WITHOUT ROWID;
`;

/**
 * Opens the workflow's file, creating it where there is none. One process holds it at a time.
 * @throws WorkflowStoreError where it is locked, damaged, not writable or not ours.
 */
export function openDatabase(folder: string, sync: Sync): DatabaseSync {
  const file = join(folder, WORKFLOW_FILE);
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    database = new DatabaseSync(file, { timeout: 0 });
    prepare(database, file, sync);
    return database;
  } catch (error) {
    try {
      database?.close();
    } catch {
      // The first error is the one to tell.
    }
    throw unwritableFolder(explainStoreError(error, file), folder);
  }
}

function prepare(database: DatabaseSync, file: string, sync: Sync): void {
  // Exclusive locking keeps a second process out and ends with the process, however it ends.
  database.exec(
    `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sync === "full" ? "FULL" : "NORMAL"};`,
  );
  database.exec("BEGIN IMMEDIATE");
  const version = pragma(database, "user_version");
  const application = pragma(database, "application_id");
  if (version === 0 && application === 0 && isEmpty(database)) {
    database.exec(`${SCHEMA} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
  } else if (application !== APPLICATION_ID || version !== SCHEMA_VERSION) {
    throw new WorkflowStoreError("WORKFLOW_STORE_FOREIGN", `${file} was not written by this version of the program`);
  }
  database.exec("COMMIT");
  for (const table of TABLES_TO_CHECK) {
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
    return new WorkflowStoreError("WORKFLOW_STORE_UNWRITABLE", `${folder} cannot be written`, error);
  }
  return error;
}
