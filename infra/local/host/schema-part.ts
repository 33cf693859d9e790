/** Each user of the database file brings its own tables, with a version of their own. */
import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "./group-commit.ts";
import { foreign } from "./store-error.ts";

/** The tables of one user of the file. */
export interface SchemaPart {
  /** Stable, for it is stored. */
  name: string;
  /** SQL that leads from each version to the next: the first makes the tables, and one that was published never changes. */
  migrations: readonly string[];
  /** Tables that are looked through for damage at each start: what a start depends on, not what is large. */
  checked: readonly string[];
}

/** Makes the table that says which version each part has. */
export const schemaVersions =
  "CREATE TABLE schema_part (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

/**
 * Runs the migrations that a part lacks, all or none of them.
 * @throws {StoreError} where a newer program wrote the part
 */
export function migrateSchema(database: DatabaseSync, file: string, { name, migrations }: SchemaPart): void {
  const found = database.prepare("SELECT version FROM schema_part WHERE name = ?").get(name);
  const version = Number(found?.["version"] ?? 0);
  if (version > migrations.length)
    throw foreign(file, `was written by a newer version of the program (${name} ${version})`);
  if (version === migrations.length) return;
  inTransaction(database, () => {
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.prepare("INSERT OR REPLACE INTO schema_part (name, version) VALUES (?, ?)").run(name, migrations.length);
  });
}
