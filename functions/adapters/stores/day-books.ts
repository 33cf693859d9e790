import { setTimeout as pause } from "node:timers/promises";
import type { DayBooks } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import type { DayBook } from "../../domain/booking/day-book.ts";
import { equal, type Item, type ItemStore, type Key } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";

const attempts = 60;
const longestPauseMs = 40;

export function dayBooksIn(items: ItemStore): DayBooks {
  /** Whether nobody wrote a version since. */
  const write = async (key: Key, { date, bookings }: DayBook, version: number): Promise<boolean> => {
    const next = { date, bookings, version: version + 1 };
    if (version === 0) return items.putNew({ ...key, ...next });
    return (await items.update(key, { set: next }, [equal("version", version)])) !== null;
  };
  return {
    async read(room, dates) {
      const found = await items.getMany([...new Set(dates)].map((date) => keys.day(room, date)));
      return found.map((item) => readDay(item, String(item["date"])));
    },

    async change(room, date, apply) {
      const key = keys.day(room, date);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const item = await items.get(key);
        const book = apply(readDay(item, date));
        if (await write(key, book, Number(item?.["version"] ?? 0))) return book;
        await pause(Math.random() * longestPauseMs);
      }
      throw new TemporaryProblem(`the day book of ${date} was changed by others ${attempts} times`);
    },
  };
}

function readDay(item: Item | null, date: string): DayBook {
  return { date, bookings: (item?.["bookings"] ?? []) as DayBook["bookings"] };
}
