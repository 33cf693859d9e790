import { isoInstant, minutesLater } from "../../domain/calendar/instants.ts";
import type { Clock, Unconfirmed } from "../../domain/ports.ts";
import { absent, allOf, change, NoSuchItem, type ItemStore } from "../items/item-store.ts";
import { goneAtOf, keys, listKeys, lists, todoFrom, todoKeys } from "../items/keys.ts";
import type { ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { storeOnce } from "../items/store-once.ts";

/** Whoever confirms has that long to make the case; then the sweep does. */
const ownMinutes = 1;

/** So long it is remembered that there was one. */
function daysAfter(instant: string): string {
  return minutesLater(instant, 30 * 24 * 60);
}

/** The sweep forgets each when its time is over; where that never comes, it goes by itself. */
export function unconfirmedIn(items: ItemStore, reader: ItemReader, clock: Clock): Unconfirmed {
  const find: Unconfirmed["find"] = async (id) => {
    const item = await items.get(keys.unconfirmed(id));
    return item && reader.one(item, kinds.unconfirmed.read);
  };

  return {
    find,

    async add(request) {
      const { createdAt, id, until } = request;
      const listed = { listPk: lists.unconfirmed, listSk: `${createdAt}#${id}`, goneAt: goneAtOf(daysAfter(until)) };
      const place = { ...keys.unconfirmed(id), ...listed, ...todoFrom(until) };
      return storeOnce(items, reader, kinds.unconfirmed, place, request);
    },

    async waiting(atMost) {
      const found = await allOf(items, { index: "list", partition: lists.unconfirmed });
      const now = isoInstant(clock.now());
      const open = reader.each(found, kinds.unconfirmed.read);
      return open.filter(({ confirmed, until }) => confirmed !== undefined || until > now).slice(0, atMost);
    },

    async decide(id, { by, how, keptUntil }) {
      const key = keys.unconfirmed(id);
      const goneAt = goneAtOf(keptUntil);
      const changes =
        how === "confirmed"
          ? // It may not go before it is a case.
            { set: { confirmed: by, ...todoFrom(minutesLater(by.at, ownMinutes)) }, remove: ["goneAt"] }
          : { set: { dropped: by, values: {}, goneAt, ...todoFrom(by.at) }, remove: listKeys };
      const decided = await items.update(key, changes, [absent("confirmed"), absent("dropped")]);
      const stands = decided ?? (await items.get(key));
      if (!stands) throw new NoSuchItem(key);
      return reader.one(stands, kinds.unconfirmed.read);
    },

    async settle(id, caseId) {
      const goneAt = goneAtOf(daysAfter(isoInstant(clock.now())));
      const set = { ...(caseId === null ? {} : { caseId }), values: {}, files: [], goneAt };
      await change(items, keys.unconfirmed(id), { set, remove: [...listKeys, ...todoKeys] });
    },
  };
}
