/**
 * The person of a link proves who they are: by a code mailed at that moment, officials to their address, people outside to
 * the one they gave. Nothing that staff can read proves anybody outside.
 */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { codeLetter } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { addresseeOf } from "./addressee.ts";
import { codeMinutes, countTry, isRight, lockWhereSpent, newCode, wrongAnswer } from "./codes.ts";
import { subjectOf } from "./known-device.ts";
import type { LinkDependencies, OpenedLink } from "./open-link.ts";

type ProofDependencies = LinkDependencies & Pick<Dependencies, "proofs">;

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
  const { agencies, mailer, secrets } = dependencies;
  const { link } = opened;
  const subject = subjectOf(opened);
  const to = await addresseeOf(dependencies, opened);
  if (!to) throw noAddress((await agencies.settings()).phone);
  const { code, now } = await newCode(dependencies, subject);
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
 * Checks a code, given through one link or another of that person.
 *
 * @throws Refusal `locked` after five wrong answers, `invalid` for a wrong one
 */
export async function checkProof(
  dependencies: Pick<ProofDependencies, "clock" | "proofs" | "secrets">,
  opened: OpenedLink,
  given: string,
): Promise<void> {
  const subject = subjectOf(opened);
  const state = await countTry(dependencies, subject);
  if (!isRight(dependencies, subject, state, given)) {
    throw (await lockWhereSpent(dependencies, subject, state)) ?? wrongAnswer(state, "answer");
  }
  await dependencies.proofs.clear(subject);
}

function noAddress(phone: string): Refusal {
  return new Refusal("unknown", {
    id: `Permohonan ini tidak memiliki alamat email Anda, sehingga kode tidak dapat dikirim. Hubungi ${phone} atau datang ke kantor; petugas mencatat jawaban Anda.`,
    en: `There is no e-mail address of yours with this request, so no code can be sent. Call ${phone} or come to the office; an officer records your answer.`,
  });
}
