/**
 * How often anybody may guess a mailed code: from one place in the net, and in all. A browser that is known as the person's
 * is counted by itself alone, so no flood of guesses keeps them out; what it may do is in `proof.ts`.
 */
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { everybody, windowAt, type Budget } from "./budget.ts";
import { growingWaits, takeBack, tryOnce, waitInWords, type Allowance } from "./growing-waits.ts";

/** Whom a code that is guessed proves, and where it is asked. */
export type Guessed = "sign-in" | "official" | "requester" | "address";

/** An office has one address in the net for all its browsers; those who mistype there are few. */
export const guessesOfNetwork: Allowance = { name: "guesses", tries: 10, waits: growingWaits };

/** At one browser, whomever they were to prove. */
export const guessesOfBrowser: Allowance = { name: "guesses-of-browser", tries: 5, waits: growingWaits };

const wrongGuesses = (minutes: number, amount: number): Omit<Budget, "name"> => ({ minutes, amount, count: Infinity });
const hour = 60;
const day = 24 * hour;

/**
 * Wrong guesses in all, of those that nobody knows. One in a million is right, so these make the odds of a month; people
 * outside are more, and mistype more often.
 */
export const guessesInAll: Record<Guessed, readonly Omit<Budget, "name">[]> = {
  "sign-in": [wrongGuesses(hour, 20), wrongGuesses(day, 100)],
  official: [wrongGuesses(hour, 20), wrongGuesses(day, 100)],
  requester: [wrongGuesses(hour, 60), wrongGuesses(day, 300)],
  // That an address is confirmed lets nobody do more than ask for something in that name.
  address: [wrongGuesses(hour, 300), wrongGuesses(day, 1_500)],
};

export interface Guesser {
  /** Where in the net; null for whoever sits at the machine itself. */
  network: string | null;
  /** Whether the browser is known as that of the person. */
  known: boolean;
}

export type GuessDependencies = Pick<Dependencies, "budgets" | "clock" | "log" | "metrics" | "tries">;

/**
 * Counts a guess before it is looked at.
 *
 * @returns to be called where it was right, for that is no guess then
 * @throws Refusal `locked`
 */
export async function spendGuess(
  dependencies: GuessDependencies,
  guessed: Guessed,
  { known, network }: Guesser,
): Promise<() => Promise<void>> {
  if (known) return async () => undefined;
  const { clock } = dependencies;
  // Whoever guessed yesterday begins anew: whole offices stand behind one address.
  const source = network && `${network}#${isoInstant(clock.now()).slice(0, 10)}`;
  if (source) {
    const minutes = await tryOnce(dependencies, guessesOfNetwork, source);
    if (minutes !== null) throw tooManyHere(minutes);
  }
  const spent = guessesInAll[guessed].map((budget) => spendingOf(guessed, budget, clock.now()));
  for (const { amount, spending } of spent) {
    const { amount: wrong } = await dependencies.budgets.spend(spending, 1);
    if (wrong <= amount) continue;
    // The first that is refused, not each of a flood.
    if (wrong === amount + 1) {
      dependencies.log.problem("guesses-used-up", null, { guessed });
      dependencies.metrics.emit({ GuessesUsedUp: 1 });
    }
    throw tooManyInAll(Math.ceil((Date.parse(spending.until) - clock.now()) / 60_000));
  }
  return async () => {
    if (source) await takeBack(dependencies, guessesOfNetwork, source);
    for (const { spending } of spent) await dependencies.budgets.spend(spending, -1);
  };
}

function spendingOf(guessed: Guessed, { amount, minutes }: Omit<Budget, "name">, now: number) {
  const spending = { budget: `guesses-${guessed}-${minutes}`, source: everybody, ...windowAt(now, minutes) };
  return { amount, spending };
}

/** @param minutes to wait */
export function tooManyGuesses(minutes: number): Refusal {
  const wait = waitInWords(minutes);
  return new Refusal("locked", {
    id: `Terlalu banyak kode salah di peramban ini. Coba lagi setelah ${wait.id}, atau pakai perangkat lain.`,
    en: `Too many wrong codes in this browser. Try again after ${wait.en}, or use another device.`,
  });
}

function tooManyHere(minutes: number): Refusal {
  const wait = waitInWords(minutes);
  return new Refusal("locked", {
    id: `Terlalu banyak kode salah dari jaringan ini. Coba lagi setelah ${wait.id}, dari jaringan lain, atau dari perangkat yang sudah dikenal.`,
    en: `Too many wrong codes from this network. Try again after ${wait.en}, from another network, or on a device that is known.`,
  });
}

function tooManyInAll(minutes: number): Refusal {
  const wait = waitInWords(Math.max(1, minutes));
  return new Refusal("locked", {
    id: `Saat ini terlalu banyak kode yang ditebak, sehingga perangkat baru harus menunggu ${wait.id}. Perangkat yang sudah dikenal tetap dapat dipakai.`,
    en: `Too many codes are being guessed at the moment, so new devices have to wait for ${wait.en}. Devices that are known go on working.`,
  });
}
