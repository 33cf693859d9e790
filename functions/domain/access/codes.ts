/**
 * Six digits that are mailed, and tried: the same rules for everybody who proves something by them. A code is good at the
 * browser that asked for it. Each try is counted before it is looked at, so that many at once cannot guess more often than one
 * after another; wrong ones count for that browser and its network, and keep nobody else waiting.
 */
import { codeIn } from "../../../statemachines/form/code-in.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { tooManyCodes } from "../limits/codes.ts";
import { growingWaits, waitAfter, waitInWords } from "../limits/growing-waits.ts";
import type { Dependencies, ProofState } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { Prover } from "./prover.ts";

type CodeDependencies = Pick<Dependencies, "clock" | "proofs" | "secrets">;

/** Minutes for which a code counts. */
export const codeMinutes = 10;

const wrongAnswersAllowed = 5;

/** In such a time a browser gets three codes. */
const codesPerMinutes = 15;

/**
 * A new code, in place of the one before.
 *
 * @throws Refusal `locked` while it is locked, or too many were asked for
 */
export async function newCode({ clock, proofs, secrets }: CodeDependencies, prover: Prover) {
  const now = isoInstant(clock.now());
  const code = secrets.code();
  const stored = { hash: hashOf(secrets, prover, code), expiresAt: minutesLater(now, codeMinutes) };
  if (!(await proofs.setCode(prover, stored, { now, since: minutesLater(now, -codesPerMinutes) }))) {
    const state = await proofs.of(prover);
    throw state && isLocked(state, now) ? locked(state.locks) : tooManyCodes(codesPerMinutes);
  }
  return { code, now };
}

/**
 * Counts a try.
 *
 * @returns what came before it; null where no code was asked for at this browser
 * @throws Refusal `locked` while it is locked
 */
export async function countTry({ clock, proofs }: CodeDependencies, prover: Prover): Promise<ProofState | null> {
  const state = await proofs.countWrong(prover, isoInstant(clock.now()));
  if (state) return state;
  const before = await proofs.of(prover);
  if (before) throw locked(before.locks);
  return null;
}

/** Whether there is a code that a counted try may have. */
export function isAsked({ clock }: Pick<CodeDependencies, "clock">, { code, wrong }: ProofState): boolean {
  return code !== null && code.expiresAt > isoInstant(clock.now()) && wrong <= wrongAnswersAllowed;
}

/** Whether a counted try has the code that counts. */
export function isRight(
  dependencies: Pick<CodeDependencies, "clock" | "secrets">,
  prover: Prover,
  state: ProofState,
  given: string,
): boolean {
  return isAsked(dependencies, state) && hashOf(dependencies.secrets, prover, codeIn(given)) === state.code?.hash;
}

/**
 * What to say of a wrong answer, under the field in which it came: after five it is locked, longer each time.
 *
 * @returns Refusal `invalid`, or `locked`
 */
export async function wrongAnswer(
  { clock, proofs }: CodeDependencies,
  prover: Prover,
  { locks, wrong }: ProofState,
  field: string,
): Promise<Refusal> {
  const left = wrongAnswersAllowed - wrong;
  if (left <= 0) {
    await proofs.lock(prover, locks, minutesLater(isoInstant(clock.now()), waitAfter(growingWaits, locks)));
    return locked(locks + 1);
  }
  const text = {
    id: `Jawaban tidak cocok. Sisa percobaan: ${left}.`,
    en: `That does not match. Attempts left: ${left}.`,
  };
  return new Refusal("invalid", text, { [field]: text });
}

function hashOf(secrets: CodeDependencies["secrets"], prover: Prover, code: string): string {
  return secrets.hash(`${prover}\n${code}`);
}

function isLocked({ lockedUntil: until }: ProofState, now: string): boolean {
  return until !== null && until > now;
}

/** @param locks with the one that holds */
function locked(locks: number): Refusal {
  const wait = waitInWords(waitAfter(growingWaits, Math.max(locks, 1) - 1));
  return new Refusal("locked", {
    id: `Terlalu banyak jawaban yang salah. Coba lagi setelah ${wait.id}.`,
    en: `Too many wrong answers. Try again after ${wait.en}.`,
  });
}
