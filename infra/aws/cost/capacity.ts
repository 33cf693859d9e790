/** Read and write units as DynamoDB reckons them on demand, from the items themselves. */
import { table } from "../../names.ts";

/** An item as plain objects. */
export type Item = Record<string, unknown>;

const writeUnitBytes = 1024;
const readUnitBytes = 4096;

/** Bytes of an item: names and values, after "DynamoDB item sizes and formats" in the developer guide. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return Math.ceil(String(value).replace(/\D/g, "").length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + 1 + valueBytes(each), 3);
  if (value instanceof Set) return [...value].reduce<number>((sum, each) => sum + valueBytes(each), 0);
  if (typeof value === "object" && value !== null) return itemBytes(value as Item) + 3 + Object.keys(value).length;
  return 1;
}

/** Units of one Get or one Query: what was read together is rounded up together, and nothing found costs one, too. */
export function readUnits(items: Item[], consistent: boolean): number {
  const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
  return Math.max(1, Math.ceil(bytes / readUnitBytes)) * (consistent ? 1 : 0.5);
}

const kilobytes = (item: Item | null): number => (item ? Math.max(1, Math.ceil(itemBytes(item) / writeUnitBytes)) : 0);

/**
 * Units of one write, with those of the indexes, which hold whole items.
 *
 * @param before the item as it was; null where there was none
 * @param after as it is now; the same as before where a condition refused the write, which is charged all the same
 */
export function writeUnits(before: Item | null, after: Item | null): number {
  const own = Math.max(1, kilobytes(before), kilobytes(after));
  if (JSON.stringify(before) === JSON.stringify(after)) return own;
  return indexes.reduce((sum, index) => sum + indexUnits(entryOf(index, before), entryOf(index, after)), own);
}

/** A changed key takes the entry out at its old place and puts it in at the new one. */
function indexUnits(before: Entry | null, after: Entry | null): number {
  if (before && after && before.key === after.key) return Math.max(before.units, after.units);
  return (before?.units ?? 0) + (after?.units ?? 0);
}

interface Entry {
  key: string;
  units: number;
}

const indexes = [table.listIndex, table.todoIndex];

/** Null where the item has not both keys, for then it is not in the index. */
function entryOf({ partitionKey, sortKey }: (typeof indexes)[number], item: Item | null): Entry | null {
  const [partition, sort] = [item?.[partitionKey], item?.[sortKey]];
  if (partition === undefined || sort === undefined) return null;
  return { key: JSON.stringify([partition, sort]), units: kilobytes(item) };
}

/** Bytes that an item takes in the table and its indexes. */
export function storedBytes(item: Item | null, bytesPerItem: number): number {
  if (!item) return 0;
  const places = 1 + indexes.filter((index) => entryOf(index, item)).length;
  return places * (itemBytes(item) + bytesPerItem);
}
