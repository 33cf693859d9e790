/** Makes the database of a copy one that knows it was restored. */
import { openDatabase, type LocalDatabase } from "../host/database.ts";
import { loadOneMachine } from "../host/one-machine.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { StoreError } from "../host/store-error.ts";
import { mailSchema } from "../emulators/ses/mail-schema.ts";
import type { NotedErasure } from "../../noted-erasures.ts";
import { envelopeOf } from "../emulators/ses/message.ts";

/** Instants, ISO 8601. */
export interface RestoredAt {
  copyAt: string;
  restoredAt: string;
}

/**
 * Mails that waited for the mail server wait among those of which nobody knows whether they left.
 *
 * @param erasures what was to be erased since, too
 * @returns numbers of the cases of which something comes to be erased again
 * @throws {StartUpError} where the database cannot be used by this version of the program
 */
export async function markDatabaseRestored(
  file: string,
  at: RestoredAt,
  erasures: NotedErasure[] = [],
): Promise<string[]> {
  const oneMachine = await loadOneMachine();
  let local: LocalDatabase | null = null;
  try {
    local = openDatabase(file);
    local.migrate(oneMachine.itemTable);
    local.migrate(mailSchema);
    const items = oneMachine.sqliteItems(local);
    for (const { mail, caseId, name } of await waitingIn(local)) {
      if (caseId !== null) await oneMachine.putBackMail(items, caseId, name);
      await local.commit(() => end(local as LocalDatabase, mail));
    }
    return await oneMachine.markRestored(items, at, erasures);
  } catch (error) {
    if (error instanceof StoreError) throw new StartUpError(`${error.message}.`, { cause: error });
    throw error;
  } finally {
    await local?.close();
  }
}

interface WaitingMessage {
  /** Its id in the outbox. */
  mail: string;
  caseId: string | null;
  /** Left side of its Message-ID. */
  name: string;
}

async function waitingIn({ database }: LocalDatabase): Promise<WaitingMessage[]> {
  const rows = database
    .prepare("SELECT r.mail, m.raw FROM mail_relay r JOIN mail m ON m.id = r.mail WHERE r.state = 'waiting'")
    .all();
  return Promise.all(
    rows.map(async ({ mail, raw }) => {
      const bytes = raw as Uint8Array;
      const [caseId = null] = (await envelopeOf(bytes)).tags["case"] ?? [];
      const name = /^Message-ID:\s*<([^@>]+)@/im.exec(Buffer.from(bytes).toString("latin1"))?.[1] ?? "";
      return { mail: String(mail), caseId, name };
    }),
  );
}

/** It is not handed on from here any more. */
function end({ database }: LocalDatabase, mail: string): void {
  database.prepare("UPDATE mail_relay SET state = 'given-up', ended_at = sent_at WHERE mail = ?").run(mail);
}
