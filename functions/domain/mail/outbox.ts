/** Mail: stored first, sent from what is stored, tried again by the sweep (invariant 5). */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { documentOfLetter } from "../../../statemachines/language/documents.ts";
import type { FieldName, LetterId, Outcome, Post, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { closingNotices, writerOf } from "./letters/index.ts";
import { mailOf, styleOf, type LetterContext } from "./letters/letter.ts";
import type { Style } from "../format.ts";
import {
  latestValue,
  entryChannelOf,
  isOver as isTaskOver,
  possibleOutcomes,
  procedureOfCase,
  stepOfTask,
} from "../case/case-file.ts";
import { contactOf } from "../case/contact.ts";
import type { Answer, Dossier, MailBody, MailItem, Person } from "../case/records.ts";
import { readAgainFrom } from "./office-hours.ts";
import { mailContent } from "./render-mail.ts";
import { laterMail } from "./delayed-mail.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { personOf } from "../case/records.ts";
import { sheetOf } from "../documents/compose.ts";
import { attachedTo, type IssuingDependencies } from "../documents/issue.ts";
import type { PaperItem } from "../documents/records.ts";
import type { Dependencies } from "../ports.ts";
import { Fault } from "../refusal.ts";
import { isSilenced, toldDossier, toldWords } from "../personal-data/hidden.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { isActive, type StaffMember } from "../agency.ts";
import { isAcquainted, writtenTo } from "../told/acquainted.ts";
import { askedPersons } from "../task/permission.ts";
import { askToPhone } from "./phone-follow-up.ts";

export type PostDependencies = IssuingDependencies &
  Pick<
    Dependencies,
    | "agencies"
    | "clock"
    | "links"
    | "log"
    | "mailer"
    | "metrics"
    | "mails"
    | "secrets"
    | "publicUrl"
    | "cases"
    | "tasks"
  >;

/** Minutes until the next attempt after a failed one; after the last the mail is given up and shown to staff. */
const retryMinutes = [1, 2, 5, 15, 30, 60, 120, 240, 480, 960];

/**
 * Writes and posts the letters of a row or an outcome, each once per case, step and answer.
 *
 * @param next the row that follows; what it asks people outside, their letter offers to answer
 */
export async function postLetters(
  dependencies: PostDependencies,
  dossier: Dossier,
  posts: Post[],
  occasion: string,
  answer: Answer | null,
  next?: Step,
): Promise<void> {
  const { agencies, clock } = dependencies;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  for (const post of posts) {
    if (post.entryChannel && post.entryChannel !== entryChannelOf(dossier.case)) continue;
    const later = laterMail(post, dossier, answer, settings.calendar, clock.now());
    if (later === "too-late") continue;
    const left = new Set(staff.filter((member) => !isActive(member)).map(personOf));
    for (const to of addressees(post, dossier, staff, answer).filter((person) => !left.has(person))) {
      const now = clock.now();
      const context = { dossier: toldDossier(dossier), settings, staff, answer, to, now };
      const letter = toldWords(writerOf(post.letter)(context), dossier);
      const id = [post.letter, post.daysBefore?.days, occasion, to].filter((part) => part !== undefined).join(".");
      const paper = await paperOf(dependencies, context, post.letter, id);
      const paragraphs = [
        ...letter.body.paragraphs,
        ...replacing(dossier, post, to, styleOf(context)),
        ...(paper ? [attachedWords[styleOf(context).language]] : []),
      ];
      const answers =
        to === "requester" && later.notBefore === undefined && next
          ? answerButtons(next, possibleOutcomes(dossier, next), styleOf(context))
          : [];
      const buttons = [...answers, ...letter.body.buttons];
      const whole = { ...letter, body: { ...letter.body, buttons, paragraphs } };
      const mail = mailOf(context, whole, { id, letter: post.letter, ...(paper ? { paper: paper.id } : {}), ...later });
      await deliver(dependencies, paper ? { ...dossier, papers: [...(dossier.papers ?? []), paper] } : dossier, mail);
    }
  }
}

/** Stores the paper that a letter is, if it is one; done again it is the one that was stored. */
async function paperOf(
  { papers }: Pick<PostDependencies, "papers">,
  context: LetterContext,
  letter: LetterId,
  id: string,
): Promise<PaperItem | null> {
  const kind = documentOfLetter(letter);
  const words = kind && writerOf(letter)({ ...context, dossier: toldDossier(context.dossier), onPaper: true }).formal;
  const sheet = words && sheetOf(context.settings, kind, words);
  if (!sheet) return null;
  const paper = { caseId: context.dossier.case.id, id, kind, sheet, createdAt: isoInstant(context.now) };
  await papers.add(paper);
  return paper;
}

const attachedWords: Text = {
  id: "Surat ini kami lampirkan dalam bentuk PDF.",
  en: "The letter itself is attached as PDF, in Indonesian.",
};

/** A button for each answer to what is asked next; the page of the request leads on to the question. */
export function answerButtons(
  { asks, availableFrom, outcomes: own }: Step,
  possible: Outcome[],
  { language }: Style,
): MailBody["buttons"] {
  if (!asks || availableFrom) return [];
  return own
    .filter((outcome) => possible.includes(outcome) && !outcome.by && !outcome.onDeadline)
    .map(({ id, label }) => ({ label: label[language], link: "tracking", outcome: id }));
}

/** What a letter says that comes in place of an earlier one, after the decision behind that was taken back. */
function replacing({ changes = [], mails }: Dossier, { letter }: Post, to: Person, { language }: Style): string[] {
  const takenBack = changes.findLast(({ operation }) => operation === "take-back");
  const isBefore = (mail: MailItem): boolean =>
    mail.letter === letter && mail.to === to && mail.createdAt < (takenBack?.at ?? "");
  if (!mails.some(isBefore)) return [];
  return [
    language === "id"
      ? "Surat ini memperbaiki dan menggantikan surat kami sebelumnya dengan perihal yang sama."
      : "This letter corrects and replaces our earlier letter on the same subject.",
  ];
}

/**
 * Stores a mail and sends it; a mail that was stored before, or is for later, is left to the sweep. A failure to send
 * is not an error.
 */
export async function deliver(dependencies: PostDependencies, dossier: Dossier, mail: MailItem): Promise<void> {
  if ((await dependencies.mails.add(mail)) && !mail.notBefore) await send(dependencies, dossier, mail);
}

/**
 * Sends a stored mail and marks it, or says when to try again. Leaves it to a later sweep while everything waits, and where
 * nothing may be sent.
 */
export async function send(dependencies: PostDependencies, dossier: Dossier, mail: MailItem): Promise<void> {
  const { agencies, clock, log, mailer, mails, metrics } = dependencies;
  if (mailer.leavesToSweep || (await isWaiting(dependencies))) return;
  if (isOver(mail, isoInstant(clock.now())) || isAnswered(dossier, mail)) return mails.markTooLate(mail);
  const { calendar } = await agencies.settings();
  const opening = readAgainFrom(calendar, dossier, mail, clock.now());
  if (opening !== null) return mails.postpone(mail, opening);
  // Their data are blocked or erased: they are not written to, and nobody is asked to call them.
  if (mail.to === "requester" && isSilenced(dossier.case)) return mails.withhold(mail);
  const address = mail.address
    ? { name: contactOf(dossier).name, address: mail.address }
    : await addressOf(agencies, dossier, mail.to);
  if (mail.to === "requester" && !address?.address) return leaveByHand(dependencies, mail);
  try {
    if (!address) throw new Fault("no address");
    // Somebody has said since that the address is right, or entered another.
    if (mail.resentFor && mail.attempts === 0) await mailer.tryAgain(address.address);
    const attachments = await attachedTo(dependencies, dossier, mail);
    if (attachments === null) return mails.postpone(mail, minutesLater(isoInstant(clock.now()), elsewhereMinutes));
    const content = mailContent(dependencies, await agencies.settings(), mail, address);
    await mailer.send(attachments.length > 0 ? { ...content, attachments } : content);
  } catch (error) {
    log.problem("mail-not-sent", error, { letter: mail.letter, attempts: mail.attempts + 1 });
    metrics.emit(
      { MailFailures: 1 },
      { procedure: dossier.case.procedure, letter: mail.letter, attempts: mail.attempts + 1 },
    );
    const wait = retryMinutes[mail.attempts];
    if (wait === undefined && mail.to === "requester" && address) await giveUp(dependencies, mail, address.address);
    await mails.markFailed(mail, wait === undefined ? null : minutesLater(isoInstant(clock.now()), wait));
    return;
  }
  await mails.markSent(mail, isoInstant(clock.now()), address.address);
}

/** Until a mail is looked at again whose paper another function draws. */
const elsewhereMinutes = 1;

/** Whether what a mail speaks of is over, as after a long outage. */
export function isOver({ notAfter }: MailItem, now: string): boolean {
  return notAfter !== undefined && notAfter <= now;
}

/** Whether staff are asked for what somebody has answered meanwhile, or nobody waits for any more. */
export function isAnswered({ case: { ending }, tasks }: Dossier, { task, to }: MailItem): boolean {
  if (task === undefined || to === "requester") return false;
  const found = tasks.find(({ id }) => id === task);
  return found !== undefined && (isTaskOver(found) || ending !== undefined);
}

/** There is nowhere to send it: somebody is asked to pass it on. First the task, so that no mail is ever left to nobody. */
async function leaveByHand(dependencies: PostDependencies, mail: MailItem): Promise<void> {
  const about = { address: "", fate: "no-address" } as const;
  await askToPhone(dependencies, mail.caseId, about, mail.notBefore ?? mail.createdAt);
  await dependencies.mails.markByHand(mail);
}

async function giveUp(dependencies: PostDependencies, { caseId }: MailItem, address: string): Promise<void> {
  const problem = { address, fate: "given-up", at: isoInstant(dependencies.clock.now()) } as const;
  await dependencies.cases.recordMailProblem(caseId, problem);
  await askToPhone(dependencies, caseId, { address, fate: problem.fate }, problem.at);
}

/** Who a letter goes to. That a case is over is told to exactly those who know of it, but for who ended it. */
function addressees(post: Post, dossier: Dossier, staff: StaffMember[], answer: Answer | null): Person[] {
  const persons = recipients(post, dossier, staff);
  if (!closingNotices.includes(post.letter)) return persons;
  const asked = dossier.tasks.findLast((task) => task.answer !== null && task.answer.at === answer?.at);
  const holders = asked ? askedPersons(stepOfTask(dossier, asked), dossier, asked, staff) : [];
  const told = persons.filter((person) => holders.includes(person) || isAcquainted(dossier, person));
  return [...new Set([...told, ...writtenTo(dossier)])].filter((person) => person !== answer?.person);
}

/** Who a letter for a role goes to. */
function recipients({ named: field, to: role }: Post, dossier: Dossier, staff: StaffMember[]): Person[] {
  if (field !== undefined) return chosenIn(dossier, field);
  if (!actorOf(role).inside) return ["requester"];
  const named = procedureOfCase(dossier.case).steps.find((step) => step.actor === role && step.assignee);
  if (!named?.assignee) return staff.filter((member) => member.roles.includes(role)).map(personOf);
  return chosenIn(dossier, named.assignee.field);
}

/** People chosen last in a staff field. */
function chosenIn(dossier: Dossier, field: FieldName): Person[] {
  const chosen = [latestValue(dossier, field)].flat();
  return chosen.filter((id) => typeof id === "string").map((id): Person => `staff:${id}`);
}

async function addressOf(
  agencies: Dependencies["agencies"],
  dossier: Dossier,
  person: Person,
): Promise<{ name: string; address: string } | null> {
  if (person === "requester") {
    const { name, email } = contactOf(dossier);
    return { name, address: email };
  }
  const member = (await agencies.staff()).find((each) => isActive(each) && personOf(each) === person);
  return member ? { name: member.name, address: member.email } : null;
}
