/**
 * Mails to one person about decisions of one row go out as one: the plan of a month, not a mail for each of its stops; and so
 * do reminders of them.
 */
import { isActive, type StaffMember } from "../agency.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { personOf, type Dossier, type MailItem } from "../case/records.ts";
import { links } from "../paths.ts";
import type { Dependencies, OutgoingMail } from "../ports.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { togetherSaid, type Asked } from "./letters/together.ts";
import { isAnswered, send, type PostDependencies } from "./outbox.ts";
import { readAgainFrom } from "./office-hours.ts";
import { addressOfTask, outgoingId, renderMail } from "./render-mail.ts";

/** Those whose turn it is so soon go along; longer than they wait for one another. */
const togetherMinutes = 60;

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
    if (!found || !task || isAnswered(found, each)) await mails.markTooLate(each);
    else asked.push({ mail: each, dossier: found, task });
  }
  const [first, ...others] = asked;
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
  await sendTogether(dependencies, [first, ...others], member);
}

async function sendTogether(
  dependencies: PostDependencies,
  asked: readonly [Asked, ...Asked[]],
  to: StaffMember,
): Promise<void> {
  const { clock, log, mailer, mails } = dependencies;
  const [first] = asked;
  try {
    await mailer.send(await togetherAs(dependencies, onceEach(asked), to));
  } catch (error) {
    log.problem("mail-not-sent", error, { letter: first.mail.letter, attempts: first.mail.attempts + 1 });
    for (const { mail } of asked) await mails.markFailed(mail, minutesLater(isoInstant(clock.now()), againMinutes));
    return;
  }
  for (const { mail } of asked) await mails.markSent(mail, isoInstant(clock.now()), to.email);
}

/** Of two mails about the same task, as after a day on which none went out, it is named once. */
function onceEach([first, ...others]: readonly [Asked, ...Asked[]]): readonly [Asked, ...Asked[]] {
  const seen = new Set([first.task.id]);
  return [first, ...others.filter(({ task }) => !seen.has(task.id) && seen.add(task.id))];
}

const againMinutes = 5;

async function togetherAs(
  dependencies: PostDependencies,
  asked: readonly [Asked, ...Asked[]],
  to: StaffMember,
): Promise<OutgoingMail> {
  const { agencies, clock, publicUrl } = dependencies;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const { leads, paragraphs, subject } = togetherSaid({ settings, staff, to, now: isoInstant(clock.now()) }, asked);
  const pageOf = ({ mail, task }: Asked): string =>
    leads === "task" ? addressOfTask(dependencies, mail) : publicUrl + links.task(mail.caseId, task.id, leads);
  const buttons = [
    ...asked.map((each, at) => ({ label: `${at + 1}. ${each.mail.caseId}`, url: pageOf(each) })),
    ...(leads === "task" ? [{ label: "Buka rencana bulan", url: publicUrl + links.plan() }] : []),
  ];
  const [{ mail }] = asked;
  const content = renderMail(
    settings,
    { body: { paragraphs, buttons: [], closing: [settings.name] }, language: "id" },
    buttons,
  );
  return {
    id: outgoingId(mail),
    caseId: mail.caseId,
    to: { name: to.name, address: to.email },
    subject,
    ...content,
  };
}
