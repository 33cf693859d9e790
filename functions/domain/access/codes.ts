/**
 * Six digits that are mailed, and tried: the same rules for everybody who proves something by them. Each try is counted
 * before it is looked at, so that many at once cannot guess more often than one after another.
 */
import { codeIn } from "../../../statemachines/form/code-in.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import type { Subject } from "../case/records.ts";
import { tooManyCodes } from "../limits/codes.ts";
import { growingWaits, waitAfter, waitInWords } from "../limits/growing-waits.ts";
import type { Dependencies, ProofState } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { Prover } from "./asking-browser.ts";

type CodeDependencies = Pick<Dependencies, "clock" | "proofs" | "secrets">;

/** Minutes for which a code counts. */
export const codeMinutes = 10;

const wrongAnswersAllowed = 5;

/** In such a time somebody gets three codes, so that nobody can flood a mailbox. */
const codesPerMinutes = 15;

/**
 * A new code, in place of the one before.
 *
 * @param until after which what is stored of it counts for nothing (ISO 8601); always without it
 * @throws Refusal `locked` while it is locked, or too many were asked for
 */
export async function newCode({ clock, proofs, secrets }: CodeDependencies, subject: Subject | Prover, until?: string) {
  const now = isoInstant(clock.now());
  const code = secrets.code();
  const stored = { hash: hashOf(secrets, subject, code), expiresAt: minutesLater(now, codeMinutes) };
  const time = { now, since: minutesLater(now, -codesPerMinutes), ...(until === undefined ? {} : { until }) };
  if (!(await proofs.setCode(subject, stored, time))) {
    const state = await proofs.of(subject);
    throw state && isLocked(state, now) ? locked(state.locks) : tooManyCodes(codesPerMinutes);
  }
  return { code, now };
}

/**
 * Counts a try.
 *
 * @param until as for a new code
 * @returns what came before it
 * @throws Refusal `locked` while it is locked
 */
export async function countTry(
  { clock, proofs }: CodeDependencies,
  subject: Subject | Prover,
  until?: string,
): Promise<ProofState> {
  const state = await proofs.countWrong(subject, isoInstant(clock.now()), until);
  if (state === null) throw locked((await proofs.of(subject))?.locks ?? 1);
  return state;
}

/** Whether a counted try may have the code that counts. */
export function mayBeRight({ clock }: Pick<CodeDependencies, "clock">, { code, wrong }: ProofState): boolean {
  return code !== null && code.expiresAt > isoInstant(clock.now()) && wrong <= wrongAnswersAllowed;
}

/** Whether a counted try has the code that counts. */
export function isRight(
  { clock, secrets }: CodeDependencies,
  subject: Subject | Prover,
  state: ProofState,
  given: string,
): boolean {
  return mayBeRight({ clock }, state) && hashOf(secrets, subject, codeIn(given)) === state.code?.hash;
}

/** Locks after five wrong answers, longer each time; answers what to say then, null before. */
export async function lockWhereSpent(
  { clock, proofs }: CodeDependencies,
  subject: Subject | Prover,
  { locks, wrong }: ProofState,
): Promise<Refusal | null> {
  if (wrong < wrongAnswersAllowed) return null;
  await proofs.lock(subject, locks, minutesLater(isoInstant(clock.now()), waitAfter(growingWaits, locks)));
  return locked(locks + 1);
}

/** What to say of a wrong answer, under the field in which it came. */
export function wrongAnswer({ wrong }: ProofState, field: string): Refusal {
  const left = wrongAnswersAllowed - wrong;
  const text = {
    id: `Jawaban tidak cocok. Sisa percobaan: ${left}.`,
    en: `That does not match. Attempts left: ${left}.`,
  };
  return new Refusal("invalid", text, { [field]: text });
}

function hashOf(secrets: Dependencies["secrets"], subject: Subject | Prover, code: string): string {
  return secrets.hash(`${subject}\n${code}`);
}

function isLocked({ lockedUntil: until }: ProofState, now: string): boolean {
  return until !== null && until > now;
}

function locked(locks: number): Refusal {
  const wait = waitInWords(waitAfter(growingWaits, Math.max(locks, 1) - 1));
  return new Refusal("locked", {
    id: `Terlalu banyak jawaban yang salah. Coba lagi setelah ${wait.id}.`,
    en: `Too many wrong answers. Try again after ${wait.en}.`,
  });
}
