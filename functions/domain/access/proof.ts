/**
 * The person of a link proves who they are: by a code mailed at that moment, officials to their address, people outside to
 * the one they gave. Nothing that staff can read proves anybody outside. A code is good at the browser that asked for it, and
 * wrong answers count for that browser and its network: they keep nobody else waiting.
 */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant } from "../calendar/instants.ts";
import { forgetCodes, spendCode } from "../limits/codes.ts";
import { spendGuess, type GuessDependencies, type Guessed, type Guesser } from "../limits/guesses.ts";
import { codeLetter } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { addresseeOf } from "./addressee.ts";
import { asProver } from "./asking-browser.ts";
import { codeMinutes, countTry, isRight, lockWhereSpent, mayBeRight, newCode, wrongAnswer } from "./codes.ts";
import { stillGranted, subjectOf } from "./known-device.ts";
import type { LinkDependencies, OpenedLink } from "./open-link.ts";

type ProofDependencies = LinkDependencies & GuessDependencies & Pick<Dependencies, "proofs">;

/** So long what was counted of a browser is kept. */
const keptMs = 30 * 86_400_000;

/** Who asks, as far as that is known. */
export interface Asker {
  /** See `asking-browser.ts`. */
  browser: string;
  /** Where in the net; null for whoever sits at the machine itself. */
  network: string | null;
}

/**
 * Mails a new code to the addressee of the link, in the language of the page that asks for it.
 *
 * @returns the address
 * @throws Refusal `locked` while this browser may not try or too many codes were asked for, `unknown` where there is no address
 */
export async function sendCode(
  dependencies: ProofDependencies,
  opened: OpenedLink,
  { browser, network }: Asker,
  language: Language,
): Promise<string> {
  const { agencies, clock, mailer, secrets } = dependencies;
  const { link } = opened;
  const prover = asProver(subjectOf(opened), browser);
  const to = await addresseeOf(dependencies, opened);
  if (!to) throw noAddress((await agencies.settings()).phone);
  const { code, now } = await newCode(dependencies, prover, isoInstant(clock.now() + keptMs));
  await spendCode(dependencies, guessedOf(opened), subjectOf(opened), guesserOf(dependencies, opened, network));
  const settings = await agencies.settings();
  const letter = codeLetter(settings, language, { caseId: link.caseId, code, minutes: codeMinutes });
  await mailer.send({
    id: `code.${secrets.hash(prover)}.${now}`,
    caseId: link.caseId,
    urgent: true,
    to,
    subject: letter.subject,
    ...renderMail(settings, { body: letter.body, language }),
  });
  return to.address;
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
  const { clock, proofs } = dependencies;
  const prover = browser === null ? null : asProver(subjectOf(opened), browser);
  if (prover === null || (await proofs.of(prover)) === null) throw askFirst;
  const state = await countTry(dependencies, prover, isoInstant(clock.now() + keptMs));
  // What cannot be right is no guess, and takes nothing from others.
  if (mayBeRight(dependencies, state)) {
    const guesser = guesserOf(dependencies, opened, network);
    const wasRight = await spendGuess(dependencies, guessedOf(opened), guesser);
    if (isRight(dependencies, prover, state, given)) {
      await proofs.clear(prover);
      await wasRight();
      await forgetCodes(dependencies, guessedOf(opened), subjectOf(opened), guesser);
      return;
    }
  }
  throw (await lockWhereSpent(dependencies, prover, state)) ?? wrongAnswer(state, "answer");
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
