import type { SchemaPart } from "../host/schema-part.ts";

/** A row that is written to see whether writing works; and how each alarm stands. Instants are epoch milliseconds. */
export const healthSchema: SchemaPart = {
  name: "health",
  migrations: [
    `
  CREATE TABLE heartbeat (id INTEGER PRIMARY KEY CHECK (id = 1), beat INTEGER NOT NULL) STRICT;
  CREATE TABLE alarm (name TEXT PRIMARY KEY, since INTEGER, told INTEGER NOT NULL, mailed_at INTEGER) STRICT, WITHOUT ROWID;
`,
  ],
  checked: ["alarm"],
};
