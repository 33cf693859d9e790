/** What goes wrong at the calls of ports: errors before and after, time-outs, calls made twice, answers that come late. */
import type { ItemStore } from "../../functions/adapters/items/item-store.ts";
import { activityNow } from "./activity.ts";
import type { Journal } from "./journal.ts";
import type { Schedule } from "./schedule.ts";
import type { Chance } from "../support/random-values.ts";

/** How often, in 10,000 calls. */
export interface Weather {
  before: number;
  after: number;
  twice: number;
  late: number;
}

export const still: Weather = { before: 0, after: 0, twice: 0, late: 0 };

/** Each agency has one of them on ordinary days. */
export const weathers: Weather[] = [
  { before: 5, after: 5, twice: 10, late: 100 },
  { before: 30, after: 30, twice: 40, late: 300 },
  { before: 150, after: 150, twice: 150, late: 900 },
];
export const storm: Weather = { before: 600, after: 600, twice: 400, late: 1_500 };

const inAll = 10_000;
const longestLateMs = 20_000;

/** What a program is that has been killed: whatever it still waits for never comes. */
export interface Mortal {
  dead: boolean;
  /** The step in which one of its calls last failed: what one request asks for may be what another waits for, too. */
  failedAt: number;
}

export class Faults {
  weather: Weather = still;
  readonly #chance: Chance;
  readonly #schedule: Schedule;
  readonly #journal: Journal;
  /** How often each kind happened. */
  readonly counts = { before: 0, after: 0, twice: 0, late: 0 };

  constructor(chance: Chance, schedule: Schedule, journal: Journal) {
    this.#chance = chance;
    this.#schedule = schedule;
    this.#journal = journal;
  }

  /** Makes a call of a port, as the weather is. Never returns to a program that has died. */
  async call<T>(name: string, program: Mortal, work: () => Promise<T>): Promise<T> {
    if (program.dead) return never();
    const { before, after, twice, late } = this.weather;
    let drawn = this.#chance(inAll);
    const falls = (often: number): boolean => (drawn -= often) < 0;
    if (falls(before)) {
      this.#note("before", name, program);
      throw this.#error();
    }
    if (falls(after)) {
      this.#note("after", name, program);
      await work();
      throw this.#error();
    }
    if (falls(twice)) {
      this.#note("twice", name, program);
      await work();
      await this.#schedule.wait(this.#chance(3) * this.#chance(1_000));
      return program.dead ? never() : work();
    }
    if (!falls(late)) return work();
    this.#note("late", name, program);
    // Half of the time it is the question that takes so long.
    if (this.#chance(2) === 0) {
      await this.#schedule.wait(this.#chance(longestLateMs));
      return program.dead ? never() : work();
    }
    const answer = await work();
    await this.#schedule.wait(this.#chance(longestLateMs));
    return program.dead ? never() : answer;
  }

  #note(kind: keyof Weather, name: string, program: Mortal): void {
    const activity = activityNow();
    if (kind === "before" || kind === "after") program.failedAt = this.#journal.step;
    this.counts[kind] += 1;
    this.#journal.note(`${kind} ${name} in ${activity?.name ?? "nothing"}`);
  }

  #error(): Error {
    const make = errors[this.#chance(errors.length)] ?? reset;
    return make();
  }
}

function never(): Promise<never> {
  return new Promise<never>(() => undefined);
}

const reset = () => Object.assign(new Error("the connection was reset"), { code: "ECONNRESET" });

/** As clients of AWS throw them after their own retries. */
const errors: (() => Error)[] = [
  reset,
  () => Object.assign(new Error("no answer in time"), { name: "TimeoutError" }),
  () =>
    Object.assign(new Error("an internal error"), {
      name: "InternalServerError",
      $metadata: { httpStatusCode: 500 },
    }),
  () => Object.assign(new Error("too many requests"), { name: "ThrottlingException", $retryable: {} }),
];

/** A store at which things go wrong. */
export function itemsIn(items: ItemStore, faults: Faults, program: Mortal): ItemStore {
  const call = <T>(name: string, work: () => Promise<T>): Promise<T> => faults.call(name, program, work);
  return {
    get: (...given) => call("get", () => items.get(...given)),
    getMany: (...given) => call("getMany", () => items.getMany(...given)),
    page: (...given) => call("page", () => items.page(...given)),
    count: (...given) => call("count", () => items.count(...given)),
    revision: (...given) => call("revision", () => items.revision(...given)),
    put: (...given) => call("put", () => items.put(...given)),
    putNew: (...given) => call("putNew", () => items.putNew(...given)),
    update: (...given) => call("update", () => items.update(...given)),
    upsert: (...given) => call("upsert", () => items.upsert(...given)),
  };
}
