/**
 * Whoever asks for something proves on the page of the form that the e-mail address is theirs, before anything of what they
 * typed is stored or told to anybody (invariant 18): by a code in one short mail that says nothing of it. A browser that
 * was confirmed for an address is not asked again. Whoever guesses waits; the address itself is never locked.
 */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant } from "../calendar/instants.ts";
import { forgetTries, tryOnce } from "../limits/growing-waits.ts";
import { guessesOfBrowser, tooManyGuesses, type GuessDependencies } from "../limits/guesses.ts";
import { spendOnCode, spendOnGuess } from "../limits/public-limits.ts";
import type { Coming } from "../limits/source.ts";
import { addressCodeLetter } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies } from "../ports.ts";
import { codeMinutes, countTry, isRight, newCode, wrongAnswer } from "./codes.ts";
import { askingBrowser, browserOf, browserOfDevice, deviceFor, type Device } from "./device-cookie.ts";
import { provedUntil } from "./known-device.ts";
import type { Prover } from "./prover.ts";

export type ConfirmingDependencies = GuessDependencies &
  Pick<Dependencies, "agencies" | "mailer" | "proofs" | "secrets">;

/** The field of a request in which the code comes. */
const codeField = "code";

/** The device of a browser that was confirmed for an address before; null where it was not. */
export async function confirmedBefore(
  { clock, proofs, secrets }: ConfirmingDependencies,
  { cookies }: Pick<Coming, "cookies">,
  address: string,
  shared?: boolean,
): Promise<Device | null> {
  const browser = browserOf(secrets, cookies);
  const state = browser === null ? null : await proofs.of(addressProver(secrets, address, browser));
  const holds = state?.confirmedUntil !== undefined && state.confirmedUntil > isoInstant(clock.now());
  return holds ? deviceFor(secrets, cookies, shared) : null;
}

/**
 * Mails a code, in the language of the page.
 *
 * @returns cookies by which the browser is told from others when the code comes
 * @throws Refusal `locked` where a budget is used up, or after wrong answers
 */
export async function mailAddressCode(
  dependencies: ConfirmingDependencies,
  coming: Coming,
  address: string,
  language: Language,
): Promise<string[]> {
  const { agencies, mailer, secrets } = dependencies;
  const { browser, cookies } = askingBrowser(secrets, coming.cookies);
  await spendOnCode(dependencies, coming, address);
  const prover = addressProver(secrets, address, browser);
  const { code, now } = await newCode(dependencies, prover);
  const settings = await agencies.settings();
  const letter = addressCodeLetter(settings, language, { code, minutes: codeMinutes });
  await mailer.send({
    id: `code.${secrets.hash(prover)}.${now}`,
    caseId: null,
    urgent: true,
    // Not even the name: it may be anybody's whose address was typed in.
    to: { name: "", address },
    subject: letter.subject,
    ...renderMail(settings, { body: letter.body, language }),
  });
  return cookies;
}

/**
 * Checks the code of a browser for an address.
 *
 * @param shared whether others use the computer too
 * @returns the device that is confirmed now; null where none was asked for from this browser
 * @throws Refusal `locked` after wrong answers, `invalid` for one
 */
export async function confirmByCode(
  dependencies: ConfirmingDependencies,
  coming: Coming,
  address: string,
  { code, shared }: { code: string; shared?: boolean | undefined },
): Promise<Device | null> {
  const { proofs, secrets } = dependencies;
  const browser = browserOf(secrets, coming.cookies);
  const prover = browser === null ? null : addressProver(secrets, address, browser);
  if (prover === null || (await proofs.of(prover)) === null) return null;
  // Whoever tries one address after the other waits, too.
  const minutes = await tryOnce(dependencies, guessesOfBrowser, `address#${browser}`);
  if (minutes !== null) throw tooManyGuesses(minutes);
  const state = await countTry(dependencies, prover);
  if (!state) return null;
  const wasRight = await spendOnGuess(dependencies, coming);
  if (!isRight(dependencies, prover, state, code)) throw await wrongAnswer(dependencies, prover, state, codeField);
  const device = deviceFor(secrets, coming.cookies, shared);
  await proofs.clear(prover, provedUntil(dependencies, device));
  await wasRight();
  await forgetTries(dependencies, guessesOfBrowser, `address#${browser}`);
  // On a computer of which something else is said now, the device is another one from here on.
  const own = browserOfDevice(secrets, device);
  if (own !== browser) await proofs.confirm(addressProver(secrets, address, own), provedUntil(dependencies, device));
  return device;
}

/** A browser and an address together: nobody reads either from it. */
export function addressProver(secrets: Dependencies["secrets"], address: string, browser: string): Prover {
  return `address:${secrets.sign("address", address.toLowerCase(), browser)}`;
}
