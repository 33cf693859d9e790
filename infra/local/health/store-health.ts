/** Whether the database file takes a write and gives it back. */
import type { LocalDatabase } from "../host/database.ts";
import { above, type Status } from "./status.ts";

export interface StoreHealth {
  status: Status;
  /** How long a write and a read took; null where they came to nothing. */
  ms: number | null;
}

/** Whoever asks again within this time gets the same answer, for anybody may ask. */
const keptMs = 2_000;
const slowMs = 1_000;
const hopelessMs = 10_000;

/** @returns asks the store; never rejects */
export function storeProbe(local: Pick<LocalDatabase, "database" | "commit">, monotonic: () => number) {
  const write = local.database.prepare("INSERT OR REPLACE INTO heartbeat (id, beat) VALUES (1, ?)");
  const read = local.database.prepare("SELECT beat FROM heartbeat WHERE id = 1");
  let beat = 0;
  let last: { at: number; health: Promise<StoreHealth> } | null = null;

  async function ask(): Promise<StoreHealth> {
    const began = monotonic();
    beat += 1;
    const mine = beat;
    try {
      await local.commit(() => write.run(mine));
      if (Number(read.get()?.["beat"]) < mine) return { status: "failed", ms: null };
      const ms = Math.round(monotonic() - began);
      return { status: above(ms, slowMs, hopelessMs), ms };
    } catch {
      return { status: "failed", ms: null };
    }
  }

  return (): Promise<StoreHealth> => {
    const now = monotonic();
    if (!last || now - last.at >= keptMs) last = { at: now, health: ask() };
    return last.health;
  };
}
