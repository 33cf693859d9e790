import type { LogDay, LogHead } from "../../domain/decision-log/records.ts";
import type { DecisionLog } from "../../domain/ports.ts";
import { allOf, type ItemStore } from "../items/item-store.ts";
import { caseIn, decidedOn, keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { storeOnce } from "../items/store-once.ts";

/** Leaves in one item: an item holds 400 kB at most, and a leaf has 64 letters. */
const leavesAtOnce = 4_000;

export function decisionLogIn(items: ItemStore, reader: ItemReader): DecisionLog {
  async function whole(head: LogHead): Promise<LogDay> {
    const pages = await allOf(items, { partition: keys.logPage(head.day, 0).pk });
    const leaves = pages.flatMap((item) => reader.one(item, kinds.logPage.read).leaves);
    return { ...head, leaves };
  }

  return {
    async actedOn(day) {
      const found = await allOf(items, { index: "todo", partition: decidedOn(day, "").todoPk });
      return [...new Set(found.map(caseIn))].toSorted();
    },

    async newest() {
      const range = { partition: keys.logDay("").pk, descending: true } as const;
      const [item] = (await items.page(range, { limit: 1 })).items;
      return item ? reader.one(item, kinds.logDay.read) : null;
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
      return storeOnce(items, reader, kinds.logDay, keys.logDay(entry.day), head);
    },

    async seals(caseId) {
      const found = await allOf(items, { partition: keys.seal(caseId, "").pk });
      return found.map((item) => reader.one(item, kinds.seal.read));
    },

    reseal: async (caseId, seal) => items.put(newItem(kinds.seal, keys.seal(caseId, seal.event), seal)),

    addSeals: async (caseId, seals) =>
      Promise.all(seals.map(async (seal) => storeOnce(items, reader, kinds.seal, keys.seal(caseId, seal.event), seal))),
  };
}
