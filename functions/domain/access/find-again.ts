/**
 * A request is found again by its number, with a code to the address that was given with it. Whoever asks learns nothing of a
 * number: whether it exists or not, a code is made, counted and tried in the same way; only where there is an address it is mailed.
 */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import { plainText } from "../../../statemachines/form/typed-text.ts";
import type { Subject } from "../case/records.ts";
import { spendCode } from "../limits/codes.ts";
import type { GuessDependencies, Guesser } from "../limits/guesses.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { addresseeOf } from "./addressee.ts";
import { newCode } from "./codes.ts";
import { openLink, type LinkDependencies, type OpenedLink } from "./open-link.ts";
import { checkCode, mailCode, type Asker } from "./proof.ts";
import { asProver } from "./prover.ts";
import { trackingLinkId } from "./tracking-link.ts";

type FindingDependencies = LinkDependencies & GuessDependencies & Pick<Dependencies, "proofs">;

/**
 * The number of a case as people write it from a letter: "kjg 2026 1", "KJG-2026-00001".
 *
 * @throws Refusal `invalid` for what looks like no number
 */
export function caseNumberIn(given: string): string {
  const found = /^([A-Z]{2,6})[\s./-]*(\d{4})[\s./-]+(\d{1,7})$/.exec(plainText(given).trim().toUpperCase());
  if (!found) throw noNumber;
  const [, code = "", year = "", number = ""] = found;
  return `${code}-${year}-${number.padStart(5, "0")}`;
}

/** Mails a code to the requester of a case, where there is one with an address. @throws Refusal `locked`, whether there is or not */
export async function askToFind(
  dependencies: FindingDependencies,
  caseId: string,
  { browser, network }: Asker,
  language: Language,
): Promise<void> {
  const prover = asProver(subjectFor(caseId), browser);
  const { code, now } = await newCode(dependencies, prover);
  await spendCode(dependencies, "requester", subjectFor(caseId), stranger(network));
  const opened = await requesterLinkOf(dependencies, caseId);
  const to = opened && (await addresseeOf(dependencies, opened));
  if (!to) return;
  try {
    await mailCode(dependencies, { to, caseId, prover, code, now }, language);
  } catch (error) {
    // That it was tried would tell that the number exists.
    dependencies.log.problem("code-not-sent", error);
  }
}

/**
 * Checks the code.
 *
 * @returns the requester's link
 * @throws Refusal `invalid` or `locked`, whether there is such a case or not
 */
export async function findAgain(
  dependencies: FindingDependencies,
  caseId: string,
  { browser, network }: { browser: string | null; network: string | null },
  given: string,
): Promise<{ id: string; opened: OpenedLink }> {
  const whom = { guessed: "requester", subject: subjectFor(caseId) } as const;
  await checkCode(dependencies, whom, browser, stranger(network), given);
  const opened = await requesterLinkOf(dependencies, caseId);
  if (!opened) throw new Refusal("invalid", wrong, { answer: wrong });
  return { id: trackingLinkId(dependencies.secrets, caseId), opened };
}

/** Nobody is known here: who is known would be counted otherwise, and that tells. */
function stranger(network: string | null): Guesser {
  return { known: false, network };
}

function subjectFor(caseId: string): Subject {
  return `requester:${caseId}`;
}

async function requesterLinkOf(dependencies: LinkDependencies, caseId: string): Promise<OpenedLink | null> {
  return openLink(dependencies, trackingLinkId(dependencies.secrets, caseId));
}

const wrong = { id: "Jawaban tidak cocok.", en: "That does not match." };
const numberWrong = {
  id: "Tuliskan nomor seperti pada surat kami, misalnya KJG-2026-00012.",
  en: "Write the number as in our letter, such as KJG-2026-00012.",
};
const noNumber = new Refusal("invalid", numberWrong, { case: numberWrong });
