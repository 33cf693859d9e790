/**
 * Forgets accepted files that nothing names: a request that was never stored after its file was kept, or a case that names
 * another. The items are read a piece at a time while the service goes on, so one look may miss a name that moves from one item
 * to another meanwhile; a file goes only when two looks, some time apart, have found nobody who names it.
 */
import path from "node:path";
import { objectFile, type ObjectStore } from "../emulators/s3/object-store.ts";
import type { Clock } from "./clock.ts";
import { lettersBucket } from "./environment.ts";
import { turnOfOthers, type Forget } from "./housekeeping.ts";

export interface UnnamedFilesOptions {
  clock: Clock;
  objects: Pick<ObjectStore, "forgetKept" | "keptBefore">;
  /** Keys of all files that items name, in pieces. */
  named: () => Iterable<string[]>;
}

/** All items are read, so not often; the second look is taken at the next time somebody asks. */
const lookEveryMs = 24 * 60 * 60_000;
const lookAgainMs = 5 * 60_000;

export function unnamedFiles({ clock, named, objects }: UnnamedFilesOptions): Forget {
  let nextAt = -Infinity;
  let suspects: string[] = [];
  let sure: string[] = [];

  async function look(before: number, goesOn: () => boolean): Promise<void> {
    const names = new Set<string>();
    for (const keys of named()) {
      for (const key of keys) names.add(path.basename(objectFile(lettersBucket, key)));
      await turnOfOthers();
      if (!goesOn()) return;
    }
    const unnamed = await objects.keptBefore(lettersBucket, before, names);
    sure = unnamed.filter((name) => suspects.includes(name));
    suspects = unnamed.filter((name) => !sure.includes(name));
  }

  return async (before, atMost, goesOn) => {
    if (sure.length === 0) {
      const now = clock.now();
      // A clock that was put back must not silence it until the old time comes again.
      nextAt = Math.min(nextAt, now + lookEveryMs);
      if (now < nextAt) return 0;
      nextAt = now + lookEveryMs;
      await look(before, goesOn);
      if (suspects.length > 0) nextAt = now + lookAgainMs;
    }
    let count = 0;
    while (count < atMost) {
      const name = sure.shift();
      if (name === undefined) break;
      if (await objects.forgetKept(lettersBucket, name, before)) count += 1;
    }
    return count;
  };
}
