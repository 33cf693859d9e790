import type { Budgets } from "../../domain/ports.ts";
import type { ItemStore } from "../items/item-store.ts";
import { goneAtOf, keys } from "../items/keys.ts";
import type { ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function budgetsIn(items: ItemStore, reader: ItemReader): Budgets {
  return {
    async spend({ budget, from, source, until }, amount) {
      const counted = await items.upsert(keys.budget(budget, source, from), {
        set: { ...kinds.budget.stamp, goneAt: goneAtOf(until) },
        add: { count: 1, amount },
      });
      return reader.one(counted, kinds.budget.read);
    },
    async spent({ budget, from, source }) {
      const counted = await items.get(keys.budget(budget, source, from));
      return counted ? reader.one(counted, kinds.budget.read) : { count: 0, amount: 0 };
    },
  };
}
