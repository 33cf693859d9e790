import type { Changes, Condition, Range, Scalar } from "../items/item-store.ts";
import { table } from "../../../infra/names.ts";

/** Names and values that expressions refer to; every name has a stand-in, for many words are reserved. */
export class Terms {
  readonly #names = new Map<string, string>();
  readonly #values: unknown[] = [];

  /** @param path attribute, or a way into one with dots */
  name(path: string): string {
    return path
      .split(".")
      .map((part) => {
        const known = this.#names.get(part) ?? `#${this.#names.size}`;
        this.#names.set(part, known);
        return known;
      })
      .join(".");
  }

  value(value: unknown): string {
    return `:${this.#values.push(value) - 1}`;
  }

  get ExpressionAttributeNames(): Record<string, string> | undefined {
    if (this.#names.size === 0) return undefined;
    return Object.fromEntries([...this.#names].map(([part, standIn]) => [standIn, part]));
  }

  get ExpressionAttributeValues(): Record<string, unknown> | undefined {
    if (this.#values.length === 0) return undefined;
    return Object.fromEntries(this.#values.map((value, index) => [`:${index}`, value]));
  }
}

export function updateExpression(changes: Changes, terms: Terms): string {
  const { set = {}, setOnce = {}, append = {}, add = {}, remove = [] } = changes;
  const sets = [
    ...Object.entries(set).map(([name, value]) => `${terms.name(name)} = ${terms.value(value)}`),
    ...Object.entries(setOnce).map(([name, value]) => {
      const attribute = terms.name(name);
      return `${attribute} = if_not_exists(${attribute}, ${terms.value(value)})`;
    }),
    ...Object.entries(append).map(([name, values]) => {
      const attribute = terms.name(name);
      return `${attribute} = list_append(if_not_exists(${attribute}, ${terms.value([])}), ${terms.value(values)})`;
    }),
  ];
  const adds = Object.entries(add).map(([name, amount]) => `${terms.name(name)} ${terms.value(amount)}`);
  const parts: [keyword: string, items: string[]][] = [
    ["SET", sets],
    ["ADD", adds],
    ["REMOVE", remove.map((name) => terms.name(name))],
  ];
  return parts.flatMap(([keyword, items]) => (items.length > 0 ? `${keyword} ${items.join(", ")}` : [])).join(" ");
}

/** Also that the item is there: nothing is changed into existence. */
export function updateCondition(conditions: Condition[], terms: Terms): string {
  const exists = `attribute_exists(${terms.name(table.partitionKey)})`;
  return [exists, ...conditions.map((condition) => conditionExpression(condition, terms))].join(" AND ");
}

function conditionExpression(condition: Condition, terms: Terms): string {
  const attribute = terms.name(condition.attribute);
  const isAbsent = `attribute_not_exists(${attribute})`;
  const compares = (operator: string, value: Scalar): string => `${attribute} ${operator} ${terms.value(value)}`;
  switch (condition.must) {
    case "be absent":
      return isAbsent;
    case "equal":
      return compares("=", condition.value);
    case "equal or be absent":
      return `(${isAbsent} OR ${compares("=", condition.value)})`;
    case "differ or be absent":
      return `(${isAbsent} OR ${compares("<>", condition.value)})`;
    case "be null or at most":
      return `(${compares("=", null)} OR ${compares("<=", condition.value)})`;
  }
}

export function rangeExpression({ index, partition, sortKeys }: Range, terms: Terms): string {
  const { partitionKey, sortKey } = index === undefined ? table : index === "list" ? table.listIndex : table.todoIndex;
  const within = `${terms.name(partitionKey)} = ${terms.value(partition)}`;
  if (!sortKeys) return within;
  const sort = terms.name(sortKey);
  if ("before" in sortKeys) return `${within} AND ${sort} < ${terms.value(sortKeys.before)}`;
  if ("begins" in sortKeys) return `${within} AND begins_with(${sort}, ${terms.value(sortKeys.begins)})`;
  if ("upTo" in sortKeys) return `${within} AND ${sort} <= ${terms.value(sortKeys.upTo)}`;
  return `${within} AND ${sort} > ${terms.value(sortKeys.after)}`;
}
