import type { DatabaseSync } from "node:sqlite";

interface Entry {
  write: () => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** Hands the outcome of an entry to the one who waits for it. */
type Settle = () => void;

/**
 * Gathers the writes of one turn of the event loop into one transaction: many users share one wait for the disk.
 *
 * Each write has a savepoint of its own, so that one that throws takes nothing of the others with it. Where the
 * transaction as a whole fails (no room on the disk for all of it), each write is tried in a transaction of its own.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #entries: Entry[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Resolves with what the write returned once it is on disk; rejects with what it threw, and then nothing of it was
   * written.
   *
   * @param write runs later, whole and without waiting for anything; it may run a second time where the first came to nothing
   */
  add<T>(write: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#entries.push({ write, resolve: (value) => resolve(value as T), reject });
      if (this.#entries.length === 1) this.#last = new Promise((flushed) => setImmediate(() => flushed(this.#flush())));
    });
  }

  /** Resolves once nothing waits to be written. */
  async settled(): Promise<void> {
    while (this.#entries.length > 0) await this.#last;
  }

  #flush(): void {
    const entries = this.#entries;
    this.#entries = [];
    for (const settle of this.#written(entries)) settle();
  }

  #written(entries: Entry[]): Settle[] {
    try {
      return inTransaction(this.#database, () => entries.map((entry) => this.#apply(entry)));
    } catch (error) {
      if (entries.length > 1) return entries.flatMap((entry) => this.#written([entry]));
      return entries.map(
        ({ reject }) =>
          () =>
            reject(error),
      );
    }
  }

  #apply({ write, resolve, reject }: Entry): Settle {
    this.#database.exec("SAVEPOINT entry");
    try {
      const value = write();
      this.#database.exec("RELEASE entry");
      return () => resolve(value);
    } catch (error) {
      // Some failures, such as a full disk, make SQLite give up the whole transaction by itself.
      if (!this.#database.isTransaction) throw error;
      this.#database.exec("ROLLBACK TO entry; RELEASE entry");
      return () => reject(error);
    }
  }
}

/** Runs writes so that all or none of them are on disk when it returns. */
export function inTransaction<T>(database: DatabaseSync, writes: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const value = writes();
    database.exec("COMMIT");
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
