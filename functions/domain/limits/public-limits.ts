/**
 * What people whom nobody knows may cause, by every public route, in one place: how often each is called by one source,
 * and before anything is mailed, stored or guessed, how often that is done for one source, for one address and in all.
 * The cost of a limit never falls on those who are known: a device is a source by itself.
 */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { everybody, isUsedUp, spend, spendInAll, type Budget } from "./budget.ts";
import { spendCode } from "./codes.ts";
import { spendGuess, type GuessDependencies, type Guesser } from "./guesses.ts";
import { sourceOf, type Coming } from "./source.ts";

type LimitDependencies = Pick<Dependencies, "budgets" | "clock" | "log" | "secrets">;

/** What a route does that somebody else may have to bear. */
export type Burden = "mails" | "stores" | "guesses" | "reads";

export interface PublicLimit {
  /** How often one source may call the route in an hour; null: as often as it likes, for it reads and no more. */
  hourly: number | null;
  burdens: readonly Burden[];
}

/**
 * Every public route of the manifest. A school, an office or the customers of a mobile network may be one source as long as
 * nobody there is known, so that it is many times what one person does.
 */
export const publicLimits: Record<string, PublicLimit> = {
  "GET /api/agency": { hourly: null, burdens: ["reads"] },
  "GET /api/procedures/{procedure}/request-form": { hourly: null, burdens: ["reads"] },
  "GET /api/procedures/{procedure}/without-email": { hourly: null, burdens: ["reads"] },
  "POST /api/uploads": { hourly: 300, burdens: ["stores"] },
  "POST /api/requests": { hourly: 120, burdens: ["mails", "stores", "guesses"] },
  "GET /api/tracking/{link}": { hourly: null, burdens: ["reads"] },
  "GET /api/tracking/{link}/devices": { hourly: null, burdens: ["reads"] },
  "POST /api/tracking/{link}/devices/end": { hourly: 120, burdens: ["stores"] },
  "GET /api/tracking/{link}/personal-data": { hourly: null, burdens: ["reads"] },
  "POST /api/tracking/{link}/personal-data": { hourly: 30, burdens: ["stores"] },
  "GET /api/schedule": { hourly: null, burdens: ["reads"] },
  "GET /api/schedule.ics": { hourly: null, burdens: ["reads"] },
  "GET /api/tracking/{link}/survey": { hourly: null, burdens: ["reads"] },
  "POST /api/tracking/{link}/survey": { hourly: 60, burdens: ["stores"] },
  "GET /api/surveys/{case}/{link}": { hourly: null, burdens: ["reads"] },
  "POST /api/surveys/{case}/{link}": { hourly: 60, burdens: ["stores"] },
  "GET /api/survey-index": { hourly: null, burdens: ["reads"] },
  "GET /api/papers/{case}/{link}": { hourly: null, burdens: ["reads"] },
  "GET /api/decisions/{link}": { hourly: null, burdens: ["reads"] },
  "POST /api/decisions/{link}": { hourly: 300, burdens: ["stores"] },
  "POST /api/decisions/{link}/code": { hourly: 60, burdens: ["mails"] },
  "POST /api/decisions/{link}/proof": { hourly: 120, burdens: ["guesses"] },
  "GET /api/decisions/{link}/files/{file}": { hourly: null, burdens: ["reads"] },
  "GET /api/shown/{case}/{link}": { hourly: null, burdens: ["reads"] },
  "GET /api/guest-books/{case}/{link}": { hourly: null, burdens: ["reads"] },
  "POST /api/guest-books/{case}/{link}": { hourly: 60, burdens: ["stores"] },
  "POST /api/found/code": { hourly: 30, burdens: ["mails"] },
  "POST /api/found/proof": { hourly: 60, burdens: ["guesses"] },
  "POST /api/tracking/{link}/code": { hourly: 60, burdens: ["mails"] },
  "POST /api/tracking/{link}/proof": { hourly: 120, burdens: ["guesses"] },
  "POST /api/tracking/{link}/address": { hourly: 60, burdens: ["stores"] },
  "POST /api/tracking/{link}/change": { hourly: 60, burdens: ["stores", "mails"] },
  "POST /api/tracking/{link}/cancel": { hourly: 60, burdens: ["stores"] },
};

const hour = 60;
const perHour = (name: string, count: number): Budget => ({ name, minutes: hour, count, amount: Infinity });

/** Codes mailed to addresses that nobody has confirmed: from one source, and to one address; more is in `codes.ts`. */
export const codeBudgets = { source: perHour("codes", 20), address: perHour("codes-to", 6) };

/** Cases begun by people outside: they lie before the staff, and mail is sent about them. */
export const caseBudgets = {
  source: perHour("cases", 30),
  address: perHour("cases-of", 12),
  all: perHour("cases", 300),
};

/** Requests without e-mail, each of which somebody has to call about. */
export const waitingBudgets = {
  source: perHour("waiting", 3),
  all: { ...perHour("waiting", 60), minutes: 24 * hour },
};

/** Counts a call of a route. @throws Refusal `locked` */
export async function spendOnCall(dependencies: LimitDependencies, route: string, coming: Coming): Promise<void> {
  const limit = publicLimits[route];
  const source = limit?.hourly ? sourceOf(dependencies.secrets, coming) : null;
  if (!limit?.hourly || source === null) return;
  await spend(dependencies, perHour(route, limit.hourly), source, 1, tooManyCalls);
}

/** Counts a code that is about to be mailed to whoever has an address. @throws Refusal `locked` */
export async function spendOnCode(
  dependencies: LimitDependencies & GuessDependencies,
  coming: Coming,
  address: string,
): Promise<void> {
  const { secrets } = dependencies;
  const source = sourceOf(secrets, coming);
  if (source === null) return;
  await spend(dependencies, codeBudgets.source, source, 1, tooManyCalls);
  await spend(dependencies, codeBudgets.address, named(dependencies, address), 1, tooManyTo);
  await spendCode(dependencies, "address", named(dependencies, address), networkOf(secrets, coming));
}

/** Counts a code that is about to be tried; see `spendGuess`. @throws Refusal `locked` */
export async function spendOnGuess(
  dependencies: LimitDependencies & GuessDependencies,
  coming: Coming,
): Promise<() => Promise<void>> {
  return spendGuess(dependencies, "address", networkOf(dependencies.secrets, coming));
}

/** A device that is known to somebody is counted with its network all the same: it is not known for every address. */
function networkOf(secrets: LimitDependencies["secrets"], { address }: Coming): Guesser {
  return { known: false, network: sourceOf(secrets, { cookies: {}, address }) };
}

/** Counts a case that is about to be stored. @throws Refusal `locked` */
export async function spendOnCase(dependencies: LimitDependencies, coming: Coming, address: string): Promise<void> {
  const source = sourceOf(dependencies.secrets, coming);
  if (source === null) return;
  await spend(dependencies, caseBudgets.source, source, 1, tooManyCalls);
  await spend(dependencies, caseBudgets.address, named(dependencies, address), 1, tooManyCalls);
  await spendInAll(dependencies, caseBudgets.all, 1, allUsed);
}

/** Counts a request that is about to wait for a call. @throws the refusal, where the budget is used up */
export async function spendOnWaiting(dependencies: LimitDependencies, coming: Coming, full: Refusal): Promise<void> {
  const source = sourceOf(dependencies.secrets, coming);
  if (source === null) return;
  try {
    await spend(dependencies, waitingBudgets.source, source, 1, full.text);
    await spend(dependencies, waitingBudgets.all, everybody, 1, full.text);
  } catch (error) {
    throw error instanceof Refusal ? full : error;
  }
}

/** Whether a request that is to wait for a call would be refused now; counts nothing. */
export async function isWaitingUsedUp(
  dependencies: Pick<Dependencies, "budgets" | "clock" | "secrets">,
  coming: Coming,
): Promise<boolean> {
  const source = sourceOf(dependencies.secrets, coming);
  if (source === null) return false;
  if (await isUsedUp(dependencies, waitingBudgets.source, source)) return true;
  return isUsedUp(dependencies, waitingBudgets.all, everybody);
}

/** An address as it is counted: nobody reads it from that. */
function named({ secrets }: LimitDependencies, address: string): string {
  return `to-${secrets.sign("counted-address", address.toLowerCase())}`;
}

const tooManyCalls: Text = {
  id: "Terlalu banyak permintaan dari jaringan ini. Yang Anda isi tetap ada di halaman ini. Coba lagi satu jam lagi, atau hubungi kantor kami.",
  en: "Too many requests came from this network. What you typed is still on this page. Try again in an hour, or contact our office.",
};
const tooManyTo: Text = {
  id: "Kode ke alamat email ini sudah beberapa kali diminta. Coba lagi satu jam lagi, atau hubungi kantor kami.",
  en: "Codes for this e-mail address were asked for several times. Try again in an hour, or contact our office.",
};
const allUsed: Text = {
  id: "Saat ini terlalu banyak permintaan. Yang Anda isi tetap ada di halaman ini. Coba lagi satu jam lagi, atau hubungi kantor kami.",
  en: "There are too many requests at the moment. What you typed is still on this page. Try again in an hour, or contact our office.",
};
