import type { Restorations } from "../../domain/ports.ts";
import { equal, type ItemStore } from "../items/item-store.ts";
import type { ItemReader } from "../items/kind.ts";
import { keys } from "../items/keys.ts";
import { kinds } from "../items/kinds.ts";

export function restorationsIn(items: ItemStore, reader: ItemReader): Restorations {
  return {
    async read() {
      const item = await items.get(keys.restoration());
      return item && reader.one(item, kinds.restoration.read);
    },

    async replace({ change }, next) {
      const set = { ...next, change: change + 1 };
      return (await items.update(keys.restoration(), { set }, [equal("change", change)])) !== null;
    },
  };
}
