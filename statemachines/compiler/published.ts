/**
 * The lock on published tables: a running case keeps the version it started with, so a published table never changes
 * and stays until its last case has ended. The lock holds a hash per version; a change of the table shows against it.
 */
import { versionKey } from "../language/table.ts";
import type { Procedure } from "../language/vocabulary.ts";

/** `official-visit@1` -> SHA-256 (hex) of the table's canonical JSON. */
export type PublishedLock = Record<string, string>;

/** @returns a sentence for each published table that changed or is gone */
export async function checkPublished(procedures: readonly Procedure[], lock: PublishedLock): Promise<string[]> {
  const hashes = await hashesOf(procedures);
  return Object.entries(lock).flatMap(([key, hash]) => {
    if (!Object.hasOwn(hashes, key)) {
      return [
        `${key} is published but not registered: keep its table until its last case has ended, then drop its line`,
      ];
    }
    return hashes[key] === hash
      ? []
      : [`${key} is published and its table has changed: raise the version and keep the old table`];
  });
}

/** @returns the lock with every version that was not in it; what is in it stays as it is */
export async function publish(procedures: readonly Procedure[], lock: PublishedLock): Promise<PublishedLock> {
  return { ...(await hashesOf(procedures)), ...lock };
}

async function hashesOf(procedures: readonly Procedure[]): Promise<PublishedLock> {
  const hashes: PublishedLock = {};
  for (const procedure of procedures) hashes[versionKey(procedure)] = await hashOf(procedure);
  return hashes;
}

/** Order of keys and line breaks are no change of a table; order of rows, fields and outcomes is. */
async function hashOf(procedure: Procedure): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(sorted(procedure)));
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
