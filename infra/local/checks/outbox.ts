import type { DatabaseSync } from "node:sqlite";
import { envelopeOf } from "../emulators/ses/message.ts";
import type { Findings } from "./findings.ts";

/** Each message that waits to be handed on is there, and is about a case that is. */
export async function checkOutbox(database: DatabaseSync, cases: ReadonlyMap<string, unknown>): Promise<Findings> {
  const differences: string[] = [];
  const notes: string[] = [];
  const waiting = database
    .prepare("SELECT r.mail, m.raw FROM mail_relay r LEFT JOIN mail m ON m.id = r.mail WHERE r.state = 'waiting'")
    .iterate();
  for (const { mail, raw } of waiting) {
    if (!(raw instanceof Uint8Array)) {
      differences.push(`the message ${String(mail)} waits to be sent and is not there`);
      continue;
    }
    const [caseId] = (await envelopeOf(raw)).tags["case"] ?? [];
    if (caseId && !cases.has(caseId)) notes.push(`the message ${String(mail)} is about ${caseId}, which is not there`);
  }
  const strays = "SELECT DISTINCT mail FROM mail_recipient WHERE mail NOT IN (SELECT id FROM mail)";
  for (const { mail } of database.prepare(strays).all()) {
    differences.push(`the outbox lists the message ${String(mail)}, which is not there`);
  }
  return { differences, notes };
}
