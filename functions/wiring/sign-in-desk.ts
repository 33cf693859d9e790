/**
 * What the sign-in of one machine asks of the service: what a browser may still do. Counted as for mailed links: by browser and
 * network, never for the person whose address was typed.
 */
import { codeIn } from "../../statemachines/form/code-in.ts";
import { askingBrowser, deviceKey, type Cookies } from "../domain/access/device-cookie.ts";
import { browserName, stillGranted } from "../domain/access/known-device.ts";
import { staffIdOf } from "../domain/case/records.ts";
import { forgetCodes, spendCode, tooManyCodes } from "../domain/limits/codes.ts";
import { forgetTries, growingWaits, takeBack, tryOnce, type Allowance } from "../domain/limits/growing-waits.ts";
import { guessesOfBrowser, spendGuess, tooManyGuesses, type GuessDependencies } from "../domain/limits/guesses.ts";
import { sourceOf } from "../domain/limits/source.ts";
import type { Secrets } from "../domain/ports.ts";
import { Refusal } from "../domain/refusal.ts";
import type { ItemStore } from "../adapters/items/item-store.ts";
import { keys } from "../adapters/items/keys.ts";
import { kinds } from "../adapters/items/kinds.ts";

const codesOfBrowser: Allowance = { name: "sign-in-codes", tries: 3, waits: growingWaits };

/** Who asks to sign in, as far as that is known. */
export interface Asker {
  /** See `device-cookie.ts`. */
  browser: string;
  /** Address in the net. */
  address: string;
  /** Whether the browser is known as that of the person whose address was typed. */
  known: boolean;
}

/** Refused, with the words for whoever asks; or allowed. */
export type Allowed<More = object> = { refused: string } | ({ refused: null } & More);

export interface SignInDesk {
  /** The browser of a request, by its cookie or else by the sign-in that it has begun, and the cookies for the next time. */
  browserOf(cookies: Cookies, begun: string): { browser: string; cookies: string[] };
  /** Ids of the staff whose device a browser is, by a code that was mailed to them for a link. */
  knownOn(cookies: Cookies): Promise<string[]>;
  /** Counts a code that is about to be mailed. */
  askForCode(asker: Asker, email: string): Promise<Allowed>;
  /** Counts a guess before it is looked at. `wasRight` is to be called where it was no guess. */
  guess(asker: Asker, email: string): Promise<Allowed<{ wasRight(): Promise<void> }>>;
  /** What people call a browser, by what it says it is; empty where it does not say. */
  browserName(agent: string): string;
  /** The digits of a code, however it was typed. */
  codeIn(typed: string): string;
}

export function signInDeskOn(items: ItemStore, secrets: Secrets, dependencies: GuessDependencies): SignInDesk {
  const guesserOf = ({ address, known }: Asker) => ({ known, network: sourceOf(secrets, { cookies: {}, address }) });
  /** What was typed may be anything. */
  const named = (email: string) => secrets.hash(email.toLowerCase());

  return {
    browserOf: (cookies, begun) => askingBrowser(secrets, cookies, begun),

    async knownOn(cookies) {
      const device = deviceKey(secrets, cookies);
      const item = device === null ? null : await items.get(keys.device(device));
      if (!item) return [];
      const grants = stillGranted(kinds.device.read(item).grants, dependencies.clock.now());
      return grants.flatMap(({ subject }) => staffIdOf(subject) ?? []);
    },

    askForCode: (asker, email) =>
      inWords(async () => {
        const minutes = await tryOnce(dependencies, codesOfBrowser, `${named(email)}#${asker.browser}`);
        if (minutes !== null) throw tooManyCodes(minutes);
        await spendCode(dependencies, "sign-in", named(email), guesserOf(asker));
        return {};
      }),

    guess: (asker, email) =>
      inWords(async () => {
        const minutes = await tryOnce(dependencies, guessesOfBrowser, `sign-in#${asker.browser}`);
        if (minutes !== null) throw tooManyGuesses(minutes);
        const wasRight = await spendGuess(dependencies, "sign-in", guesserOf(asker));
        return {
          async wasRight() {
            await takeBack(dependencies, guessesOfBrowser, `sign-in#${asker.browser}`);
            await wasRight();
            await forgetTries(dependencies, codesOfBrowser, `${named(email)}#${asker.browser}`);
            await forgetCodes(dependencies, "sign-in", named(email), guesserOf(asker));
          },
        };
      }),

    browserName,
    codeIn,
  };
}

async function inWords<More extends object>(work: () => Promise<More>): Promise<Allowed<More>> {
  try {
    return { refused: null, ...(await work()) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.text.id };
    throw error;
  }
}
