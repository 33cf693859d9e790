/** Tells the service that its table was restored from a copy, before it is put to use. */
import type { Restoration } from "../../domain/restoration/restoration.ts";
import type { ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/**
 * Cases that were opened in the lost time have mailed links which are derived from their numbers: no other case may come to one
 * of these. So numbers of cases, which may have gaps, go on far above the last one in the copy.
 */
const caseNumbersLeftOut = 10_000;
/** They go on from a round number, so that people see why. */
const roundNumber = 1_000;
/** It may be next year already where the agency is. */
const farthestZoneMs = 14 * 3_600_000;

/**
 * Doing it again is harmless. From then on, and until an administrator ends it, nothing is mailed or numbered.
 *
 * @param codes those by which numbers of cases begin
 */
export async function markRestored(
  items: ItemStore,
  { copyAt, restoredAt }: Pick<Restoration, "copyAt" | "restoredAt">,
  codes: string[],
): Promise<void> {
  const first = new Date(copyAt).getUTCFullYear();
  const last = new Date(Date.parse(restoredAt) + farthestZoneMs).getUTCFullYear();
  for (const code of codes) {
    for (let year = first; year <= last; year += 1) await leaveOut(items, code, year);
  }
  const known = await items.get(keys.restoration());
  const before = known && kinds.restoration.read(known);
  // A copy of a service that was waiting itself: what was lost before is still lost.
  const since = before && !before.ended && before.copyAt < copyAt ? before.copyAt : copyAt;
  await items.put(newItem(kinds.restoration, keys.restoration(), { copyAt: since, restoredAt, change: 1 }));
  // What people did since was lost: to those who have a deadline it is an outage, until the end of the wait.
  await items.put(newItem(kinds.run, keys.run(), { at: since }));
}

async function leaveOut(items: ItemStore, code: string, year: number): Promise<void> {
  const known = await items.get(keys.counter(code, year));
  const used = known ? kinds.counter.read(known).last : 0;
  const last = Math.ceil((used + caseNumbersLeftOut) / roundNumber) * roundNumber;
  await items.upsert(keys.counter(code, year), { set: { ...kinds.counter.stamp, last } });
}
