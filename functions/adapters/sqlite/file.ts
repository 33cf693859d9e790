import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

/** A database file as whoever opened it hands it over. */
export interface OpenedFile {
  readonly database: DatabaseSync;
  /**
   * Writes together with whoever writes in the same moment; resolves with what `write` returned once it is on disk, and
   * rejects with what it threw, and then nothing of it was written. May run `write` twice.
   */
  commit<T>(write: () => T): Promise<T>;
}

type Row = Record<string, SQLOutputValue>;

/** The statements of a file, each prepared once. Changes belong into `write`. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  one(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  /** @returns how many rows it changed */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (!statement) this.#prepared.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }
}
