/** What the sign-in service remembers, in one SQLite file: the provider's artifacts, and the codes that were mailed. */
import { DatabaseSync } from "node:sqlite";
import type { Adapter, AdapterPayload } from "oidc-provider";
import { openPasskeyStore, type PasskeyStore } from "./passkey-store.ts";
import { StartUpError } from "../../host/start-up-error.ts";

/** A mailed code. */
export interface StoredCode {
  id: number;
  email: string;
  /** Null for an address that nobody has: the code is asked for all the same, and never fits. */
  staffId: string | null;
  hash: string;
  /** Epoch milliseconds. */
  expiresAt: number;
  tries: number;
}

export interface SignInStore {
  passkeys: PasskeyStore;
  /** Storage of one model of oidc-provider. */
  adapter(model: string): Adapter;
  addCode(interaction: string, code: Omit<StoredCode, "id" | "tries">, sentAt: number): void;
  /** The latest of an interaction. */
  code(interaction: string): StoredCode | null;
  /** Counts a try in one write; false, and nothing is counted, where so many were made or the code is over. */
  countTry(id: number, atMost: number): boolean;
  forgetCodes(interaction: string): void;
  /** Somebody signed in at a browser by a code: it is known as theirs until an instant (epoch milliseconds). */
  know(browser: string, staffId: string, until: number): void;
  /** Whether a browser is known as that of a staff member. */
  isKnown(browser: string, staffId: string): boolean;
  /** Forgets what is of no use any more. */
  forgetExpired(): void;
  close(): void;
}

const schema = `
CREATE TABLE IF NOT EXISTS artifact (
  model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at INTEGER,
  PRIMARY KEY (model, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS artifact_by_grant ON artifact (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS artifact_expired ON artifact (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS artifact_by_uid ON artifact (model, uid) WHERE uid IS NOT NULL;
CREATE TABLE IF NOT EXISTS code (
  id INTEGER PRIMARY KEY, interaction TEXT NOT NULL, email TEXT NOT NULL, staff_id TEXT, hash TEXT NOT NULL,
  sent_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0
) STRICT;
DROP INDEX IF EXISTS code_by_email;
CREATE INDEX IF NOT EXISTS code_by_interaction ON code (interaction, id);
CREATE TABLE IF NOT EXISTS known_browser (
  browser TEXT NOT NULL, staff_id TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (browser, staff_id)
) STRICT, WITHOUT ROWID;
`;

/**
 * @param now epoch milliseconds of the clock that the codes live by; the provider lives by the system's time
 * @throws {StartUpError} when the file is damaged
 */
export function openSignInStore(file: string, now: () => number): SignInStore {
  const db = open(file);
  const passkeys = openPasskeyStore(db, now);
  const forgetArtifacts = db.prepare("DELETE FROM artifact WHERE expires_at < ?");
  const forgetOldCodes = db.prepare("DELETE FROM code WHERE expires_at < ? AND sent_at < ?");
  const forgetBrowsers = db.prepare("DELETE FROM known_browser WHERE until < ?");
  const forgetExpired = (): void => {
    const dayAgo = now() - 24 * 60 * 60 * 1000;
    forgetArtifacts.run(seconds(Date.now()));
    forgetOldCodes.run(dayAgo, dayAgo);
    forgetBrowsers.run(now());
    passkeys.forgetExpired();
  };
  forgetExpired();
  const insertCode = db.prepare(
    "INSERT INTO code (interaction, email, staff_id, hash, sent_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const latestCode = db.prepare(
    "SELECT id, email, staff_id AS staffId, hash, expires_at AS expiresAt, tries FROM code WHERE interaction = ? ORDER BY id DESC LIMIT 1",
  );
  const countTry = db.prepare("UPDATE code SET tries = tries + 1 WHERE id = ? AND tries < ? AND expires_at > ?");
  const know = db.prepare("INSERT OR REPLACE INTO known_browser (browser, staff_id, until) VALUES (?, ?, ?)");
  const known = db.prepare("SELECT 1 FROM known_browser WHERE browser = ? AND staff_id = ? AND until > ?");
  return {
    passkeys,
    adapter: (model) => adapterFor(db, model),
    addCode: (interaction, code, sentAt) =>
      void insertCode.run(interaction, code.email, code.staffId, code.hash, sentAt, code.expiresAt),
    code: (interaction) => (latestCode.get(interaction) as unknown as StoredCode | undefined) ?? null,
    countTry: (id, atMost) => countTry.run(id, atMost, now()).changes > 0,
    forgetCodes: (interaction) =>
      void db.prepare("UPDATE code SET expires_at = 0 WHERE interaction = ?").run(interaction),
    know: (browser, staffId, until) => void know.run(browser, staffId, until),
    isKnown: (browser, staffId) => known.get(browser, staffId, now()) !== undefined,
    forgetExpired,
    close: () => db.close(),
  };
}

function open(file: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    db.exec(schema);
    return db;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartUpError(`${file} cannot be used (${reason}). Restore it from a backup; nothing was changed.`, {
      cause: error,
    });
  }
}

function adapterFor(db: DatabaseSync, model: string): Adapter {
  const write = db.prepare(
    "INSERT OR REPLACE INTO artifact (model, id, payload, grant_id, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const byId = db.prepare("SELECT payload, expires_at FROM artifact WHERE model = ? AND id = ?");
  const byUid = db.prepare("SELECT payload, expires_at FROM artifact WHERE model = ? AND uid = ?");
  const remove = db.prepare("DELETE FROM artifact WHERE model = ? AND id = ?");
  const consume = db.prepare(
    "UPDATE artifact SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
  );
  const revoke = db.prepare("DELETE FROM artifact WHERE grant_id = ?");

  function read(row: Record<string, unknown> | undefined): AdapterPayload | undefined {
    if (!row || (typeof row["expires_at"] === "number" && row["expires_at"] < seconds(Date.now()))) return undefined;
    return JSON.parse(String(row["payload"])) as AdapterPayload;
  }

  return {
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn ? seconds(Date.now()) + expiresIn : null;
      write.run(model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, expiresAt);
    },
    find: async (id) => read(byId.get(model, id)),
    findByUid: async (uid) => read(byUid.get(model, uid)),
    findByUserCode: async () => undefined,
    destroy: async (id) => void remove.run(model, id),
    consume: async (id) => void consume.run(seconds(Date.now()), model, id),
    revokeByGrantId: async (grantId) => void revoke.run(grantId),
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
