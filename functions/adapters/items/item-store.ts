/**
 * The one table, thin: what the stores above it need and no more. DynamoDB keeps it on AWS, SQLite on one machine and in
 * tests; `test/ports` holds both to what is said here.
 */

export interface Key {
  pk: string;
  sk: string;
}

/**
 * An item as it is stored: its key, where it stands in the indexes (`listPk` and `listSk`, `todoPk` and `todoSk`; in
 * none without them), and values as JSON knows them. A property that is undefined is not stored.
 */
export type Item = Key & Record<string, unknown>;

/** Reads see every write that was answered before; `aged` ones may miss the last moment, and cost half on AWS. */
export interface Reading {
  aged?: true;
}

/** Items of one partition in the order of their sort keys, which is that of their bytes in UTF-8. */
export interface Range {
  /** The table's own keys where nothing is said. What an index says may miss the last moment. */
  index?: "list" | "todo";
  partition: string;
  /** Which sort keys; all where nothing is said. */
  sortKeys?: { before: string } | { upTo: string } | { after: string } | { begins: string };
  descending?: true;
}

/** The key of the last item of a page, with its place in the index that was asked. */
export type Cursor = Readonly<Record<string, string>>;

export interface Page {
  items: Item[];
  /** Where to read on; null: this was all. */
  next: Cursor | null;
}

export type Scalar = string | number | boolean | null;

/** What must hold of an item for an update. A dot leads into an attribute: `mailProblem.address`. */
export type Condition =
  | { attribute: string; must: "be absent" }
  | { attribute: string; must: "equal"; value: Scalar }
  | { attribute: string; must: "equal or be absent"; value: Scalar }
  | { attribute: string; must: "differ or be absent"; value: Scalar }
  | { attribute: string; must: "be null or at most"; value: string };

/** No attribute stands in more than one of them. */
export interface Changes {
  set?: Record<string, unknown>;
  /** Set unless the attribute is there. */
  setOnce?: Record<string, unknown>;
  /** Added to a number, or to 0 where there is none. */
  add?: Record<string, number>;
  /** Put at the end of a list, or into a new one. */
  append?: Record<string, unknown[]>;
  remove?: string[];
}

/** Every write is answered when it is on disk, and is whole or not at all. */
export interface ItemStore {
  get(key: Key, reading?: Reading): Promise<Item | null>;
  /**
   * Those of the items that exist, in no telling order.
   *
   * @throws TemporaryProblem where not all of them could be read; never fewer than there are
   */
  getMany(keys: Key[], reading?: Reading): Promise<Item[]>;
  /** A page of a range, from its beginning or from where another ended; it may be shorter than asked for. */
  page(range: Range, options?: Reading & { limit?: number; from?: Cursor | null }): Promise<Page>;
  /** How many items are in a range; `atMost` where there are that many or more. */
  count(range: Range, atMost: number): Promise<number>;
  /**
   * A word that becomes another whenever an item of a partition of the list index comes, changes or goes; null where that
   * is not known without reading them.
   */
  revision(partition: string): Promise<string | null>;
  /** Stores an item, in place of one with its key. */
  put(item: Item): Promise<void>;
  /** Stores an item unless its key is taken; answers whether it did. */
  putNew(item: Item): Promise<boolean>;
  /** Changes an item; answers it as it is then, or null where it is not there or not as the conditions say. */
  update(key: Key, changes: Changes, conditions?: Condition[]): Promise<Item | null>;
  /** Changes an item, or makes it where there is none; answers it as it is then. */
  upsert(key: Key, changes: Changes): Promise<Item>;
}

export const absent = (attribute: string): Condition => ({ attribute, must: "be absent" });
export const equal = (attribute: string, value: Scalar): Condition => ({ attribute, must: "equal", value });
export const equalOrAbsent = (attribute: string, value: Scalar): Condition => ({
  attribute,
  must: "equal or be absent",
  value,
});
export const differentOrAbsent = (attribute: string, value: Scalar): Condition => ({
  attribute,
  must: "differ or be absent",
  value,
});
export const nullOrAtMost = (attribute: string, value: string): Condition => ({
  attribute,
  must: "be null or at most",
  value,
});

/** Everything in a range, however many pages it takes. */
export async function allOf(items: ItemStore, range: Range, reading: Reading = {}): Promise<Item[]> {
  const found: Item[] = [];
  let from: Cursor | null = null;
  do {
    const page: Page = await items.page(range, { ...reading, from });
    found.push(...page.items);
    from = page.next;
  } while (from);
  return found;
}

/** What a store answers for an item that is not there. */
export class NoSuchItem extends Error {
  override name = "NoSuchItem";

  constructor({ pk, sk }: Key) {
    super(`no item ${pk} ${sk}`);
  }
}

/**
 * Changes an item that must be there.
 *
 * @throws NoSuchItem
 */
export async function change(items: ItemStore, key: Key, changes: Changes): Promise<Item> {
  const changed = await items.update(key, changes);
  if (!changed) throw new NoSuchItem(key);
  return changed;
}
