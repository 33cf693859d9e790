/** Every message that was sent, in the database file before its sender is answered. */
import { randomBytes } from "node:crypto";
import type { LocalDatabase } from "../../host/database.ts";
import { envelopeOf, takeApart, urgentTag, type Envelope, type Message } from "./message.ts";
import { mailSchema } from "./mail-schema.ts";

export interface MessageStore {
  /**
   * Stores a message durably (and with it, where mail is relayed, that it is to be handed on) and answers its id. Ids sort by the
   * time of sending.
   */
  add(raw: Uint8Array): Promise<string>;
  /** The message, or null when there is none. */
  read(id: string): Promise<Message | null>;
  /** As it was sent. */
  raw(id: string): Promise<Buffer | null>;
  /** Newest first; nothing older can turn up later. `after`: only what was sent after the message with this id, or after this instant. */
  list(filter?: { to?: string; after?: string; limit?: number }): Promise<Message[]>;
  /**
   * Forgets so many messages that were sent before an instant, epoch milliseconds, and answers how many there were. What
   * is still to be handed on, or to be told about, stays.
   */
  forget(sentBefore: number, atMost: number): Promise<number>;
}

export interface MessageStoreOptions {
  local: LocalDatabase;
  /** Epoch milliseconds. */
  now: () => number;
  /** What is sent from now on is to be handed on to a mail server. */
  relayed?: boolean;
}

/** Digits of an instant in epoch milliseconds, so that ids sort as text. */
const digits = 13;
const ofAll = "SELECT id FROM mail WHERE id > ? ORDER BY id DESC LIMIT ?";
/** Ids begin with the instant of sending. */
const oldOnes = `SELECT m.id FROM mail m LEFT JOIN mail_relay r ON r.mail = m.id
  WHERE m.id < ? AND (r.mail IS NULL OR (r.state <> 'waiting' AND r.to_report IS NULL)) ORDER BY m.id LIMIT ?`;
const ofAddress = "SELECT mail AS id FROM mail_recipient WHERE mail > ? AND address = ? ORDER BY mail DESC LIMIT ?";

/** @throws {StoreError} where the tables are damaged, or a newer program wrote them */
export function openMessageStore({ local, now, relayed = false }: MessageStoreOptions): MessageStore {
  local.migrate(mailSchema);
  const { database } = local;
  const insert = mailInserter(local);
  const stored = database.prepare("SELECT sent_at, raw FROM mail WHERE id = ?");
  const [all, addressed] = [database.prepare(ofAll), database.prepare(ofAddress)];
  const old = database.prepare(oldOnes);
  const parts = [
    ["mail", "id"],
    ["mail_recipient", "mail"],
    ["mail_relay", "mail"],
  ].map(([table, key]) => database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`));
  const last = String(database.prepare("SELECT max(id) AS id FROM mail").get()?.["id"] ?? "");
  let instant = Number(last.slice(0, digits));
  let sequence = Number(last.slice(digits + 1, digits + 7));

  /** Made when it is written, so that ids come into the file in their order; a clock that was put back changes nothing of that. */
  function nextId(sentAt: number): string {
    sequence = sentAt > instant ? 0 : sequence + 1;
    instant = Math.max(instant, sentAt);
    return `${padded(instant, digits)}-${padded(sequence, 6)}-${randomBytes(8).toString("hex")}`;
  }

  function find(id: string): { sentAt: number; raw: Buffer } | null {
    const row = stored.get(id);
    return row ? { sentAt: Number(row["sent_at"]), raw: Buffer.from(row["raw"] as Uint8Array) } : null;
  }

  async function read(id: string): Promise<Message | null> {
    const found = find(id);
    return found && takeApart(id, found.sentAt, found.raw);
  }

  return {
    read,
    raw: async (id) => find(id)?.raw ?? null,
    async add(raw) {
      const envelope = await envelopeOf(raw);
      return local.commit(() => {
        const sentAt = now();
        const id = nextId(sentAt);
        insert({ id, sentAt, raw, envelope, waiting: relayed ? { attempts: 0 } : null });
        return id;
      });
    },
    async list({ to, after, limit } = {}) {
      const start = after === undefined ? "" : startAfter(after);
      const most = limit ?? -1;
      const ids = to === undefined ? all.all(start, most) : addressed.all(start, to.toLowerCase(), most);
      const messages: Message[] = [];
      for (const { id } of ids) messages.push(...[await read(String(id))].filter((message) => message !== null));
      return messages;
    },
    forget: (sentBefore, atMost) =>
      local.erase(() => {
        const ids = old.all(padded(sentBefore, digits), atMost).map(({ id }) => String(id));
        for (const id of ids) for (const part of parts) part.run(id);
        return ids.length;
      }),
  };
}

/** A message as it is written, and how often it was tried in vain to hand it on; `waiting` null where it stays here. */
export interface NewMail {
  id: string;
  sentAt: number;
  raw: Uint8Array;
  envelope: Envelope;
  waiting: { attempts: number } | null;
}

/** Writes one message into its tables; to be called within a transaction, after the tables are there. */
export function mailInserter({ database }: Pick<LocalDatabase, "database">): (mail: NewMail) => void {
  const mail = database.prepare("INSERT INTO mail (id, sent_at, sender, raw) VALUES (?, ?, ?, ?)");
  const recipient = database.prepare("INSERT INTO mail_recipient (address, mail) VALUES (?, ?)");
  const relay = database.prepare(
    "INSERT INTO mail_relay (mail, urgent, sent_at, state, recipients, attempts, next_try_at) VALUES (?, ?, ?, 'waiting', ?, ?, 0)",
  );
  return ({ id, sentAt, raw, envelope, waiting }) => {
    mail.run(id, sentAt, envelope.from, raw);
    for (const address of envelope.to) recipient.run(address, id);
    const urgent = envelope.tags[urgentTag] ? 1 : 0;
    if (waiting && envelope.to.length > 0) relay.run(id, urgent, sentAt, JSON.stringify(envelope.to), waiting.attempts);
  };
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** An instant stands for the last id of its millisecond. */
function startAfter(after: string): string {
  const instant = after.includes(":") ? Date.parse(after) : Number.NaN;
  return Number.isNaN(instant) ? after : `${padded(instant, digits)}~`;
}
