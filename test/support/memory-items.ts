/**
 * The one table as plain objects in memory, for programs that ask it millions of times: held to the same tests as the
 * other stores (`test/ports`). What it gives out is frozen instead of copied.
 */
import { bodyOf, changed, holds } from "../../functions/adapters/sqlite/changes.ts";
import type { Cursor, Item, ItemStore, Key, Page, Range } from "../../functions/adapters/items/item-store.ts";

export interface MemoryItems extends ItemStore {
  /** Everything there is, in the order of keys within each partition. */
  everything(): Item[];
  /** The items of a partition as they are now, without a call of the port. */
  partition(pk: string): readonly Item[];
  /** A whole range as it is now, without a call of the port. */
  range(range: Range): readonly Item[];
  /** The first of a range as it is now, without a call of the port. */
  first(range: Range): Item | undefined;
}

/** Told of every write when it has happened. */
export type Watcher = (before: Item | undefined, after: Item) => void;

export function memoryItems(watch: Watcher = () => undefined): MemoryItems {
  const orders = {
    table: new Order((item) => [item.pk, item.sk]),
    list: new Order((item) => placeIn(item, "list")),
    todo: new Order((item) => placeIn(item, "todo")),
  };
  const revisions = new Map<string, number>();
  const read = ({ pk, sk }: Key): Item | undefined => orders.table.find(pk, sk);

  const store = (before: Item | undefined, given: Item): Item => {
    const item = frozen(JSON.parse(bodyOf(given)) as Item);
    for (const order of Object.values(orders)) order.replace(before, item);
    for (const partition of new Set([listOf(before), listOf(item)])) {
      if (partition !== null) revisions.set(partition, (revisions.get(partition) ?? 0) + 1);
    }
    watch(before, item);
    return item;
  };

  return {
    get: async (key) => read(key) ?? null,
    getMany: async (keys) => keys.map(read).filter((item) => item !== undefined),
    page: async (range, { limit, from } = {}) => pageOf(orders[range.index ?? "table"], range, limit, from),
    count: async (range, atMost) => {
      const { begin, end } = orders[range.index ?? "table"].bounds(range, null);
      return Math.min(atMost, Math.max(0, end - begin));
    },
    revision: async (partition) => String(revisions.get(partition) ?? 0),
    async put(item) {
      store(read(item), item);
    },
    async putNew(item) {
      bodyOf(item);
      if (read(item)) return false;
      store(undefined, item);
      return true;
    },
    async update(key, changes, conditions = []) {
      const item = read(key);
      if (!item || !conditions.every((condition) => holds(item, condition))) return null;
      return store(item, changed(item, changes));
    },
    async upsert({ pk, sk }, changes) {
      const item = read({ pk, sk });
      return store(item, changed(item ?? { pk, sk }, changes));
    },
    everything: () => orders.table.all(),
    partition: (pk) => orders.table.of(pk),
    range: (range) => {
      const order = orders[range.index ?? "table"];
      const { begin, end } = order.bounds(range, null);
      return order.of(range.partition).slice(begin, end);
    },
    first: (range) => {
      const order = orders[range.index ?? "table"];
      return order.of(range.partition)[order.bounds(range, null).begin];
    },
  };
}

function listOf(item: Item | undefined): string | null {
  return item ? placeIn(item, "list")[0] : null;
}

function pageOf(order: Order, range: Range, limit: number | undefined, from: Cursor | null | undefined): Page {
  const { begin, end } = order.bounds(range, from ?? null);
  const all = order.of(range.partition);
  const most = Math.max(0, end - begin);
  const count = Math.min(limit ?? most, most);
  const items = range.descending ? all.slice(end - count, end).reverse() : all.slice(begin, begin + count);
  const last = items.at(-1);
  return { items, next: last && count < most ? cursorAt(last, range) : null };
}

function cursorAt(item: Item, { index }: Range): Cursor {
  const names = ["pk", "sk", ...(index ? [`${index}Pk`, `${index}Sk`] : [])];
  return Object.fromEntries(names.map((name) => [name, String(item[name])]));
}

/** An index holds what has both of its keys. */
function placeIn(item: Item, index: "list" | "todo"): [string, string] | [null, null] {
  const [partition, sort] = [item[`${index}Pk`], item[`${index}Sk`]];
  return typeof partition === "string" && typeof sort === "string" ? [partition, sort] : [null, null];
}

type Place = [partition: string | null, sort: string | null];

/** Items by partition, in the order of a sort key; the table's own key makes the order of an index total. */
class Order {
  readonly #placeOf: (item: Item) => Place;
  readonly #partitions = new Map<string, Item[]>();

  constructor(placeOf: (item: Item) => Place) {
    this.#placeOf = placeOf;
  }

  of(partition: string): Item[] {
    return this.#partitions.get(partition) ?? [];
  }

  all(): Item[] {
    return [...this.#partitions.keys()].sort(inBytes).flatMap((partition) => this.of(partition));
  }

  find(partition: string, sort: string): Item | undefined {
    const items = this.of(partition);
    const item = items[lowest(items, (each) => inBytes(String(this.#placeOf(each)[1]), sort) >= 0)];
    return item && this.#placeOf(item)[1] === sort ? item : undefined;
  }

  replace(before: Item | undefined, after: Item): void {
    const [from, fromSort] = before ? this.#placeOf(before) : [null, null];
    const [to, toSort] = this.#placeOf(after);
    if (before && from !== null) {
      const items = this.of(from);
      const at = lowest(items, (each) => this.#compare(each, before) >= 0);
      if (from === to && fromSort === toSort) {
        items[at] = after;
        return;
      }
      items.splice(at, 1);
    }
    if (to === null) return;
    let items = this.#partitions.get(to);
    if (!items) this.#partitions.set(to, (items = []));
    items.splice(
      lowest(items, (each) => this.#compare(each, after) > 0),
      0,
      after,
    );
  }

  /** Where a range begins and ends among the items of its partition, read on from a cursor. */
  bounds({ partition, sortKeys, descending, index }: Range, from: Cursor | null): { begin: number; end: number } {
    const items = this.of(partition);
    const sortOf = (item: Item): string => String(this.#placeOf(item)[1]);
    let [begin, end] = [0, items.length];
    if (sortKeys && "before" in sortKeys) end = lowest(items, (each) => inBytes(sortOf(each), sortKeys.before) >= 0);
    if (sortKeys && "upTo" in sortKeys) end = lowest(items, (each) => inBytes(sortOf(each), sortKeys.upTo) > 0);
    if (sortKeys && "begins" in sortKeys) {
      const { begins } = sortKeys;
      begin = lowest(items, (each) => inBytes(sortOf(each), begins) >= 0);
      end = lowest(items, (each) => inBytes(sortOf(each), begins) >= 0 && !sortOf(each).startsWith(begins));
    }
    if (sortKeys && "after" in sortKeys) begin = lowest(items, (each) => inBytes(sortOf(each), sortKeys.after) > 0);
    if (from) {
      const key = { pk: from["pk"] ?? "", sk: from["sk"] ?? "" };
      const place = index ? { [`${index}Pk`]: from[`${index}Pk`], [`${index}Sk`]: from[`${index}Sk`] } : {};
      const cursor: Item = { ...place, ...key };
      if (descending) {
        end = Math.min(
          end,
          lowest(items, (each) => this.#compare(each, cursor) >= 0),
        );
      } else {
        begin = Math.max(
          begin,
          lowest(items, (each) => this.#compare(each, cursor) > 0),
        );
      }
    }
    return { begin, end };
  }

  #compare(one: Item, other: Item): number {
    const [a, b] = [String(this.#placeOf(one)[1]), String(this.#placeOf(other)[1])];
    return inBytes(a, b) || inBytes(one.pk, other.pk) || inBytes(one.sk, other.sk);
  }
}

/** The first place at which something holds, of items for which it holds from some place on. */
function lowest(items: readonly Item[], holdsAt: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item && !holdsAt(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From here on the order of JavaScript is not that of the bytes in UTF-8. */
const unlike = /[\ud800-\uffff]/;

function inBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (unlike.test(a) && unlike.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
