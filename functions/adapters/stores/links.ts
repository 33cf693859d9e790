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

    async find(hash, device = null) {
      const asked = [keys.link(hash), ...(device === null ? [] : [keys.device(device)])];
      const found = await items.getMany(asked);
      const link = found.find(({ sk }) => sk === "LINK");
      const known = found.filter(({ sk }) => sk === "DEVICE");
      if (!link) return null;
      const officials = reader.each(known, kinds.device.read).flatMap(({ grants }) => grants);
      return { link: reader.one(link, kinds.link.read), officials };
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
