import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { dynamoDbItems } from "../../functions/adapters/dynamodb/item-store.ts";
import type { Table } from "../../functions/adapters/dynamodb/table.ts";
import {
  absent,
  allOf,
  differentOrAbsent,
  equal,
  equalOrAbsent,
  nullOrAtMost,
  type Changes,
  type Condition,
  type Cursor,
  type Item,
  type ItemStore,
  type Range,
} from "../../functions/adapters/items/item-store.ts";
import { TemporaryProblem } from "../../functions/domain/refusal.ts";
import { onEveryItemStore } from "./stores.ts";

const key = { pk: "A", sk: "1" };
const sortKeysOf = (items: Item[]) => items.map(({ sk }) => sk);

async function putAll(items: ItemStore, sortKeys: string[], more: (sk: string) => object = () => ({})): Promise<void> {
  for (const sk of sortKeys) await items.put({ pk: "A", sk, ...more(sk) });
}

/** Reads a range page by page, so many items at a time. */
async function inPages(items: ItemStore, range: Range, limit: number): Promise<Item[][]> {
  const pages: Item[][] = [];
  let from: Cursor | null = null;
  do {
    const { items: page, next }: { items: Item[]; next: Cursor | null } = await items.page(range, { limit, from });
    if (page.length > 0) pages.push(page);
    from = next;
  } while (from);
  return pages;
}

onEveryItemStore("items", (items) => {
  it("go in and come out as they were, as copies, without what is undefined", async () => {
    const more = { deep: { list: [1, -0.5, "zwei", null, true, [], {}], empty: "" }, emoji: "📚 \u0000 é" };
    const item: Item = { ...key, ...more, nothing: undefined };
    await items().put(item);
    (item["deep"] as { list: unknown[] }).list.push("afterwards");
    const found = await items().get(key);
    expect(found).toEqual({ ...key, ...more, deep: { ...more.deep, list: more.deep.list.slice(0, 7) } });
    expect(found).not.toHaveProperty("nothing");
    expect(await items().get({ pk: "A", sk: "2" })).toBeNull();
  });

  test.each([
    ["a number that is none", { n: NaN }],
    ["infinity", { n: Infinity }],
    ["a date", { at: new Date(0) }],
    ["an empty key", { sk: "" }],
  ])("%s is refused, not stored as something else", async (_what, wrong) => {
    await expect(items().put({ ...key, ...wrong })).rejects.toThrow();
    await expect(items().putNew({ ...key, ...wrong })).rejects.toThrow();
    expect(await items().get(key)).toBeNull();
  });

  it("a put replaces all of an item, also its places in the indexes", async () => {
    await items().put({ ...key, old: 1, listPk: "L", listSk: "a" });
    await items().put({ ...key, new: 2 });
    expect(await items().get(key)).toEqual({ ...key, new: 2 });
    expect(await allOf(items(), { index: "list", partition: "L" })).toEqual([]);
  });

  it("of fifty who put a new item at once one does, and its item stays", async () => {
    const took = await Promise.all(Array.from({ length: 50 }, async (_, who) => items().putNew({ ...key, who })));
    expect(took.filter(Boolean)).toHaveLength(1);
    expect((await items().get(key))?.["who"]).toBe(took.indexOf(true));
  });

  it("many are read at once: those that exist, also more than a hundred", async () => {
    const keys = Array.from({ length: 130 }, (_, index) => ({ pk: `B${index}`, sk: "1" }));
    for (const each of keys) await items().put({ ...each, is: each.pk });
    const found = await items().getMany([...keys, { pk: "B", sk: "2" }]);
    expect(new Set(found.map((item) => item["is"]))).toEqual(new Set(keys.map(({ pk }) => pk)));
    expect(await items().getMany([])).toEqual([]);
  });

  it("nothing is changed into existence", async () => {
    expect(await items().update(key, { set: { a: 1 } })).toBeNull();
    expect(await items().update(key, { set: { a: 1 } }, [absent("a")])).toBeNull();
    expect(await items().get(key)).toBeNull();
  });

  const before = { kept: "k", n: 2, list: ["a"], none: null };
  test.each<[string, Changes, object]>([
    ["set", { set: { kept: { deep: [1] }, more: null } }, { ...before, kept: { deep: [1] }, more: null }],
    ["set once", { setOnce: { kept: "x", none: "x", first: "y" } }, { ...before, first: "y" }],
    ["add", { add: { n: 3, counted: -1 } }, { ...before, n: 5, counted: -1 }],
    ["append", { append: { list: ["b", "c"], begun: [1] } }, { ...before, list: ["a", "b", "c"], begun: [1] }],
    ["remove", { remove: ["n", "absent"] }, { kept: "k", list: ["a"], none: null }],
    [
      "all of them",
      { set: { a: 1 }, setOnce: { b: 2 }, add: { n: 1 }, append: { list: [] }, remove: ["kept"] },
      { ...{ n: 3, list: ["a"], none: null }, a: 1, b: 2 },
    ],
  ])("%s: the item changes so, and is answered as it is then", async (_what, changes, after) => {
    await items().put({ ...key, ...before });
    expect(await items().update(key, changes)).toEqual({ ...key, ...after });
    expect(await items().get(key)).toEqual({ ...key, ...after });
  });

  const found = { text: "b", nothing: null, deep: { address: "x" }, n: 2, yes: true };
  test.each<[Condition, boolean]>([
    [absent("other"), true],
    [absent("nothing"), false],
    [equal("text", "b"), true],
    [equal("text", "c"), false],
    [equal("n", 2), true],
    [equal("n", "2"), false],
    [equal("yes", true), true],
    [equal("nothing", null), true],
    [equal("other", null), false],
    [equal("deep.address", "x"), true],
    [equal("deep.address", "y"), false],
    [equal("other.address", "x"), false],
    [equalOrAbsent("text", "b"), true],
    [equalOrAbsent("text", ""), false],
    [equalOrAbsent("other", ""), true],
    [differentOrAbsent("text", "b"), false],
    [differentOrAbsent("text", "c"), true],
    [differentOrAbsent("nothing", "c"), true],
    [differentOrAbsent("other", "c"), true],
    [nullOrAtMost("nothing", "a"), true],
    [nullOrAtMost("text", "a"), false],
    [nullOrAtMost("text", "b"), true],
    [nullOrAtMost("n", "b"), false],
    [nullOrAtMost("other", "b"), false],
  ])("an item %j", async (condition, fits) => {
    await items().put({ ...key, ...found });
    const changed = await items().update(key, { set: { changed: 1 } }, [condition]);
    expect(changed).toEqual(fits ? { ...key, ...found, changed: 1 } : null);
    expect(await items().get(key)).toEqual({ ...key, ...found, ...(fits ? { changed: 1 } : {}) });
  });

  it("several conditions must all hold", async () => {
    await items().put({ ...key, a: 1, b: 2 });
    expect(await items().update(key, { set: { c: 3 } }, [equal("a", 1), equal("b", 1)])).toBeNull();
    expect(await items().update(key, { set: { c: 3 } }, [equal("a", 1), equal("b", 2)])).not.toBeNull();
  });

  it("of fifty who change an item under one condition one does", async () => {
    await items().put({ ...key, by: null });
    const all = Array.from({ length: 50 }, async (_, who) =>
      items().update(key, { set: { by: who } }, [equal("by", null)]),
    );
    const changed = (await Promise.all(all)).filter((item) => item !== null);
    expect(changed).toEqual([await items().get(key)]);
  });

  it("a change that cannot be made fails, changes nothing, and hinders nobody", async () => {
    await items().put({ ...key, text: "a" });
    const wrong = items().update(key, { add: { text: 1 } });
    const others = [items().putNew({ pk: "A", sk: "2" }), items().update(key, { set: { b: 1 } })];
    await expect(wrong).rejects.toThrow();
    expect((await Promise.all(others)).every(Boolean)).toBe(true);
    expect(await items().get(key)).toEqual({ ...key, text: "a", b: 1 });
  });

  it("an item that counts is made by the first who counts, and gives each number once at any concurrency", async () => {
    const counting = { set: { what: "letters" }, add: { last: 1 } };
    const counted = await Promise.all(Array.from({ length: 50 }, async () => items().upsert(key, counting)));
    const numbers = counted.map((item) => Number(item["last"]));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(await items().get(key)).toEqual({ ...key, what: "letters", last: 50 });
  });

  it("a range has what it says, in the order of keys or the other way round", async () => {
    await putAll(items(), ["b", "d", "a", "c"]);
    await items().put({ pk: "AB", sk: "a" });
    const read = async (range: Partial<Range>) => sortKeysOf(await allOf(items(), { partition: "A", ...range }));
    expect(await read({})).toEqual(["a", "b", "c", "d"]);
    expect(await read({ descending: true })).toEqual(["d", "c", "b", "a"]);
    expect(await read({ sortKeys: { before: "c" } })).toEqual(["a", "b"]);
    expect(await read({ sortKeys: { upTo: "c" } })).toEqual(["a", "b", "c"]);
    expect(await read({ sortKeys: { after: "c" } })).toEqual(["d"]);
    expect(await read({ sortKeys: { before: "c" }, descending: true })).toEqual(["b", "a"]);
    expect(await read({ partition: "B" })).toEqual([]);
    await putAll(items(), ["ca", "caf\u00e9", "cb", "c\uffee"]);
    expect(await read({ sortKeys: { begins: "c" } })).toEqual(["c", "ca", "caf\u00e9", "cb", "c\uffee"]);
    expect(await read({ sortKeys: { begins: "ca" }, descending: true })).toEqual(["caf\u00e9", "ca"]);
    expect(await read({ sortKeys: { begins: "e" } })).toEqual([]);
    expect(await items().count({ partition: "A", sortKeys: { begins: "c" } }, 9)).toBe(5);
  });

  it("keys are in the order of their bytes in UTF-8, whatever is in them", async () => {
    const bytes = (text: string) => Buffer.from(text);
    const wellFormed = fc.string({ unit: "binary", minLength: 1, maxLength: 6 }).filter((text) => text.isWellFormed());
    const sortKeys = fc.uniqueArray(wellFormed, { minLength: 1, maxLength: 12 });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(sortKeys, async (given) => {
        const pk = `round ${(round += 1)}`;
        const all = ["Z", "a", "é", "\uffee", "\u{1f4da}", ...given];
        await Promise.all(all.map(async (sk) => items().put({ pk, sk, listPk: pk, listSk: sk })));
        const inOrder = [...new Set(all)].toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
        expect(sortKeysOf(await allOf(items(), { partition: pk }))).toEqual(inOrder);
        expect(sortKeysOf(await allOf(items(), { index: "list", partition: pk }))).toEqual(inOrder);
        const [middle = ""] = inOrder.slice(inOrder.length / 2);
        const rest = await allOf(items(), { partition: pk, sortKeys: { after: middle } });
        expect(sortKeysOf(rest)).toEqual(inOrder.slice(inOrder.indexOf(middle) + 1));
      }),
      { numRuns: 12 },
    );
  });

  it.each([undefined, "list", "todo"] as const)(
    "pages of %s join to the whole, also where many stand at one place",
    async (index) => {
      const sortKeys = Array.from({ length: 11 }, (_, place) => String(place).padStart(2, "0"));
      await putAll(items(), sortKeys, (sk) => ({
        listPk: "A",
        listSk: sk < "08" ? "same" : sk,
        todoPk: "A",
        todoSk: "same",
      }));
      for (const descending of [{}, { descending: true }] as const) {
        const range: Range = { partition: "A", ...(index ? { index } : {}), ...descending };
        const whole = sortKeysOf(await allOf(items(), range));
        expect(whole.toSorted()).toEqual(sortKeys);
        const pages = await inPages(items(), range, 4);
        expect(pages.map((page) => page.length)).toEqual([4, 4, 3]);
        expect(sortKeysOf(pages.flat())).toEqual(whole);
      }
    },
  );

  it("pages of a bounded range join to it", async () => {
    await putAll(items(), ["a", "b", "c", "d", "e"]);
    const range: Range = { partition: "A", sortKeys: { upTo: "d" } };
    expect((await inPages(items(), range, 3)).map(sortKeysOf)).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("a range is counted without being read, up to a number", async () => {
    await putAll(items(), ["a", "b", "c", "d", "e"], (sk) => ({ listPk: "L", listSk: sk }));
    expect(await items().count({ partition: "A" }, 100)).toBe(5);
    expect(await items().count({ partition: "A", sortKeys: { after: "c" } }, 100)).toBe(2);
    expect(await items().count({ index: "list", partition: "L", sortKeys: { before: "c" } }, 100)).toBe(2);
    expect(await items().count({ index: "list", partition: "L" }, 3)).toBe(3);
    expect(await items().count({ index: "list", partition: "M" }, 3)).toBe(0);
  });

  it("a list has another revision after each write that touches it, where revisions are known, and no other has", async () => {
    const revisions = async () => Promise.all(["L", "M"].map(async (list) => items().revision(list)));
    const isKnown = (await revisions()).every((revision) => revision !== null);
    const changesOf = async (write: () => Promise<unknown>) => {
      const before = await revisions();
      await write();
      const after = await revisions();
      return before.map((revision, place) => revision !== after[place]);
    };
    const [none, first, second, both] = [
      [false, false],
      [isKnown, false],
      [false, isKnown],
      [isKnown, isKnown],
    ];
    const listed = { ...key, listPk: "L", listSk: "a" };
    expect(await changesOf(() => items().putNew(listed))).toEqual(first);
    expect(await changesOf(() => items().update(key, { set: { a: 1 } }))).toEqual(first);
    expect(await changesOf(() => items().update(key, { set: { listPk: "M" } }))).toEqual(both);
    expect(await changesOf(() => items().update(key, { remove: ["listPk", "listSk"] }))).toEqual(second);
    expect(await changesOf(() => items().update(key, { set: { a: 2 } }))).toEqual(none);
    expect(await changesOf(() => items().put(listed))).toEqual(first);
    expect(await changesOf(() => items().put(key))).toEqual(first);
    expect(await changesOf(() => items().update(key, { set: { listPk: "L" } }, [absent("pk")]))).toEqual(none);
    expect(await changesOf(() => items().put({ pk: "A", sk: "2" }))).toEqual(none);
  });

  it("an index has the items that stand in it, and they move as they change", async () => {
    const indexed = async (index: "list" | "todo", partition: string) =>
      sortKeysOf(await allOf(items(), { index, partition }));
    await putAll(items(), ["1", "2"], (sk) => ({ listPk: "L", listSk: `at ${sk}`, todoPk: "T" }));
    expect(await indexed("list", "L")).toEqual(["1", "2"]);
    expect(await indexed("todo", "T")).toEqual([]);
    await items().update(key, { set: { listPk: "M", todoSk: "now" } });
    expect(await indexed("list", "L")).toEqual(["2"]);
    expect(await indexed("list", "M")).toEqual(["1"]);
    expect(await indexed("todo", "T")).toEqual(["1"]);
    await items().update(key, { remove: ["todoPk", "todoSk", "listSk"] });
    expect(await indexed("todo", "T")).toEqual([]);
    expect(await indexed("list", "M")).toEqual([]);
  });
});

describe("a batch that DynamoDB did not get to", () => {
  const wanted = ["1", "2", "3"].map((sk) => ({ pk: "A", sk }));

  /** A table that reads one key a time, so often, and then none. */
  function throttled(reads: number): { table: Table; pauses: number[]; pause: (ms: number) => Promise<void> } {
    let left = reads;
    const send = async ({ input }: { input: { RequestItems: Record<string, { Keys: Item[] }> } }) => {
      const keys = input.RequestItems["table"]?.Keys ?? [];
      const read = left-- > 0 ? keys.slice(0, 1) : [];
      return { Responses: { table: read }, UnprocessedKeys: { table: { Keys: keys.slice(read.length) } } };
    };
    const pauses: number[] = [];
    const client = { send } as unknown as Table["client"];
    return { table: { name: "table", client }, pauses, pause: async (ms) => void pauses.push(ms) };
  }

  it("is asked for again, after pauses that grow, until all of it is there", async () => {
    const { table, pauses, pause } = throttled(3);
    expect(await dynamoDbItems(table, pause).getMany(wanted)).toEqual(wanted);
    expect(pauses).toHaveLength(2);
    expect(pauses[1]).toBeGreaterThan(pauses[0] ?? 0);
  });

  it("never reads as fewer items than there are: it is a passing fault", async () => {
    for (const reads of [0, 2]) {
      const { table, pause } = throttled(reads);
      await expect(dynamoDbItems(table, pause).getMany(wanted)).rejects.toBeInstanceOf(TemporaryProblem);
    }
  });
});
