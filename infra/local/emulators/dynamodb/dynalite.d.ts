/** The parts of dynalite that the worker uses; the package brings no types. */
declare module "dynalite" {
  import type { Server } from "node:http";
  export default function dynalite(options: { path?: string; createTableMs: number }): Server;
}

declare module "dynalite/db/index.js" {
  export type Item = Record<string, Record<string, unknown>>;
  export type Done = (error: unknown) => void;
  export interface Table {
    TableName: string;
    LocalSecondaryIndexes?: object[];
    GlobalSecondaryIndexes?: object[];
  }
  export interface WriteOperation {
    type: "put" | "del";
    key: string;
    value?: Item;
  }
  export interface ItemDb {
    put(key: string, item: Item, done: Done): void;
    del(key: string, done: Done): void;
  }
  export interface Iterator {
    close(): Promise<void>;
  }
  export interface Level {
    open(): Promise<void>;
    keys(options: object): Iterator;
    values(options: object): Iterator;
  }
  /** The database as abstract-level made it. */
  export interface BatchWriter {
    batch(this: Level, operations: WriteOperation[], options: { sync: boolean }): Promise<void>;
  }
  export interface Store {
    db: Level;
    getItemDb(table: string): ItemDb;
  }
  interface Db {
    create(options: object): Store;
    createKey(item: Item, table: Table): string;
    getIndexActions(
      indexes: object[],
      existing: Item | null | undefined,
      item: Item | null | undefined,
      table: Table,
    ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
    updateIndexes(
      store: Store,
      table: Table,
      existing: Item | null | undefined,
      item: Item | null | undefined,
      done: Done,
    ): void;
  }
  const db: Db;
  export default db;
}
