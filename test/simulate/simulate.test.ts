/** Small runs of the simulation; `npm run simulate` plays years of many agencies. */
import { describe, expect, it } from "vitest";
import { Failure, runAgency, type Plan } from "./agency.ts";
import { runAgencies } from "./run.ts";

const minutes = 60_000;
const small = { months: 1, casesAMonth: 20, loseExecutions: false, say: null };

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
    },
    2 * minutes,
  );

  it(
    "is the same to the letter when it is played again, and another with another seed",
    async () => {
      const hashOf = async (seed: number): Promise<string> =>
        (await runAgency({ ...small, casesAMonth: 6, seed, agency: 3 })).hash;
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
        await runAgency({ ...small, seed: 1, agency, spoiled });
      } catch (error) {
        if (error instanceof Failure) return error;
        throw error;
      }
    }
    throw new Error("nobody noticed");
  };

  it.each<[string, NonNullable<Plan["spoiled"]>, RegExp]>([
    [
      "loses mail that it says was sent",
      { mailer: { send: async () => undefined } },
      /^5: mail .* says sent, and nobody took it/,
    ],
    [
      "changes what was decided",
      { items: (items) => ({ update: (key, changes) => items.update(key, changes) }) },
      /^(3|8|11|14|17): /,
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
