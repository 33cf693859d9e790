import { setTimeout as pause } from "node:timers/promises";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { equal, type ItemStore, type Key } from "./item-store.ts";
import { newItem, type ItemReader, type Kind } from "./kind.ts";

const attempts = 60;
const longestPauseMs = 40;

/** Waits a moment, so that whoever was faster is done. */
export type Rest = () => Promise<void>;

export const restBriefly: Rest = () => pause(Math.random() * longestPauseMs);

/**
 * Changes an item as a whole: reads it, applies the change and writes it where nobody wrote since; again while others were
 * faster.
 *
 * @param what the item in words
 * @param rest between two attempts
 * @param apply gets null where there is none yet
 * @returns what was applied
 * @throws UnreadableItem
 * @throws TemporaryProblem where others were faster every time
 */
export async function changeWhole<Told extends object>(
  items: ItemStore,
  reader: ItemReader,
  { kind, key, what, rest }: { kind: Kind<Told & { version: number }>; key: Key; what: string; rest: Rest },
  apply: (before: Told | null) => Told,
): Promise<Told> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const item = await items.get(key);
    const before = item && reader.one(item, kind.read);
    const applied = apply(before);
    const next = { ...applied, version: (before?.version ?? 0) + 1 };
    const stored = before
      ? await items.update(key, { set: next }, [equal("version", before.version)])
      : await items.putNew(newItem(kind, key, next));
    if (stored) return applied;
    await rest();
  }
  throw new TemporaryProblem(`${what} was changed by others ${attempts} times`);
}
