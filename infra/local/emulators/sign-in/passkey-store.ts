/** What is kept of passkeys, beside the codes: public keys, and challenges until they are answered once. */
import type { DatabaseSync } from "node:sqlite";

export interface StoredPasskey {
  /** Credential id, base64url. */
  id: string;
  staffId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  /** How the browser reaches it, as it said itself. */
  transports: string[];
  /** Of the browser in which it was made. */
  name: string;
  /** Epoch milliseconds. */
  createdAt: number;
  usedAt: number | null;
}

export interface PasskeyStore {
  add(passkey: StoredPasskey): void;
  find(id: string): StoredPasskey | null;
  /** The latest first. */
  of(staffId: string): StoredPasskey[];
  noteUse(id: string, counter: number, at: number): void;
  /** Ends one that is this person's. */
  end(id: string, staffId: string): void;
  /** Keeps what a purpose was asked last, until an instant. */
  ask(purpose: string, challenge: string, until: number): void;
  /** Answers it once; null where nothing was asked, or too long ago. */
  takeChallenge(purpose: string): string | null;
  forgetExpired(): void;
}

const schema = `
CREATE TABLE IF NOT EXISTS passkey (
  id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, public_key BLOB NOT NULL, counter INTEGER NOT NULL, transports TEXT NOT NULL,
  name TEXT NOT NULL, created_at INTEGER NOT NULL, used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS passkey_by_staff ON passkey (staff_id, created_at);
CREATE TABLE IF NOT EXISTS challenge (purpose TEXT PRIMARY KEY, challenge TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** @param now epoch milliseconds */
export function openPasskeyStore(db: DatabaseSync, now: () => number): PasskeyStore {
  db.exec(schema);
  const columns =
    "id, staff_id AS staffId, public_key AS publicKey, counter, transports, name, created_at AS createdAt, used_at AS usedAt";
  const add = db.prepare(
    "INSERT INTO passkey (id, staff_id, public_key, counter, transports, name, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const find = db.prepare(`SELECT ${columns} FROM passkey WHERE id = ?`);
  const ofStaff = db.prepare(`SELECT ${columns} FROM passkey WHERE staff_id = ? ORDER BY created_at DESC, id`);
  const use = db.prepare("UPDATE passkey SET counter = ?, used_at = ? WHERE id = ?");
  const end = db.prepare("DELETE FROM passkey WHERE id = ? AND staff_id = ?");
  const ask = db.prepare("INSERT OR REPLACE INTO challenge (purpose, challenge, until) VALUES (?, ?, ?)");
  const take = db.prepare("DELETE FROM challenge WHERE purpose = ? RETURNING challenge, until");
  const forget = db.prepare("DELETE FROM challenge WHERE until < ?");
  const read = (row: unknown): StoredPasskey => {
    const { publicKey, transports, ...rest } = row as StoredPasskey & { transports: unknown };
    return { ...rest, publicKey: new Uint8Array(publicKey), transports: String(transports).split(" ").filter(Boolean) };
  };
  return {
    add: ({ counter, createdAt, id, name, publicKey, staffId, transports }) =>
      void add.run(id, staffId, publicKey, counter, transports.join(" "), name, createdAt),
    find(id) {
      const row = find.get(id);
      return row ? read(row) : null;
    },
    of: (staffId) => ofStaff.all(staffId).map(read),
    noteUse: (id, counter, at) => void use.run(counter, at, id),
    end: (id, staffId) => void end.run(id, staffId),
    ask: (purpose, challenge, until) => void ask.run(purpose, challenge, until),
    takeChallenge(purpose) {
      const row = take.get(purpose);
      return row && Number(row["until"]) > now() ? String(row["challenge"]) : null;
    },
    forgetExpired: () => void forget.run(now()),
  };
}
