/** A hash tree over texts, of the shape of RFC 6962: nobody changes, takes or adds a leaf without another root. */

/** SHA-256, hex. */
export type Hash = (text: string) => string;

/** @param leaves digests, in their order */
export function rootOf(hash: Hash, leaves: readonly string[]): string {
  const [only] = leaves;
  if (only === undefined) return hash("nothing");
  if (leaves.length === 1) return hash(`leaf\n${only}`);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return hash(`node\n${rootOf(hash, leaves.slice(0, half))}\n${rootOf(hash, leaves.slice(half))}`);
}

/** Root of a day, which stands for all days before it too. */
export function rootOfDay(hash: Hash, day: string, leaves: readonly string[], before: string | null): string {
  return hash(`day\n${day}\n${before ?? ""}\n${rootOf(hash, leaves)}`);
}
