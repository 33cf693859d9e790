/** Mails that ask one person for decisions of one row go out as one: the plan of a month, not a mail for each of its stops. */
import { isActive } from "../agency.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { appointmentOf } from "../case/appointment.ts";
import { isOver, stepOfTask } from "../case/case-file.ts";
import { inShort } from "../case/in-short.ts";
import { personOf, type Dossier, type MailItem } from "../case/records.ts";
import { monthAndYear } from "../format.ts";
import { links } from "../paths.ts";
import { toldDossier } from "../personal-data/hidden.ts";
import type { Dependencies } from "../ports.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { addressed } from "../told/addressed.ts";
import { inSentence } from "../told/sentence.ts";
import { send, type PostDependencies } from "./outbox.ts";
import { readAgainFrom } from "./office-hours.ts";
import { addressOfTask, outgoingId, renderMail } from "./render-mail.ts";

/** Those whose turn it is so soon go along; longer than they wait for one another. */
const togetherMinutes = 60;

interface Asked {
  mail: MailItem;
  dossier: Dossier;
}

/**
 * Sends a mail with all that wait for the same person under its name; the oldest carries the others. What was decided
 * meanwhile is asked no more. A failure to send is tried again, as of any mail.
 */
export async function sendBundle(
  dependencies: PostDependencies & Pick<Dependencies, "todos">,
  dossier: Dossier,
  mail: MailItem,
): Promise<void> {
  const { agencies, cases, clock, mails, todos } = dependencies;
  if (await isWaiting(dependencies)) return;
  const soon = minutesLater(isoInstant(clock.now()), togetherMinutes);
  const same = (await todos.waitingMails(soon)).filter(({ bundle, to }) => bundle === mail.bundle && to === mail.to);
  const [oldest] = same;
  // Another sends it in this moment, or has sent it.
  if (oldest?.caseId !== mail.caseId || oldest.id !== mail.id) return;
  const dossiers = await cases.dossiers(same.map(({ caseId }) => caseId));
  const asked: Asked[] = [];
  for (const each of same) {
    const found = dossiers.find((one) => one?.case.id === each.caseId);
    const task = found?.tasks.find(({ id }) => id === each.task);
    if (!found || !task || isOver(task) || found.case.ending) await mails.markTooLate(each);
    else asked.push({ mail: each, dossier: found });
  }
  const [first] = asked;
  const staff = await agencies.staff();
  const member = staff.find((each) => isActive(each) && personOf(each) === mail.to);
  if (!first) return;
  const { calendar } = await agencies.settings();
  const opening = readAgainFrom(calendar, first.dossier, first.mail, clock.now());
  if (opening !== null) {
    for (const each of asked) await mails.postpone(each.mail, opening);
    return;
  }
  if (asked.length === 1 || !member) {
    for (const each of asked) await send(dependencies, each.dossier, each.mail);
    return;
  }
  await sendTogether(dependencies, asked, first, { name: member.name, address: member.email });
}

async function sendTogether(
  dependencies: PostDependencies,
  asked: Asked[],
  first: Asked,
  to: { name: string; address: string },
): Promise<void> {
  const { clock, log, mailer, mails } = dependencies;
  try {
    await mailer.send(await togetherAs(dependencies, asked, first, to));
  } catch (error) {
    log.problem("mail-not-sent", error, { letter: first.mail.letter, attempts: first.mail.attempts + 1 });
    for (const { mail } of asked) await mails.markFailed(mail, minutesLater(isoInstant(clock.now()), againMinutes));
    return;
  }
  for (const { mail } of asked) await mails.markSent(mail, isoInstant(clock.now()), to.address);
}

const againMinutes = 5;

async function togetherAs(
  dependencies: PostDependencies,
  asked: Asked[],
  { dossier, mail }: Asked,
  to: { name: string; address: string },
) {
  const { agencies, publicUrl } = dependencies;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const style = { language: "id", zone: settings.calendar.zone } as const;
  const step = stepOfTask(dossier, dossier.tasks.find(({ id }) => id === mail.task) ?? { step: "" });
  const others = { count: String(asked.length), month: monthsOf(asked) };
  const said = (part: "subject" | "text"): string =>
    (step.mailSays?.together && inSentence(step.mailSays.together[part], dossier, { style, staff }, others)) ??
    `${asked.length} keputusan menunggu Bapak/Ibu`;
  const lines = asked.map(
    ({ dossier: each }, at) => `${at + 1}. ${inShort(toldDossier(each), style.zone).id} (${each.case.id})`,
  );
  const body = {
    paragraphs: [
      `Yth. ${addressed(settings, step.actor)},`,
      said("text"),
      lines.join("\n"),
      "Setiap tombol membuka satu rencana. Jawaban baru tersimpan setelah Bapak/Ibu menekan tombol konfirmasi di halamannya; di rencana bulan beberapa dapat diputuskan sekaligus setelah masuk.",
    ],
    buttons: [],
    closing: [settings.name],
  };
  const buttons = [
    ...asked.map((each, at) => ({
      label: `${at + 1}. ${each.mail.caseId}`,
      url: addressOfTask(dependencies, each.mail),
    })),
    { label: "Buka rencana bulan", url: publicUrl + links.plan() },
  ];
  const content = renderMail(settings, { body, language: "id" }, buttons);
  return { id: outgoingId(mail), caseId: mail.caseId, to, subject: said("subject"), ...content };
}

/** "Desember 2026", or each of several. */
function monthsOf(asked: Asked[]): string {
  const months = asked.flatMap(({ dossier }) => appointmentOf(dossier)?.slot.date.slice(0, 7) ?? []);
  return [...new Set(months)]
    .toSorted()
    .map((month) => monthAndYear(month, "id"))
    .join(" dan ");
}
