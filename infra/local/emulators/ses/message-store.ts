/** Every message that was sent, a file each, written before its sender is answered. */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import PostalMime from "postal-mime";
import { codeOf } from "../../host/start-up-error.ts";
import { writeDurably } from "../../host/durable-file.ts";

/** A message taken apart. */
export interface Message {
  id: string;
  /** ISO 8601 instant at which it was sent. */
  date: string;
  from: string;
  /** Addresses, in lower case. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** Web addresses in the message, each once, in their order. */
  links: string[];
}

export interface MessageStore {
  /** Stores a message durably and answers its id. Ids sort by the time of sending. */
  add(raw: Uint8Array): Promise<string>;
  /** The message, or null when there is none. */
  read(id: string): Promise<Message | null>;
  /** As it was sent. */
  raw(id: string): Promise<Buffer | null>;
  /** Newest first; nothing older can turn up later. `after`: only what was sent after the message with this id, or after this instant. */
  list(filter?: { to?: string; after?: string; limit?: number }): Promise<Message[]>;
}

/** @param folder is made when missing */
export async function openMessageStore(folder: string, now: () => number): Promise<MessageStore> {
  await mkdir(folder, { recursive: true });
  const ids = (await readdir(folder))
    .filter((name) => name.endsWith(".eml"))
    .map((name) => name.slice(0, -".eml".length));
  ids.sort();
  const parsed = new Map<string, Message>();
  const onTheWay = new Set<Promise<void>>();
  let sequence = 0;
  let instant = 0;

  function nextId(): string {
    sequence = (sequence + 1) % 1_000_000;
    instant = Math.max(instant, now());
    return `${String(instant).padStart(13, "0")}-${String(sequence).padStart(6, "0")}-${randomBytes(8).toString("hex")}`;
  }

  async function raw(id: string): Promise<Buffer | null> {
    if (!/^[\w-]+$/.test(id)) return null;
    return readFile(path.join(folder, `${id}.eml`)).catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return null;
      throw error;
    });
  }

  async function read(id: string): Promise<Message | null> {
    const known = parsed.get(id);
    if (known) return known;
    const bytes = await raw(id);
    if (!bytes) return null;
    const message = await takeApart(id, bytes);
    parsed.set(id, message);
    return message;
  }

  return {
    read,
    raw,
    async add(bytes) {
      const id = nextId();
      const stored = writeDurably(path.join(folder, `${id}.eml`), bytes).then(() => void ids.push(id));
      onTheWay.add(stored);
      await stored.finally(() => onTheWay.delete(stored));
      return id;
    },
    async list({ to, after, limit = Infinity } = {}) {
      const messages: Message[] = [];
      const start = after === undefined ? "" : startAfter(after);
      // Who asks again for what came after the newest of this list must not miss an older one that took longer.
      const end = nextId();
      await Promise.allSettled(onTheWay);
      for (const id of ids
        .filter((each) => each < end)
        .toSorted()
        .toReversed()) {
        if (messages.length >= limit || id <= start) break;
        const message = await read(id);
        if (message && (to === undefined || message.to.includes(to.toLowerCase()))) messages.push(message);
      }
      return messages;
    },
  };
}

/** An instant stands for the last id of its millisecond. */
function startAfter(after: string): string {
  const instant = after.includes(":") ? Date.parse(after) : Number.NaN;
  return Number.isNaN(instant) ? after : `${String(instant).padStart(13, "0")}~`;
}

async function takeApart(id: string, bytes: Buffer): Promise<Message> {
  const mail = await PostalMime.parse(bytes);
  const people = [...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])];
  const text = mail.text ?? "";
  const html = mail.html ?? "";
  return {
    id,
    date: new Date(Number(id.slice(0, 13))).toISOString(),
    from: mail.from?.address ?? "",
    to: people.flatMap((person) => person.address?.toLowerCase() ?? []),
    subject: mail.subject ?? "",
    text,
    html,
    links: linksOf(text, html),
  };
}

function linksOf(text: string, html: string): string[] {
  const inHtml = [...html.matchAll(/href\s*=\s*["'](https?:[^"']+)["']/gi)].map(([, address]) => address ?? "");
  const inText = text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  return [...new Set([...inHtml.map((address) => address.replaceAll("&amp;", "&")), ...inText])];
}
