import type { DayBooks } from "../../domain/ports.ts";
import { changeWhole, type Rest } from "../items/change-whole.ts";
import type { ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import type { ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function dayBooksIn(items: ItemStore, reader: ItemReader, rest: Rest): DayBooks {
  return {
    async read(room, dates) {
      const found = await items.getMany([...new Set(dates)].map((date) => keys.day(room, date)));
      // A day that cannot be read is no free day: it is never left out.
      return found.map((item) => reader.one(item, kinds.day.read)).map(({ date, bookings }) => ({ date, bookings }));
    },

    async change(room, date, apply) {
      const day = { kind: kinds.day, key: keys.day(room, date), what: `the day book of ${date}`, rest };
      return changeWhole(items, reader, day, (before) => apply({ date, bookings: before?.bookings ?? [] }));
    },
  };
}
