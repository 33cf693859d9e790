/**
 * The person of a link proves who they are: by a code mailed at that moment, officials to their address, people outside to
 * the one they gave. Nothing that staff can read proves anybody outside.
 */
import type { Language, Text } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { codeLetter } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies, ProofState } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { addresseeOf } from "./addressee.ts";
import { subjectOf } from "./known-device.ts";
import type { LinkDependencies, OpenedLink } from "./open-link.ts";

type ProofDependencies = LinkDependencies & Pick<Dependencies, "proofs">;

const wrongAnswersAllowed = 5;

/** Minutes in which nobody may try, the more the oftener it was locked since the last right answer. */
const waits = [15, 60, 4 * 60, 24 * 60];

const codeMinutes = 10;

/** In such a time a person gets three codes, so that nobody can flood a mailbox. */
const codesPerMinutes = 15;

/**
 * Mails a new code to the addressee of the link, in the language of the page that asks for it.
 *
 * @returns the address
 * @throws Refusal `locked` while it is locked or too many codes were asked for, `unknown` where there is no address
 */
export async function sendCode(
  dependencies: ProofDependencies,
  opened: OpenedLink,
  language: Language,
): Promise<string> {
  const { agencies, clock, mailer, proofs, secrets } = dependencies;
  const { link } = opened;
  const subject = subjectOf(opened);
  const to = await addresseeOf(dependencies, opened);
  if (!to) throw noAddress((await agencies.settings()).phone);
  const now = isoInstant(clock.now());
  const code = secrets.code();
  const stored = { hash: secrets.hash(`${subject}\n${code}`), expiresAt: minutesLater(now, codeMinutes) };
  if (!(await proofs.setCode(subject, stored, { now, since: minutesLater(now, -codesPerMinutes) }))) {
    const state = await proofs.of(subject);
    throw state && isLocked(state, now) ? locked(state.locks) : tooManyCodes;
  }
  const settings = await agencies.settings();
  const letter = codeLetter(settings, language, { caseId: link.caseId, code, minutes: codeMinutes });
  await mailer.send({
    id: `code.${secrets.hash(subject)}.${now}`,
    caseId: link.caseId,
    urgent: true,
    to,
    subject: letter.subject,
    ...renderMail(settings, { body: letter.body, language }),
  });
  return to.address;
}

/**
 * Checks a code. Each attempt is counted before it is looked at, so that many at once, through one link or several, cannot
 * guess more often than one after another.
 *
 * @throws Refusal `locked` after five wrong answers, `invalid` for a wrong one
 */
export async function checkProof(
  { clock, proofs, secrets }: Pick<ProofDependencies, "clock" | "proofs" | "secrets">,
  opened: OpenedLink,
  given: string,
): Promise<void> {
  const subject = subjectOf(opened);
  const now = isoInstant(clock.now());
  const state = await proofs.countWrong(subject, now);
  if (state === null) throw locked((await proofs.of(subject))?.locks ?? 1);
  const { code, locks, wrong } = state;
  const isRight = code !== null && code.expiresAt > now && secrets.hash(`${subject}\n${given}`) === code.hash;
  if (wrong <= wrongAnswersAllowed && isRight) {
    await proofs.clear(subject);
    return;
  }
  const left = wrongAnswersAllowed - wrong;
  if (left > 0) {
    const text = {
      id: `Jawaban tidak cocok. Sisa percobaan: ${left}.`,
      en: `That does not match. Attempts left: ${left}.`,
    };
    throw new Refusal("invalid", text, { answer: text });
  }
  await proofs.lock(subject, locks, minutesLater(now, waitAfter(locks + 1)));
  throw locked(locks + 1);
}

function isLocked({ lockedUntil: until }: ProofState, now: string): boolean {
  return until !== null && until > now;
}

function waitAfter(locks: number): number {
  return waits[Math.max(locks, 1) - 1] ?? Math.max(...waits);
}

function inWords(minutes: number): Text {
  return minutes < 60
    ? { id: `${minutes} menit`, en: `${minutes} minutes` }
    : { id: `${minutes / 60} jam`, en: minutes === 60 ? "an hour" : `${minutes / 60} hours` };
}

function locked(locks: number): Refusal {
  const wait = inWords(waitAfter(locks));
  return new Refusal("locked", {
    id: `Terlalu banyak jawaban yang salah. Coba lagi setelah ${wait.id}.`,
    en: `Too many wrong answers. Try again after ${wait.en}.`,
  });
}

const tooManyCodes = new Refusal("locked", {
  id: `Kode sudah dikirim beberapa kali. Periksa email Anda, atau coba lagi setelah ${codesPerMinutes} menit.`,
  en: `The code was sent several times. Check your mail, or try again after ${codesPerMinutes} minutes.`,
});

function noAddress(phone: string): Refusal {
  return new Refusal("unknown", {
    id: `Permohonan ini tidak memiliki alamat email Anda, sehingga kode tidak dapat dikirim. Hubungi ${phone} atau datang ke kantor; petugas mencatat jawaban Anda.`,
    en: `There is no e-mail address of yours with this request, so no code can be sent. Call ${phone} or come to the office; an officer records your answer.`,
  });
}
