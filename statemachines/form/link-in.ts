/** Ids of links, found by their characters. Runs in the browser too. */

/**
 * The id in a part of an address, whatever a mail program took for a part of it: the full stop of a sentence, a bracket.
 *
 * @returns null where there is none
 */
export function linkIn(part: string): string | null {
  return /^[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/.exec(part.replace(/^[^A-Za-z0-9_-]+/, ""))?.[0] ?? null;
}
