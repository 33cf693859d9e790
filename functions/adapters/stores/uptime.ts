import type { Clock, Uptime } from "../../domain/ports.ts";
import type { ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { remembered } from "./remembered.ts";

/** There is a new one only after a start, which is when nothing is remembered. */
const freshForMs = 5 * 60_000;
const mostRemembered = 50;

export function uptimeIn(items: ItemStore, reader: ItemReader, clock: Clock): Uptime {
  const look = async () => {
    const last = { partition: keys.outage("").pk, descending: true } as const;
    const page = await items.page(last, { aged: true, limit: mostRemembered });
    return reader.each(page.items, kinds.outage.read).reverse();
  };
  let outages = remembered(clock, freshForMs, look);
  return {
    async lastRun() {
      const item = await items.get(keys.run(), { aged: true });
      const [run] = reader.each(item ? [item] : [], kinds.run.read);
      return run?.at ?? null;
    },
    noteRun: async (at) => items.put(newItem(kinds.run, keys.run(), { at })),
    async addOutage(outage) {
      const key = keys.outage(outage.from);
      const isNew = await items.putNew(newItem(kinds.outage, key, outage));
      outages = remembered(clock, freshForMs, look);
      const item = isNew ? null : await items.get(key);
      return item ? reader.one(item, kinds.outage.read) : outage;
    },
    outages: async () => outages(),
  };
}
