import type { LogDay } from "../../domain/decision-log/records.ts";
import type { DecisionLog } from "../../domain/ports.ts";
import { allOf, NoSuchItem, type ItemStore } from "../items/item-store.ts";
import { caseIn, decidedOn, keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/** Leaves in one item: an item holds 400 kB at most, and a leaf has 64 letters. */
const leavesAtOnce = 4_000;

export function decisionLogIn(items: ItemStore, reader: ItemReader): DecisionLog {
  async function whole(head: Omit<LogDay, "leaves">): Promise<LogDay> {
    const pages = await allOf(items, { partition: keys.logPage(head.day, 0).pk });
    const leaves = pages.flatMap((item) => reader.one(item, kinds.logPage.read).leaves);
    return { ...head, leaves };
  }
  const readSeal = kinds.seal.read;

  return {
    async actedOn(day) {
      const found = await allOf(items, { index: "todo", partition: decidedOn(day, "").todoPk });
      return [...new Set(found.map(caseIn))].toSorted();
    },

    async newest() {
      const range = { partition: keys.logDay("").pk, descending: true } as const;
      const [item] = (await items.page(range, { limit: 1 })).items;
      return item ? whole(reader.one(item, kinds.logDay.read)) : null;
    },

    async days() {
      const heads = await allOf(items, { partition: keys.logDay("").pk });
      return Promise.all(heads.map((item) => whole(reader.one(item, kinds.logDay.read))));
    },

    async addDay(entry) {
      const { leaves, ...head } = entry;
      for (let from = 0; from < leaves.length; from += leavesAtOnce) {
        const key = keys.logPage(entry.day, from / leavesAtOnce);
        await items.put(newItem(kinds.logPage, key, { leaves: leaves.slice(from, from + leavesAtOnce) }));
      }
      const key = keys.logDay(entry.day);
      if (await items.putNew(newItem(kinds.logDay, key, head))) return entry;
      const first = await items.get(key);
      if (!first) throw new NoSuchItem(key);
      return whole(reader.one(first, kinds.logDay.read));
    },

    async seals(caseId) {
      const found = await allOf(items, { partition: keys.seal(caseId, "").pk });
      return found.map((item) => reader.one(item, readSeal));
    },

    async addSeals(caseId, seals) {
      return Promise.all(
        seals.map(async (seal) => {
          const key = keys.seal(caseId, seal.event);
          if (await items.putNew(newItem(kinds.seal, key, seal))) return seal;
          const first = await items.get(key);
          if (!first) throw new NoSuchItem(key);
          return reader.one(first, readSeal);
        }),
      );
    },
  };
}
