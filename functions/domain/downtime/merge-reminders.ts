/** Reminders that fell due while the service was away reach each member of the staff as one mail, not as many. */
import type { MailItem } from "../case/records.ts";
import { personOf } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import { isOver, send, type PostDependencies } from "../mail/outbox.ts";
import type { Dependencies } from "../ports.ts";
import { outageWords, type Outage } from "./outage.ts";

export type ReminderDependencies = PostDependencies & Pick<Dependencies, "todos">;

/** More than wait for a day in any office; the rest goes out one by one. */
const atOnce = 5_000;

/** @returns how many reminders were put together into others */
export async function mergeReminders(dependencies: ReminderDependencies, outage: Outage): Promise<number> {
  const { agencies, cases, clock, mails, todos } = dependencies;
  const now = isoInstant(clock.now());
  const due = (await todos.due(now, atOnce)).flatMap((todo) => (todo.kind === "mail" ? [todo.mail] : []));
  const waited = due.filter(
    ({ attempts, notBefore, task, to }) =>
      // What asks for something has buttons of its own to answer by.
      task === undefined &&
      notBefore !== undefined &&
      notBefore <= outage.to &&
      to.startsWith("staff:") &&
      attempts === 0,
  );
  const staff = await agencies.staff();
  let merged = 0;
  for (const [person, reminders] of Map.groupBy(
    waited.filter((mail) => !isOver(mail, now)),
    ({ to }) => to,
  )) {
    const member = staff.find((each) => personOf(each) === person);
    const [first] = reminders;
    if (!first || !member || reminders.length < 2) continue;
    const [dossier] = await cases.dossiers([first.caseId]);
    if (!dossier) continue;
    const { calendar, name } = await agencies.settings();
    const together = inOneMail(reminders, first, outage, { zone: calendar.zone, agency: name, now });
    if (await mails.add(together)) await send(dependencies, dossier, together);
    for (const mail of reminders) await mails.markSent(mail, now, member.email);
    merged += reminders.length;
  }
  return merged;
}

function inOneMail(
  reminders: MailItem[],
  { caseId, to }: MailItem,
  outage: Outage,
  { zone, agency, now }: { zone: string; agency: string; now: string },
): MailItem {
  const words = outageWords(outage, zone);
  return {
    caseId,
    id: ["after-outage", outage.from, to].join("."),
    letter: "after-outage",
    to,
    subject: `${reminders.length} pengingat yang tertunda`,
    body: {
      paragraphs: [
        "Yth. Bapak/Ibu,",
        `Layanan daring tidak tersedia ${words}. Pengingat yang seharusnya terkirim selama itu kami gabungkan dalam surat ini:`,
        ...reminders.map((mail, index) => `${index + 1}. ${mail.subject} (berkas ${mail.caseId})`),
        "Isi lengkapnya dapat dibaca pada halaman berkas masing-masing.",
      ],
      buttons: [],
      closing: [agency],
    },
    state: "pending",
    attempts: 0,
    createdAt: now,
  };
}
