/**
 * Whoever asks for something proves on the page of the form that the e-mail address is theirs, before anything of what they
 * typed is stored or told to anybody (invariant 18): by a code in one short mail that says nothing of it. A browser that
 * was confirmed for an address is not asked again. Whoever guesses waits; the address itself is never locked.
 */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Subject } from "../case/records.ts";
import { spendOnCode, spendOnGuess } from "../limits/public-limits.ts";
import type { Coming } from "../limits/source.ts";
import { addressCodeLetter } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies } from "../ports.ts";
import { codeMinutes, countTry, isRight, lockWhereSpent, newCode, wrongAnswer } from "./codes.ts";
import { askingBrowser, browserOf, browserOfDevice, deviceFor, type Device } from "./device-cookie.ts";
import { provedUntil } from "./known-device.ts";

export type ConfirmingDependencies = Pick<
  Dependencies,
  "agencies" | "budgets" | "clock" | "log" | "mailer" | "proofs" | "secrets"
>;

/** The field of a request in which the code comes. */
const codeField = "code";

/** So long what was counted of a browser that never came back is kept; longer than the longest wait. */
const keptMs = 2 * 86_400_000;

/** The device of a browser that was confirmed for an address before; null where it was not. */
export async function confirmedBefore(
  { clock, proofs, secrets }: ConfirmingDependencies,
  { cookies }: Pick<Coming, "cookies">,
  address: string,
  shared?: boolean,
): Promise<Device | null> {
  const browser = browserOf(secrets, cookies);
  const state = browser === null ? null : await proofs.of(subjectOf(secrets, address, browser));
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
  const { agencies, clock, mailer, secrets } = dependencies;
  const known = browserOf(secrets, coming.cookies);
  const { browser, cookies } = known === null ? askingBrowser(secrets) : { browser: known, cookies: [] };
  await spendOnCode(dependencies, coming, address);
  const subject = subjectOf(secrets, address, browser);
  const { code, now } = await newCode(dependencies, subject, isoInstant(clock.now() + keptMs));
  const settings = await agencies.settings();
  const letter = addressCodeLetter(settings, language, { code, minutes: codeMinutes });
  await mailer.send({
    id: `code.${secrets.hash(subject)}.${now}`,
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
  const { clock, proofs, secrets } = dependencies;
  const browser = browserOf(secrets, coming.cookies);
  const subject = browser === null ? null : subjectOf(secrets, address, browser);
  if (browser === null || subject === null || (await proofs.of(subject)) === null) return null;
  await spendOnGuess(dependencies, coming);
  const until = isoInstant(clock.now() + keptMs);
  // Whoever tries one address after the other waits, too.
  const guesser: Subject = `browser:${secrets.sign("browser", browser)}`;
  const guessed = await countTry(dependencies, guesser, until);
  const state = await countTry(dependencies, subject, until);
  if (!isRight(dependencies, subject, state, code)) {
    const locked = [
      await lockWhereSpent(dependencies, subject, state),
      await lockWhereSpent(dependencies, guesser, guessed),
    ];
    throw locked.find((each) => each !== null) ?? wrongAnswer(state, codeField);
  }
  const device = deviceFor(secrets, coming.cookies, shared);
  await proofs.clear(subject, provedUntil(dependencies, device));
  await proofs.clear(guesser, null);
  // On a computer of which something else is said now, the device is another one from here on.
  const own = browserOfDevice(device);
  if (own !== browser) await proofs.confirm(subjectOf(secrets, address, own), provedUntil(dependencies, device));
  return device;
}

/** A browser and an address together: nobody reads either from it. */
export function subjectOf(secrets: Dependencies["secrets"], address: string, browser: string): Subject {
  return `address:${secrets.sign("address", address.toLowerCase(), browser)}`;
}
