import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Changes, Condition, Cursor, Item, ItemStore, Key, Page, Range } from "../items/item-store.ts";
import { bodyOf, changed, holds } from "./changes.ts";
import { Statements, type OpenedFile } from "./file.ts";

/**
 * The table, with the SQL that leads from each version to the next: an item as JSON, with its key and its places in the
 * indexes beside it. Text is compared by its bytes.
 */
export const itemTable = {
  name: "items",
  migrations: [
    `CREATE TABLE item (
       pk TEXT NOT NULL, sk TEXT NOT NULL,
       list_pk TEXT, list_sk TEXT,
       todo_pk TEXT, todo_sk TEXT,
       body TEXT NOT NULL,
       PRIMARY KEY (pk, sk)
     ) STRICT;
     CREATE INDEX item_list ON item (list_pk, list_sk, pk, sk) WHERE list_pk IS NOT NULL;
     CREATE INDEX item_todo ON item (todo_pk, todo_sk, pk, sk) WHERE todo_pk IS NOT NULL;`,
  ],
  // Too large to be looked through at each start.
  checked: [],
};

const insert = "INSERT INTO item (pk, sk, list_pk, list_sk, todo_pk, todo_sk, body) VALUES (?, ?, ?, ?, ?, ?, ?)";
const insertNew = `${insert} ON CONFLICT (pk, sk) DO NOTHING`;
const insertOrReplace = `${insert} ON CONFLICT (pk, sk) DO UPDATE SET
  list_pk = excluded.list_pk, list_sk = excluded.list_sk, todo_pk = excluded.todo_pk, todo_sk = excluded.todo_sk,
  body = excluded.body`;

export interface SqliteItems extends ItemStore {
  /** Everything there is, in the order of keys. */
  everything(): Item[];
  /** Stores items, all of them or none; answers whether it did: not where one is no longer what was read. */
  exchange(items: Exchanged[]): Promise<boolean>;
}

/** An item to be stored in place of another. */
export interface Exchanged {
  /** As read, null where there was none; absent where it may be whatever it is. */
  before?: Item | null;
  after: Item;
}

/** @param file in which `itemTable` has been made */
export function sqliteItems({ database, commit }: OpenedFile): SqliteItems {
  const statements = new Statements(database);
  const revisions = listRevisions();
  const read = ({ pk, sk }: Key): Item | null =>
    itemIn(statements.one("SELECT body FROM item WHERE pk = ? AND sk = ?", pk, sk));

  const store = (item: Item, sql: string, body = bodyOf(item)): boolean => {
    revisions.next(placeIn(item, "list")[0]);
    return statements.run(sql, item.pk, item.sk, ...placeIn(item, "list"), ...placeIn(item, "todo"), body) > 0;
  };

  /** @param before null where there was none */
  const change = (before: Item | null, item: Item): Item => {
    const body = bodyOf(item);
    if (before) revisions.next(placeIn(before, "list")[0]);
    store(item, insertOrReplace, body);
    // A copy, as if it came from afar.
    return JSON.parse(body) as Item;
  };

  return {
    get: async (key) => read(key),

    getMany: async (keys) => keys.map(read).filter((item) => item !== null),

    page: async (range, { limit, from } = {}) => pageOf(statements, range, limit ?? null, from ?? null),

    async count(range, atMost) {
      const { terms, values } = termsOf(range);
      const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM item WHERE ${terms.join(" AND ")} LIMIT ?)`;
      return Number(statements.one(sql, ...values, atMost)?.["n"] ?? 0);
    },

    revision: async (partition) => revisions.of(partition),

    async put(item) {
      const body = bodyOf(item);
      await commit(() => {
        const { pk, sk } = item;
        const before = statements.one("SELECT list_pk FROM item WHERE pk = ? AND sk = ?", pk, sk)?.["list_pk"];
        if (typeof before === "string") revisions.next(before);
        store(item, insertOrReplace, body);
      });
    },

    async exchange(items) {
      for (const { after } of items) bodyOf(after);
      return commit(() => {
        const stored = items.map(({ after }) => read(after));
        const asRead = items.every(
          ({ before }, index) => before === undefined || isDeepStrictEqual(stored[index], before),
        );
        if (asRead) for (const [index, { after }] of items.entries()) change(stored[index] ?? null, after);
        return asRead;
      });
    },

    async putNew(item) {
      const body = bodyOf(item);
      return commit(() => store(item, insertNew, body));
    },

    update: async (key: Key, changes: Changes, conditions: Condition[] = []) =>
      commit(() => {
        const item = read(key);
        const fits = item !== null && conditions.every((condition) => holds(item, condition));
        return fits ? change(item, changed(item, changes)) : null;
      }),

    upsert: async ({ pk, sk }, changes) =>
      commit(() => {
        const item = read({ pk, sk });
        return change(item, changed(item ?? { pk, sk }, changes));
      }),

    everything: () => statements.all("SELECT body FROM item ORDER BY pk, sk").flatMap((row) => itemIn(row) ?? []),
  };
}

/** Everything in a file, in the order of keys, one after another: there may be more than memory holds. */
export function* itemsOneByOne({ database }: Pick<OpenedFile, "database">): Generator<Item> {
  for (const row of database.prepare("SELECT body FROM item ORDER BY pk, sk").iterate()) {
    yield JSON.parse(String(row["body"])) as Item;
  }
}

/**
 * Counts the writes of each partition of the list index since the file was opened. Whoever opened it is the only one who
 * writes; a write that is undone counts, too, which does no harm.
 */
function listRevisions() {
  const opened = randomUUID();
  const counts = new Map<string, number>();
  return {
    of: (partition: string): string => `${opened} ${counts.get(partition) ?? 0}`,
    next(partition: string | null): void {
      if (partition !== null) counts.set(partition, (counts.get(partition) ?? 0) + 1);
    },
  };
}

/** Names of columns and attributes by which a range is read; those of the table's key make the order of an index total. */
const orders = {
  table: { partition: "pk", columns: ["sk"], attributes: ["sk"] },
  list: { partition: "list_pk", columns: ["list_sk", "pk", "sk"], attributes: ["listSk", "pk", "sk"] },
  todo: { partition: "todo_pk", columns: ["todo_sk", "pk", "sk"], attributes: ["todoSk", "pk", "sk"] },
};

function termsOf(range: Range): { terms: string[]; values: string[] } {
  const { partition, columns } = orders[range.index ?? "table"];
  const terms = [`${partition} = ?`];
  const values = [range.partition];
  for (const { operator, value } of range.sortKeys ? boundsOf(range.sortKeys) : []) {
    terms.push(`${String(columns[0])} ${operator} ?`);
    values.push(value);
  }
  return { terms, values };
}

function pageOf(statements: Statements, range: Range, limit: number | null, from: Cursor | null): Page {
  const { columns, attributes } = orders[range.index ?? "table"];
  const { terms, values } = termsOf(range);
  if (from) {
    terms.push(`(${columns.join(", ")}) ${range.descending ? "<" : ">"} (${columns.map(() => "?").join(", ")})`);
    values.push(...attributes.map((name) => from[name] ?? ""));
  }
  const order = columns.map((column) => (range.descending ? `${column} DESC` : column)).join(", ");
  const sql = `SELECT body FROM item WHERE ${terms.join(" AND ")} ORDER BY ${order} LIMIT ?`;
  // One more than asked for tells whether there are more; -1 is all.
  const found = statements.all(sql, ...values, limit === null ? -1 : limit + 1).flatMap((row) => itemIn(row) ?? []);
  const items = limit === null ? found : found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && found.length > items.length ? cursorAt(last, range) : null };
}

function boundsOf(sortKeys: NonNullable<Range["sortKeys"]>): { operator: string; value: string }[] {
  if ("before" in sortKeys) return [{ operator: "<", value: sortKeys.before }];
  if ("upTo" in sortKeys) return [{ operator: "<=", value: sortKeys.upTo }];
  if ("after" in sortKeys) return [{ operator: ">", value: sortKeys.after }];
  return [
    { operator: ">=", value: sortKeys.begins },
    { operator: "<", value: sortKeys.begins + lastCharacter },
  ];
}

/** No text has it: the last code point there is, which stands for no character. */
const lastCharacter = "\u{10ffff}";

function cursorAt(item: Item, { index }: Range): Cursor {
  const names = ["pk", "sk", ...(index ? [`${index}Pk`, `${index}Sk`] : [])];
  return Object.fromEntries(names.map((name) => [name, String(item[name])]));
}

/** An index holds what has both of its keys. */
function placeIn(item: Item, index: "list" | "todo"): [string | null, string | null] {
  const [partition, sort] = [item[`${index}Pk`], item[`${index}Sk`]];
  return typeof partition === "string" && typeof sort === "string" ? [partition, sort] : [null, null];
}

function itemIn(row: Record<string, unknown> | undefined): Item | null {
  return row ? (JSON.parse(String(row["body"])) as Item) : null;
}
