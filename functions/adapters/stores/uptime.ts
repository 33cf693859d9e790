import type { Uptime } from "../../domain/ports.ts";
import type { ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { forgetAgency } from "./agencies.ts";

const mostKept = 50;

export function uptimeIn(items: ItemStore, reader: ItemReader): Uptime {
  return {
    async lastRun() {
      const item = await items.get(keys.run(), { aged: true });
      const [run] = reader.each(item ? [item] : [], kinds.run.read);
      return run?.at ?? null;
    },

    noteRun: async (at) => items.put(newItem(kinds.run, keys.run(), { at })),

    async addOutage(outage) {
      const item = await items.get(keys.outages());
      const before = item ? reader.one(item, kinds.outages.read).outages : [];
      const known = before.find(({ from }) => from === outage.from);
      if (known) return known;
      // Nobody else writes here: an outage is found at a start, or by the one sweep.
      await items.put(newItem(kinds.outages, keys.outages(), { outages: [...before, outage].slice(-mostKept) }));
      forgetAgency();
      return outage;
    },
  };
}
