import type { Links } from "../../domain/ports.ts";
import type { ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function linksIn(items: ItemStore, reader: ItemReader): Links {
  return {
    async add(link) {
      await items.putNew(newItem(kinds.link, keys.link(link.hash), link));
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
  };
}
