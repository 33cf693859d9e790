/** How many codes a stranger may have mailed: to one person from one place in the net, and in all. */
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { spendInAll, type Budget } from "./budget.ts";
import { forgetTries, growingWaits, tryOnce, waitInWords, type Allowance } from "./growing-waits.ts";
import type { Guessed, Guesser } from "./guesses.ts";

/** From one place in the net, to one person: another place, or a device of theirs that is known, is not counted with it. */
const codesOfNetwork: Allowance = { name: "codes", tries: 3, waits: growingWaits };
/** Far more than a whole agency asks for on its first morning. */
export const codesInAll: Omit<Budget, "name"> = { minutes: 60, count: 300, amount: Infinity };

type CodeDependencies = Pick<Dependencies, "budgets" | "clock" | "log" | "tries">;

/**
 * Counts a code that is about to be mailed.
 *
 * @param to whom it proves; a hash of what was typed, where that may be anything
 * @throws Refusal `locked`
 */
export async function spendCode(
  dependencies: CodeDependencies,
  guessed: Guessed,
  to: string,
  { known, network }: Guesser,
): Promise<void> {
  if (known) return;
  if (network !== null) {
    const minutes = await tryOnce(dependencies, codesOfNetwork, sourceOfCodes(guessed, to, network));
    if (minutes !== null) throw tooManyCodes(minutes);
  }
  await spendInAll(dependencies, { ...codesInAll, name: `codes-${guessed}` }, 0, allUsed);
}

/** After a right answer: nobody floods a mailbox who reads it. */
export async function forgetCodes(
  dependencies: Pick<CodeDependencies, "tries">,
  guessed: Guessed,
  to: string,
  { network }: Guesser,
): Promise<void> {
  if (network !== null) await forgetTries(dependencies, codesOfNetwork, sourceOfCodes(guessed, to, network));
}

function sourceOfCodes(guessed: Guessed, to: string, network: string): string {
  return `${guessed}#${to}#${network}`;
}

/** @param minutes to wait */
export function tooManyCodes(minutes: number): Refusal {
  const wait = waitInWords(minutes);
  return new Refusal("locked", {
    id: `Kode sudah dikirim beberapa kali. Periksa email Anda, atau coba lagi setelah ${wait.id}.`,
    en: `The code was sent several times. Check your mail, or try again after ${wait.en}.`,
  });
}

const allUsed = {
  id: "Terlalu banyak kode diminta saat ini. Coba lagi satu jam lagi; perangkat yang sudah dikenal tetap dapat dipakai.",
  en: "Too many codes are being asked for at the moment. Try again in an hour; devices that are known go on working.",
};
