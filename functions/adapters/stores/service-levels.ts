import type { KeptTotals, ServiceLevelTotals } from "../../domain/ports.ts";
import type { Totals } from "../../domain/service-levels/totals.ts";
import { allOf, type ItemStore, type Key } from "../items/item-store.ts";
import { goneAtOf, keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/** Of the last cases noted by this process; noting one again would only write the same. */
const remembered = 2_000;

export function serviceLevelsIn(items: ItemStore, reader: ItemReader): ServiceLevelTotals {
  const noted = new Set<string>();

  async function store(key: Key, at: string, totals: Totals, forgottenAt: string): Promise<void> {
    await items.put(newItem(kinds.totals, key, { at, totals, goneAt: goneAtOf(forgottenAt) }));
  }

  async function read(partition: string): Promise<KeptTotals[]> {
    const found = await allOf(items, { partition });
    return reader.each(found, kinds.totals.read).map(({ at, totals }) => ({ at, totals }));
  }

  return {
    async noteCase(day, caseId, forgottenAt) {
      const key = keys.countedCase(day, caseId);
      const name = `${key.pk} ${key.sk}`;
      if (noted.has(name)) return;
      await items.put(newItem(kinds.countedCase, key, { goneAt: goneAtOf(forgottenAt) }));
      if (noted.size === remembered) noted.clear();
      noted.add(name);
    },

    async casesOn(day) {
      return (await allOf(items, { partition: keys.countedCase(day, "").pk })).map(({ sk }) => sk);
    },

    async storeDay(day, totals, forgottenAt) {
      for (const each of totals) await store(keys.dayTotals(day, each.procedure), day, each, forgottenAt);
    },

    async storeMonth(month, totals, forgottenAt) {
      for (const each of totals) await store(keys.monthTotals(month, each.procedure), month, each, forgottenAt);
    },

    days: async (month) => read(keys.dayTotals(month, "").pk),
    months: async () => read(keys.monthTotals("", "").pk),

    async countedTo() {
      const item = await items.get(keys.countedTo());
      return item && reader.one(item, kinds.countedTo.read).day;
    },

    noteCountedTo: async (day) => items.put(newItem(kinds.countedTo, keys.countedTo(), { day })),
  };
}
