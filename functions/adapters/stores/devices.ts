import type { Devices } from "../../domain/ports.ts";
import { equal, type ItemStore } from "../items/item-store.ts";
import { keys, listKeys, lists } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

const mostListed = 50;

export function devicesIn(items: ItemStore, reader: ItemReader): Devices {
  return {
    async grants(device, subject) {
      if (subject.startsWith("requester:")) {
        const item = await items.get(keys.grant(device, subject));
        return reader.each(item ? [item] : [], kinds.grant.read);
      }
      // Officials come after requesters, of whom there may be hundreds.
      const officials = { partition: keys.grant(device, subject).pk, sortKeys: { after: "staff:" } } as const;
      return reader.each((await items.page(officials)).items, kinds.grant.read);
    },

    async grant(grant) {
      const { device, subject, since } = grant;
      const place = { ...keys.grant(device, subject), listPk: lists.devices(subject), listSk: since };
      await items.put(newItem(kinds.grant, place, grant));
    },

    async of(subject) {
      const range = { index: "list", partition: lists.devices(subject), descending: true } as const;
      return reader.each((await items.page(range, { limit: mostListed })).items, kinds.grant.read);
    },

    async end(device, subject, at) {
      const key = keys.grant(device, subject);
      await items.update(key, { set: { until: at }, remove: listKeys }, [equal("subject", subject)]);
    },
  };
}
