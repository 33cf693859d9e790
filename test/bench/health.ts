/** What this process holds on to, for programs that look whether that grows. */
import { readdirSync } from "node:fs";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";

export interface Health {
  /** In megabytes, after the garbage was collected. */
  heap: number;
  memory: number;
  /** Open files, sockets included; null where the system does not tell. */
  files: number | null;
  /** Statements and iterators of SQLite that are alive. */
  statements: number;
  iterators: number;
}

/** Counts objects from when they are made until they have been collected. */
class Census {
  alive = 0;
  readonly #registry = new FinalizationRegistry<undefined>(() => (this.alive -= 1));

  add<Each extends object>(each: Each): Each {
    this.alive += 1;
    this.#registry.register(each, undefined);
    return each;
  }
}

/** Watches SQLite from now on; to be called before a database is opened. */
export function watchHealth(): () => Promise<Health> {
  const [statements, iterators] = [new Census(), new Census()];
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (...given: Parameters<typeof prepare>) {
    return statements.add(prepare.apply(this, given));
  };
  const { iterate } = StatementSync.prototype;
  StatementSync.prototype.iterate = function (...given: unknown[]) {
    return iterators.add(Reflect.apply(iterate, this, given) as ReturnType<typeof iterate>);
  };
  return async () => {
    // What was collected is told a moment later.
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc?.();
      await pause(20);
    }
    const { heapUsed, rss } = process.memoryUsage();
    return {
      heap: inMegabytes(heapUsed),
      memory: inMegabytes(rss),
      files: openFiles(),
      statements: statements.alive,
      iterators: iterators.alive,
    };
  };
}

function openFiles(): number | null {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return null;
  }
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 10_000) / 100;
}
