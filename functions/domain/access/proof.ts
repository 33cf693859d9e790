/** How the person of a link proves who they are: a mailed code, or digits of the phone number. */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { isActive, type StaffMember } from "../agency.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { contactOf, phoneGiven } from "../case/contact.ts";
import type { Person } from "../case/records.ts";
import { personOf } from "../case/records.ts";
import { codeLetter, lockedLetter } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies, LinkItem } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { LinkDependencies, OpenedLink } from "./open-link.ts";

const wrongAnswersAllowed = 5;

const lockMinutes = 15;

const codeMinutes = 10;

/** Codes per quarter of an hour, so that nobody can flood an official's mailbox. */
const codesAllowed = 3;

export type ProofKind = "code" | "phone";

export function proofFor(person: Person): ProofKind {
  return person === "requester" ? "phone" : "code";
}

/** @throws Refusal `locked` while the link is locked */
function refuseLocked({ clock }: Pick<Dependencies, "clock">, { lockedUntil }: LinkItem): void {
  if (!lockedUntil || lockedUntil <= isoInstant(clock.now())) return;
  throw locked;
}

const locked = new Refusal("locked", {
  id: `Terlalu banyak jawaban yang salah. Coba lagi setelah ${lockMinutes} menit.`,
  en: `Too many wrong answers. Try again after ${lockMinutes} minutes.`,
});

/**
 * Mails a new code to the addressee of the link, in the language of the page that asks for it.
 *
 * @throws Refusal `locked` when the link is locked or too many codes were asked for
 */
export async function sendCode(dependencies: LinkDependencies, opened: OpenedLink, language: Language): Promise<void> {
  const { agencies, clock, links, mailer, secrets } = dependencies;
  const { link } = opened;
  refuseLocked(dependencies, link);
  const now = isoInstant(clock.now());
  const recent = link.codesSent.filter((sent) => minutesLater(sent, lockMinutes) > now);
  if (recent.length >= codesAllowed) {
    throw new Refusal("locked", {
      id: "Kode sudah dikirim beberapa kali. Periksa email Anda, atau coba lagi setelah 15 menit.",
      en: "The code was sent several times. Check your mail, or try again after 15 minutes.",
    });
  }
  const member = await addressee(agencies, link.person);
  if (!member) return;
  const code = secrets.code();
  await links.setCode(
    link.hash,
    { hash: secrets.hash(`${link.hash}\n${code}`), expiresAt: minutesLater(now, codeMinutes) },
    [...recent, now],
  );
  const settings = await agencies.settings();
  const about = { caseId: link.caseId, code, minutes: codeMinutes };
  const { subject, body } = codeLetter(settings, language, about);
  await mailer.send({
    id: `code.${link.hash}.${now}`,
    caseId: link.caseId,
    urgent: true,
    to: { name: member.name, address: member.email },
    subject,
    ...renderMail(settings, { body, language }),
  });
}

/**
 * Checks a code or the last digits of a phone number. Each attempt is counted before it is looked at, so that many at
 * once cannot guess more often than one after another.
 *
 * @throws Refusal `locked` after five wrong answers (and tells the addressee), `invalid` for a wrong one
 */
export async function checkProof(dependencies: LinkDependencies, opened: OpenedLink, given: string): Promise<void> {
  const { clock, links } = dependencies;
  const { link } = opened;
  refuseLocked(dependencies, link);
  const now = isoInstant(clock.now());
  const attempts = await links.countWrong(link.hash, now);
  if (attempts === null) throw locked;
  if (attempts <= wrongAnswersAllowed && (await isRight(dependencies, opened, given))) {
    await links.clear(link.hash);
    return;
  }
  const left = wrongAnswersAllowed - attempts;
  if (left > 0) {
    const text = {
      id: `Jawaban tidak cocok. Sisa percobaan: ${left}.`,
      en: `That does not match. Attempts left: ${left}.`,
    };
    throw new Refusal("invalid", text, { answer: text });
  }
  await links.lock(link.hash, minutesLater(now, lockMinutes));
  if (left === 0) await tellAddressee(dependencies, opened);
  throw locked;
}

async function isRight(
  { clock, secrets }: LinkDependencies,
  { link, dossier }: OpenedLink,
  given: string,
): Promise<boolean> {
  if (proofFor(link.person) === "phone") {
    const phone = phoneGiven(dossier);
    return phone.length >= 4 && given === phone.slice(-4);
  }
  const { code } = link;
  if (!code || code.expiresAt <= isoInstant(clock.now())) return false;
  return secrets.hash(`${link.hash}\n${given}`) === code.hash;
}

async function addressee(agencies: Dependencies["agencies"], person: Person): Promise<StaffMember | undefined> {
  return (await agencies.staff()).find((member) => isActive(member) && personOf(member) === person);
}

/** Somebody tried five times: the addressee should know. A failure to send does not matter to the caller. */
async function tellAddressee(
  { agencies, clock, log, mailer }: LinkDependencies,
  { link, dossier }: OpenedLink,
): Promise<void> {
  const member = await addressee(agencies, link.person);
  const { name, email } = member ?? contactOf(dossier);
  const language = member ? "id" : dossier.case.language;
  try {
    const settings = await agencies.settings();
    const { subject, body } = lockedLetter(settings, language, { caseId: link.caseId, minutes: lockMinutes });
    await mailer.send({
      id: `locked.${link.hash}.${isoInstant(clock.now())}`,
      caseId: link.caseId,
      to: { name, address: email },
      subject,
      ...renderMail(settings, { body, language }),
    });
  } catch (error) {
    log.problem("lock-not-told", error);
  }
}
