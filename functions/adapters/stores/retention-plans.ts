import type { RetentionPlans } from "../../domain/ports.ts";
import type { ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function retentionPlansIn(items: ItemStore, reader: ItemReader): RetentionPlans {
  return {
    async read() {
      const item = await items.get(keys.retentionPlan());
      return item && reader.one(item, kinds.retentionPlan.read);
    },
    store: async (plan) => items.put(newItem(kinds.retentionPlan, keys.retentionPlan(), plan)),
  };
}
