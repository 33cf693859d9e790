/** Small runs of the simulation; `npm run simulate` plays years of many agencies. */
import { describe, expect, it } from "vitest";
import { Failure, runAgency, type Plan } from "./agency.ts";
import { neverPlayed } from "./played.ts";
import { runAgencies } from "./run.ts";

const minutes = 60_000;
const small = { months: 1, casesAMonth: 15, loseExecutions: false, say: null };

describe("the whole service under one seed", () => {
  it.each([
    ["at its ports", false],
    ["at its ports and with its executions", true],
  ])(
    "keeps its promises whatever goes wrong %s, and every case ends",
    async (_where, loseExecutions) => {
      // An agency with many bad days, so that each kind of fault is among them.
      const summary = await runAgencies({ ...small, loseExecutions, seed: 2 }, [1], runAgency);
      expect(summary.cases).toBeGreaterThan(30);
      expect(Math.min(...Object.values(summary.faults))).toBeGreaterThan(0);
      expect(summary.restarts).toBeGreaterThan(4);
      // Most of what may happen, so that nobody believes it is played when it is not; long runs ask for all of it.
      expect(neverPlayed(summary.played, loseExecutions).length).toBeLessThan(16);
    },
    2 * minutes,
  );

  it(
    "is the same to the letter when it is played again, and another with another seed",
    async () => {
      const hashOf = async (seed: number): Promise<string> =>
        (await runAgency({ ...small, months: 0.3, seed, agency: 3 })).hash;
      const first = await hashOf(1);
      expect(await hashOf(1)).toBe(first);
      expect(await hashOf(2)).not.toBe(first);
    },
    2 * minutes,
  );
});

describe("a service that does not keep a promise", () => {
  const broken = async (spoiled: NonNullable<Plan["spoiled"]>): Promise<Failure> => {
    for (let agency = 1; agency <= 5; agency += 1) {
      try {
        // Looked at often, and under a seed with much of everything, so that it is found whatever else that brings about.
        await runAgency({ ...small, seed: 3, agency, spoiled, everythingEvery: 100 });
      } catch (error) {
        if (error instanceof Failure) return error;
        throw error;
      }
    }
    throw new Error("nobody noticed");
  };

  const unattended = <Item extends object>(item: Item): Item => {
    const { standIns: _, unattendedSince: __, ...rest } = item as Item & Record<string, unknown>;
    return rest as unknown as Item;
  };

  it.each<[string, NonNullable<Plan["spoiled"]>, RegExp]>([
    [
      "loses mail that it says was sent",
      { mailer: { send: async () => undefined, tryAgain: async () => undefined } },
      /^5: mail .* says sent, and nobody took it/,
    ],
    [
      "changes what was decided",
      { items: (items) => ({ update: (key, changes) => items.update(key, changes) }) },
      /^(3|8|11|14|17): /,
    ],
    [
      "stores one change over another",
      {
        items: (items) => ({
          putNew: async (item) => (item.sk.startsWith("CHANGE#") ? (await items.put(item), true) : items.putNew(item)),
          page: async (range, options) => {
            const { items: found, next } = await items.page(range, options);
            return { items: found.filter(({ sk }) => !sk.startsWith("CHANGE#")), next };
          },
        }),
      },
      /^(8|13): /,
    ],
    [
      "asks nobody in the stead of whoever is away",
      {
        items: (items) => ({
          putNew: (item) => items.putNew(unattended(item)),
          update: (key, { set = {}, ...changes }, conditions) =>
            items.update(key, { ...changes, set: unattended(set) }, conditions),
        }),
      },
      /^13: .* waits for nobody who is there/,
    ],
    [
      "gives a number twice",
      {
        items: (items) => ({
          putNew: async (item) => {
            if (!item.pk.startsWith("REGISTER#")) return items.putNew(item);
            await items.put(item);
            return true;
          },
          page: (range, options) =>
            items.page(range.partition.startsWith("REGISTER#") ? { ...range, partition: "nothing" } : range, options),
        }),
      },
      /^(8|11): /,
    ],
  ])(
    "is found out: one that %s",
    async (_what, spoiled, promise) => {
      const failure = await broken(spoiled);
      expect(failure.message).toMatch(promise);
      expect(failure.step).toBeGreaterThan(0);
      expect(failure.last.length).toBeGreaterThan(0);
    },
    2 * minutes,
  );
});
