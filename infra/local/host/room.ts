/** Whether the data folder's disk has room for something new. */
import { diskHealth } from "../health/other-parts.ts";

/** Whoever asks within this time gets the same answer. */
const keptMs = 2_000;

/**
 * Nearly full, a service stops to take new things in before it stops to run: what is left is for cases that go on, whose
 * steps are small.
 *
 * @param monotonic milliseconds since any instant
 * @param free bytes of room for a folder
 */
export function roomWatch(
  folder: string,
  monotonic: () => number = () => performance.now(),
  free?: (folder: string) => Promise<number>,
): () => Promise<boolean> {
  let last: { at: number; hasRoom: Promise<boolean> } | null = null;
  const look = async (): Promise<boolean> => (await diskHealth(folder, 0, free)).status !== "failed";
  return () => {
    const now = monotonic();
    if (!last || now - last.at >= keptMs) last = { at: now, hasRoom: look() };
    return last.hasRoom;
  };
}
