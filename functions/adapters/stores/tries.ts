import type { Tries } from "../../domain/ports.ts";
import { equal, nullOrAtMost, type ItemStore } from "../items/item-store.ts";
import { goneAtOf, keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function triesIn(items: ItemStore, reader: ItemReader): Tries {
  const none = { tries: 0, series: 0, lockedUntil: null };
  return {
    async of(source) {
      const item = await items.get(keys.tries(source));
      return item && reader.one(item, kinds.tries.read);
    },

    async count(source, now, until) {
      const key = keys.tries(source);
      const goneAt = goneAtOf(until);
      const count = () => items.update(key, { add: { tries: 1 }, set: { goneAt } }, [nullOrAtMost("lockedUntil", now)]);
      let counted = await count();
      if (!counted) {
        // It waits, or there is none yet: then another may be making it, too.
        await items.putNew(newItem(kinds.tries, key, { ...none, since: now, goneAt }));
        counted = await count();
      }
      return counted && reader.one(counted, kinds.tries.read);
    },

    async nextSeries(source, { since }, next) {
      const set = { ...next, lockedUntil: next.since };
      return (await items.update(keys.tries(source), { set }, [equal("since", since)])) !== null;
    },

    async takeBack(source) {
      await items.update(keys.tries(source), { add: { tries: -1 } });
    },

    async forget(source) {
      await items.update(keys.tries(source), { set: none });
    },
  };
}
