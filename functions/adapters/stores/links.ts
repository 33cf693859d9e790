import type { Links } from "../../domain/ports.ts";
import { change, nullOrAtMost, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function linksIn(items: ItemStore, reader: ItemReader): Links {
  return {
    async add(link) {
      const untouched = { wrong: 0, lockedUntil: null, code: null, codesSent: [] };
      await items.putNew(newItem(kinds.link, keys.link(link.hash), { ...link, ...untouched }));
    },

    async find(hash) {
      const item = await items.get(keys.link(hash));
      return item && reader.one(item, kinds.link.read);
    },

    async setCode(hash, code, codesSent) {
      await change(items, keys.link(hash), { set: { code, codesSent } });
    },

    async countWrong(hash, now) {
      const counted = await items.update(keys.link(hash), { add: { wrong: 1 } }, [nullOrAtMost("lockedUntil", now)]);
      return counted && Number(counted["wrong"]);
    },

    async lock(hash, until) {
      await change(items, keys.link(hash), { set: { lockedUntil: until, wrong: 0, code: null } });
    },

    async clear(hash) {
      await change(items, keys.link(hash), { set: { wrong: 0, code: null } });
    },
  };
}
