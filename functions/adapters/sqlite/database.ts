import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { GroupCommit } from "./group-commit.ts";

/**
 * How much a commit waits for the disk. A killed process loses no commit in either case, since what was written stays
 * with the operating system. `full` also survives a power cut; `normal` may then lose the last commits, never the file.
 */
export type Sync = "full" | "normal";

/** What one user of the file keeps in it. */
export interface Part {
  name: string;
  /** SQL that makes its tables, and for each later version what leads from the one before. Never changed, only added to. */
  versions: string[];
}

type Row = Record<string, SQLOutputValue>;

/** "ALUR": the file is ours. */
const applicationId = 0x414c5552;

/**
 * One SQLite file for everything that a machine keeps, so that nothing in it can part from the rest: reads at once, and
 * writes in transactions that are shared by all who write in the same moment.
 */
export class Database {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #commits = new GroupCommit((work) => this.#transaction(work));

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Opens a file, making it where there is none, or a database in memory (`:memory:`). One process holds a file at a
   * time; the hold ends with the process, however it ends.
   *
   * @throws Error of SQLite where the file is held, damaged or not writable; or one that says that it is not ours
   */
  static open(file: string, parts: Part[], sync: Sync = "full"): Database {
    const opened = new DatabaseSync(file, { timeout: 0 });
    try {
      opened.exec(
        `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sync === "full" ? "FULL" : "NORMAL"};`,
      );
      const database = new Database(opened);
      database.#transaction(() => database.#prepareFor(parts, file));
      return database;
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  one(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  /** Only within `write`. @returns how many rows it changed */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  /**
   * Runs work in the next transaction; answers what it answered once that is on disk. Where another's work in the same
   * transaction fails, this one runs again in another, so it may do nothing but read and write the database.
   */
  write<Answer>(work: () => Answer): Promise<Answer> {
    return this.#commits.add(work);
  }

  /** Writes what still waits, and lets the file go. */
  async close(): Promise<void> {
    await this.#commits.settled();
    this.#statements.clear();
    this.#database.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #prepareFor(parts: Part[], file: string): void {
    const isNew = this.one("SELECT 1 FROM sqlite_schema LIMIT 1") === undefined;
    if (isNew) {
      this.#database.exec(`
        PRAGMA application_id = ${applicationId};
        CREATE TABLE part (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;`);
    } else if (this.one("PRAGMA application_id")?.["application_id"] !== applicationId) {
      throw new Error(`${file} was not written by this program`);
    }
    for (const { name, versions } of parts) {
      const version = Number(this.one("SELECT version FROM part WHERE name = ?", name)?.["version"] ?? 0);
      if (version > versions.length) throw new Error(`${file} was written by a newer version of this program`);
      for (const sql of versions.slice(version)) this.#database.exec(sql);
      this.run(
        "INSERT INTO part (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
        name,
        versions.length,
      );
    }
  }
}
