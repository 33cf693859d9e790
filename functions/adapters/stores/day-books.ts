import { setTimeout as pause } from "node:timers/promises";
import type { DayBooks } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import type { DayBook } from "../../domain/booking/day-book.ts";
import { equal, type Item, type ItemStore, type Key } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

const attempts = 60;
const longestPauseMs = 40;

export function dayBooksIn(items: ItemStore, reader: ItemReader): DayBooks {
  // A day that cannot be read is no free day: it is never left out.
  const readDay = (item: Item) => reader.one(item, kinds.day.read);
  /** Whether nobody wrote a version since. */
  const write = async (key: Key, { date, bookings }: DayBook, version: number): Promise<boolean> => {
    const next = { date, bookings, version: version + 1 };
    if (version === 0) return items.putNew(newItem(kinds.day, key, next));
    return (await items.update(key, { set: next }, [equal("version", version)])) !== null;
  };
  return {
    async read(room, dates) {
      const found = await items.getMany([...new Set(dates)].map((date) => keys.day(room, date)));
      return found.map(readDay).map(({ date, bookings }) => ({ date, bookings }));
    },

    async change(room, date, apply) {
      const key = keys.day(room, date);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const item = await items.get(key);
        const { version, bookings } = item ? readDay(item) : { version: 0, bookings: [] };
        const book = apply({ date, bookings });
        if (await write(key, book, version)) return book;
        await pause(Math.random() * longestPauseMs);
      }
      throw new TemporaryProblem(`the day book of ${date} was changed by others ${attempts} times`);
    },
  };
}
