/** Hands stored messages on to a real mail server. A message waits as a small file until the server has taken it. */
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import { writeDurably } from "../../host/durable-file.ts";
import { failureFacts, type Log } from "../../host/log.ts";
import type { MessageStore } from "./message-store.ts";

export interface Relay {
  /** Notes durably that the message is to be handed on; it is tried at once, in the background. */
  queue(id: string): Promise<void>;
  /** Tries again what the server has not taken yet. Resolves when all was tried once. */
  retry(): Promise<void>;
  /** Waits for the attempt under way. */
  close(): Promise<void>;
}

interface Waiting {
  attempts: number;
}

/**
 * @param smtpUrl such as `smtps://user:password@mail.example.go.id`
 * @param folder of the notes about what waits
 */
export async function openRelay(smtpUrl: string, folder: string, store: MessageStore, log: Log): Promise<Relay> {
  await mkdir(folder, { recursive: true });
  const transport = createTransport(smtpUrl);
  let working: Promise<void> = Promise.resolve();

  async function handOn(id: string): Promise<void> {
    const note = path.join(folder, id);
    const [message, raw] = await Promise.all([store.read(id), store.raw(id)]);
    if (!message || !raw) return rm(note, { force: true });
    try {
      await transport.sendMail({ envelope: { from: message.from, to: message.to }, raw });
      await rm(note, { force: true });
    } catch (error) {
      const { attempts } = JSON.parse(await readFile(note, "utf8")) as Waiting;
      const refused = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : null;
      log("mail-not-relayed", { id, attempts: attempts + 1, code: refused });
      await writeDurably(note, JSON.stringify({ attempts: attempts + 1 } satisfies Waiting));
    }
  }

  /** One at a time: a message that is being handed on must not be handed on a second time. */
  function afterTheOthers(work: () => Promise<void>): Promise<void> {
    working = working.then(work).catch((error: unknown) => log("mail-relay-failed", failureFacts(error)));
    return working;
  }

  return {
    async queue(id) {
      await writeDurably(path.join(folder, id), JSON.stringify({ attempts: 0 } satisfies Waiting));
      void afterTheOthers(() => handOn(id));
    },
    retry: () =>
      afterTheOthers(async () => {
        const waiting = (await readdir(folder)).filter((name) => !name.endsWith(".tmp"));
        for (const id of waiting.toSorted()) await handOn(id);
      }),
    async close() {
      await working;
      transport.close();
    },
  };
}
