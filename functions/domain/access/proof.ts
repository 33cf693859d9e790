/**
 * The person of a link proves who they are: by a code mailed at that moment, officials to their address, people outside to
 * the one they gave. Nothing that staff can read proves anybody outside.
 */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { forgetCodes, spendCode } from "../limits/codes.ts";
import { spendGuess, type GuessDependencies, type Guessed, type Guesser } from "../limits/guesses.ts";
import { codeLetter } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Subject } from "../case/records.ts";
import type { Dependencies, OutgoingMail } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { addresseeOf } from "./addressee.ts";
import { codeMinutes, countTry, isAsked, isRight, newCode, wrongAnswer } from "./codes.ts";
import { stillGranted, subjectOf } from "./known-device.ts";
import type { LinkDependencies, OpenedLink } from "./open-link.ts";
import { asProver, type Prover } from "./prover.ts";

type ProofDependencies = LinkDependencies & GuessDependencies & Pick<Dependencies, "proofs">;

/** Who asks, as far as that is known. */
export interface Asker {
  /** See `device-cookie.ts`. */
  browser: string;
  /** Where in the net; null for whoever sits at the machine itself. */
  network: string | null;
}

/**
 * Mails a new code to the addressee of the link, in the language of the page that asks for it.
 *
 * @returns the address it went to
 * @throws Refusal `locked` where a code was sent too often or wrong answers were given, `unknown` where there is no address
 */
export async function sendCode(
  dependencies: ProofDependencies,
  opened: OpenedLink,
  { browser, network }: Asker,
  language: Language,
): Promise<string> {
  const { link } = opened;
  const to = await addresseeOf(dependencies, opened);
  if (!to) throw noAddress((await dependencies.agencies.settings()).phone);
  const prover = asProver(subjectOf(opened), browser);
  const { code, now } = await newCode(dependencies, prover);
  await spendCode(dependencies, guessedOf(opened), subjectOf(opened), guesserOf(dependencies, opened, network));
  await mailCode(dependencies, { to, caseId: link.caseId, prover, code, now }, language);
  return to.address;
}

/** Mails a code that was made for somebody. */
export async function mailCode(
  { agencies, mailer, secrets }: Pick<Dependencies, "agencies" | "mailer" | "secrets">,
  made: { to: OutgoingMail["to"]; caseId: string; prover: Prover; code: string; now: string },
  language: Language,
): Promise<void> {
  const { caseId, code, now, prover, to } = made;
  const settings = await agencies.settings();
  const letter = codeLetter(settings, language, { caseId, code, minutes: codeMinutes });
  await mailer.send({
    id: `code.${secrets.hash(prover)}.${now}`,
    caseId,
    urgent: true,
    to,
    subject: letter.subject,
    ...renderMail(settings, { body: letter.body, language }),
  });
}

/**
 * Checks a code, given through one link or another of that person.
 *
 * @throws Refusal `locked` after five wrong answers at this browser, or too many elsewhere; `invalid` for a wrong one
 */
export async function checkProof(
  dependencies: ProofDependencies,
  opened: OpenedLink,
  { browser, network }: { browser: string | null; network: string | null },
  given: string,
): Promise<void> {
  const whom = { guessed: guessedOf(opened), subject: subjectOf(opened) };
  await checkCode(dependencies, whom, browser, guesserOf(dependencies, opened, network), given);
}

/** Checks a code that was made for somebody at a browser. @throws Refusal as `checkProof` */
export async function checkCode(
  dependencies: Pick<ProofDependencies, "clock" | "proofs" | "secrets"> & GuessDependencies,
  { guessed, subject }: { guessed: Guessed; subject: Subject },
  browser: string | null,
  guesser: Guesser,
  given: string,
): Promise<void> {
  const prover = browser === null ? null : asProver(subject, browser);
  const state = prover && (await countTry(dependencies, prover));
  if (!prover || !state) throw askFirst;
  const wasRight = isAsked(dependencies, state) ? await spendGuess(dependencies, guessed, guesser) : null;
  if (!isRight(dependencies, prover, state, given)) throw await wrongAnswer(dependencies, prover, state, "answer");
  await dependencies.proofs.clear(prover);
  await wasRight?.();
  await forgetCodes(dependencies, guessed, subject, guesser);
}

function guessedOf({ link }: OpenedLink): Guessed {
  return link.person === "requester" ? "requester" : "official";
}

/** A device of the person that is asked anew, because others proved there too, is still theirs. */
function guesserOf({ clock }: Pick<Dependencies, "clock">, opened: OpenedLink, network: string | null): Guesser {
  const subject = subjectOf(opened);
  return { network, known: stillGranted(opened.grants, clock.now()).some((grant) => grant.subject === subject) };
}

const codeMissing = {
  id: "Kode hanya berlaku di peramban yang memintanya. Minta kode di sini dahulu.",
  en: "A code is good only in the browser that asked for it. Ask for one here first.",
};
const askFirst = new Refusal("invalid", codeMissing, { answer: codeMissing });

function noAddress(phone: string): Refusal {
  return new Refusal("unknown", {
    id: `Permohonan ini tidak memiliki alamat email Anda, sehingga kode tidak dapat dikirim. Hubungi ${phone} atau datang ke kantor; petugas mencatat jawaban Anda.`,
    en: `There is no e-mail address of yours with this request, so no code can be sent. Call ${phone} or come to the office; an officer records your answer.`,
  });
}
