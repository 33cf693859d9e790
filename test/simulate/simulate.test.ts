/** Small runs of the simulation; `npm run simulate` plays years of many agencies. */
import { describe, expect, it } from "vitest";
import type { AgencySettings } from "../../functions/domain/agency.ts";
import type { Item } from "../../functions/adapters/items/item-store.ts";
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

describe("where nothing goes wrong", () => {
  const calm = { ...small, casesAMonth: 40, seed: 1, isCalm: true, everythingEvery: 100 };

  it(
    "every reminder, escalation and digest that is due comes, at its hour",
    async () => {
      // So short a time has nothing that is late for days on end; the year of a long run has.
      const { again: _, ...accounted } = (await runAgency({ ...calm, agency: 1 })).accounted;
      expect(Object.entries(accounted).filter(([, times]) => times === 0)).toEqual([]);
    },
    2 * minutes,
  );

  const without =
    (name: string) =>
    <Item extends object>(item: Item): Item => {
      const { [name]: _, ...rest } = item as Item & Record<string, unknown>;
      return rest as unknown as Item;
    };
  const forgetting = (name: string): NonNullable<Plan["spoiled"]> => ({
    items: (items) => ({
      putNew: (item) => items.putNew(without(name)(item)),
      update: (key, { set = {}, ...changes }, conditions) =>
        items.update(key, { ...changes, set: without(name)(set) }, conditions),
    }),
  });

  const alwaysOpen = (item: Item): Item => {
    if (item["settings"] === undefined) return item;
    const settings = item["settings"] as AgencySettings;
    const officeHours = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, [["00:00", "23:59"]]]));
    return { ...item, settings: { ...settings, calendar: { ...settings.calendar, officeHours } } };
  };

  it.each<[string, NonNullable<Plan["spoiled"]>, RegExp]>([
    [
      "forgets when to remind",
      forgetting("remindAt"),
      /^21: .*(nobody says that it is late|nobody above knows|nobody is reminded)/,
    ],
    [
      "forgets who had the mail of the morning",
      { items: (items) => ({ put: async (item) => (item.sk.startsWith("DIGEST") ? undefined : items.put(item)) }) },
      /^21: .* has two mails of the morning/,
    ],
    [
      "takes the office for open at any hour",
      {
        items: (items) => ({
          page: async (range, options) => {
            const { items: found, next } = await items.page(range, options);
            return { items: found.map(alwaysOpen), next };
          },
        }),
      },
      /^21: .* (is asked at|is reminded|came to)/,
    ],
  ])(
    "it is found out that a service %s",
    async (_what, spoiled, promise) => {
      await expect(runAgency({ ...calm, agency: 1, spoiled })).rejects.toThrow(promise);
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
