/** What DynamoDB does with an item, done here: the same conditions, changes and values. */
import type { Changes, Condition, Item } from "../items/item-store.ts";

export function holds(item: Item, condition: Condition): boolean {
  const found = valueAt(item, condition.attribute);
  switch (condition.must) {
    case "be absent":
      return found === undefined;
    case "equal":
      return found === condition.value;
    case "equal or be absent":
      return found === undefined || found === condition.value;
    case "differ or be absent":
      return found !== condition.value;
    case "be null or at most":
      return found === null || (typeof found === "string" && inOrder(found, condition.value));
  }
}

/** The item changed; the old one stays as it was. */
export function changed(item: Item, { set = {}, setOnce = {}, add = {}, append = {}, remove = [] }: Changes): Item {
  const next: Item = { ...item, ...set };
  for (const [name, value] of Object.entries(setOnce)) next[name] = item[name] === undefined ? value : item[name];
  for (const [name, amount] of Object.entries(add)) next[name] = numberIn(item, name) + amount;
  for (const [name, values] of Object.entries(append)) next[name] = [...listIn(item, name), ...values];
  for (const name of remove) delete next[name];
  return next;
}

/**
 * The item as JSON.
 *
 * @throws TypeError where a value is none that JSON knows, or a key is empty
 */
export function bodyOf(item: Item): string {
  if (item.pk === "" || item.sk === "") throw new TypeError("a key may not be empty");
  assertJson(item);
  return JSON.stringify(item);
}

function assertJson(value: unknown): void {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    for (const each of value) assertJson(each);
    return;
  }
  if (typeof value !== "object" || !isPlain(value)) throw new TypeError(`a ${typeof value} that JSON does not know`);
  for (const each of Object.values(value)) if (each !== undefined) assertJson(each);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function valueAt(item: Item, path: string): unknown {
  return path.split(".").reduce<unknown>((value, part) => {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  }, item);
}

/** As bytes in UTF-8, which is not always the order of JavaScript. */
function inOrder(first: string, second: string): boolean {
  return Buffer.compare(Buffer.from(first), Buffer.from(second)) <= 0;
}

function numberIn(item: Item, name: string): number {
  const value = item[name] ?? 0;
  if (typeof value !== "number") throw new TypeError(`${name} is no number`);
  return value;
}

function listIn(item: Item, name: string): unknown[] {
  const value = item[name] ?? [];
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value;
}
