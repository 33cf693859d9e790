/**
 * Values that are kept as how often each came, so that days add to months and percentiles can be told of any of them. Pure.
 */

/** How often each value came, by the value as text: `{ "12": 3 }`; or how often what has a name. */
export type Counted = Record<string, number>;

/** Counts by name, at any depth. */
export type Nested = { [name: string]: number | Nested };

/** Up to here a value is kept as it is; beyond, three digits of it, so that no list of values grows without end. */
const exactUpTo = 999;

/** A value, never below 0, as it is counted: a whole number, of three digits that say something at most. */
export function keptValue(value: number): number {
  const whole = Math.max(0, Math.round(value));
  if (whole <= exactUpTo) return whole;
  const unit = 10 ** (String(whole).length - 3);
  return Math.round(whole / unit) * unit;
}

/** Counts a value once more. */
export function count(counted: Counted, value: number | string): void {
  const name = typeof value === "number" ? String(keptValue(value)) : value;
  counted[name] = (counted[name] ?? 0) + 1;
}

/** How many values there are. */
export function sizeOf(counted: Counted): number {
  return Object.values(counted).reduce((sum, each) => sum + each, 0);
}

/**
 * The value that so many of a hundred do not exceed (nearest rank); null where there is none.
 *
 * @param percent 1 to 100
 */
export function percentile(counted: Counted, percent: number): number | null {
  const rank = Math.ceil((percent / 100) * sizeOf(counted));
  let seen = 0;
  for (const [value, times] of byValue(counted)) {
    seen += times;
    if (seen >= rank) return value;
  }
  return null;
}

function byValue(counted: Counted): [value: number, times: number][] {
  return Object.entries(counted)
    .map(([value, times]): [number, number] => [Number(value), times])
    .toSorted(([one], [other]) => one - other);
}

/** Adds what is counted in one to another, at every depth; answers the other. */
export function addTo<Counts extends object>(sum: Counts, added: Counts): Counts {
  return addNested(sum as Nested, added as Nested) as Counts;
}

function addNested(sum: Nested, added: Nested): Nested {
  for (const [name, value] of Object.entries(added)) {
    const before = sum[name];
    if (typeof value === "number") sum[name] = (typeof before === "number" ? before : 0) + value;
    else sum[name] = addNested(typeof before === "object" ? before : {}, value);
  }
  return sum;
}
