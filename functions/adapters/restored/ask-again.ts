/** Asks for erasures again, which a copy knows nothing of because it is older. */
import type { ItemStore } from "../items/item-store.ts";
import { keys, todoFrom } from "../items/keys.ts";
import { kinds } from "../items/kinds.ts";

/** That a class of a case is to be erased, as it was noted beside the table. */
export interface NotedErasure {
  caseId: string;
  class: string;
  at: string;
  by: string;
  record?: string | undefined;
}

/**
 * Doing it again is harmless. From then on nobody sees it; it goes with the first sweeps.
 *
 * @param at instant of the restoration, ISO 8601
 * @returns numbers of the cases that the copy has, and had not erased
 */
export async function askAgain(items: ItemStore, noted: NotedErasure[], at: string): Promise<string[]> {
  const asked = new Set<string>();
  for (const { caseId, ...erasure } of noted) {
    const key = keys.case(caseId);
    const item = await items.get(key);
    if (!item) continue;
    const { ending, erasures = [] } = kinds.case.read(item);
    if (erasures.some((each) => each.class === erasure.class)) continue;
    await items.update(key, { append: { erasures: [erasure] }, ...(ending ? { set: todoFrom(at) } : {}) });
    asked.add(caseId);
  }
  return [...asked];
}
