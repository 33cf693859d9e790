import type { SchemaPart } from "../../host/schema-part.ts";

/**
 * Mails as they were sent, whom they are for, and what is to be handed on. The raw message stands apart from what changes
 * with each attempt. Instants are epoch milliseconds, lists of addresses JSON.
 */
export const mailSchema: SchemaPart = {
  name: "mail",
  migrations: [
    `
  CREATE TABLE mail (id TEXT PRIMARY KEY, sent_at INTEGER NOT NULL, sender TEXT NOT NULL, raw BLOB NOT NULL) STRICT;
  CREATE TABLE mail_recipient (address TEXT NOT NULL, mail TEXT NOT NULL, PRIMARY KEY (address, mail)) STRICT, WITHOUT ROWID;
  CREATE TABLE mail_relay (
    mail TEXT PRIMARY KEY, urgent INTEGER NOT NULL, sent_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'refused', 'given-up')),
    recipients TEXT NOT NULL, attempts INTEGER NOT NULL, next_try_at INTEGER NOT NULL, ended_at INTEGER,
    to_report TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mail_relay_waiting ON mail_relay (urgent, next_try_at) WHERE state = 'waiting';
  CREATE INDEX mail_relay_taken ON mail_relay (ended_at) WHERE state = 'taken';
  CREATE INDEX mail_relay_to_report ON mail_relay (mail) WHERE to_report IS NOT NULL;
`,
    "CREATE INDEX mail_recipient_of_mail ON mail_recipient (mail);",
  ],
  checked: ["mail_recipient", "mail_relay"],
};
