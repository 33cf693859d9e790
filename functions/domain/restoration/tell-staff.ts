/** After a restoration has been ended, each of the staff gets one mail about what may be missing. */
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { personOf } from "../case/records.ts";
import { restoredLetter } from "../mail/letters/restored.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies } from "../ports.ts";
import type { Restoration } from "./restoration.ts";

/** Whoever could not be told by then was told by colleagues. */
const triedMinutes = 48 * 60;

/** Mails whom the record names as not told, and takes each off it; who could not be mailed stays for the next time. */
export async function tellStaff({
  agencies,
  clock,
  log,
  mailer,
  restorations,
}: Pick<Dependencies, "agencies" | "clock" | "log" | "mailer" | "restorations">): Promise<void> {
  let record = await restorations.read();
  if (!record?.ended) return;
  const settings = await agencies.settings();
  const staff = new Map((await agencies.staff()).map((member) => [personOf(member), member]));
  const letter = restoredLetter(settings, record);
  const isOver = minutesLater(record.ended.at, triedMinutes) < isoInstant(clock.now());
  for (const person of record.untold ?? []) {
    const member = staff.get(person);
    try {
      if (member && !isOver) {
        await mailer.send({
          id: `restored.${record.restoredAt}.${member.id}`,
          caseId: null,
          to: { name: member.name, address: member.email },
          subject: letter.subject,
          ...renderMail(settings, { body: letter.body, language: "id" }),
        });
      }
    } catch (error) {
      log.problem("restoration-not-told", error);
      continue;
    }
    const next: Restoration = { ...record, untold: record.untold?.filter((each) => each !== person) ?? [] };
    if (!(await restorations.replace(record, next))) return;
    record = { ...next, change: record.change + 1 };
  }
}
