import type { SchemaPart } from "../../../host/schema-part.ts";

/** The workflow's tables. */
export const workflowSchema: SchemaPart = {
  name: "workflow",
  migrations: [
    `
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
`,
    // By which what has ended is found by its age, and its tokens with it.
    `
  CREATE INDEX execution_ended ON execution (json_extract(state, '$.stoppedAt')) WHERE status <> 'RUNNING';
  CREATE INDEX token_of_execution ON token (execution);
`,
  ],
  // The history is by far the largest table and is only read when somebody asks for it.
  checked: ["machine", "revision", "execution", "token"],
};
