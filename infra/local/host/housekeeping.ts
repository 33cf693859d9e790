/** Forgets what has served its time, a little at a time, so that the data folder does not grow with the years. */
import type { Clock } from "./clock.ts";
import { failureFacts, type Log } from "./log.ts";

const dayMs = 24 * 60 * 60_000;

/** How long things are kept, in milliseconds. */
export interface KeepFor {
  /** Executions, after they have ended; what runs is never forgotten. As long as Step Functions keeps them. */
  executions: number;
  /** Mails, after they were sent. What was said to whom stays with the case, without the links. */
  mails: number;
  /** Uploads, whether a case came of them or not: what was accepted lies elsewhere by then. */
  uploads: number;
  /** Accepted files that nothing names. Long after a request that was under way has named its own. */
  unnamed: number;
}

/** @param relayed whether mails go on to a mail server; else this is the only place where they can be read */
export function usuallyKept(relayed: boolean): KeepFor {
  return { executions: 90 * dayMs, mails: (relayed ? 30 : 365) * dayMs, uploads: dayMs, unnamed: 2 * dayMs };
}

/**
 * Something that forgets so many old ones, and answers how many there were; it stops between two of its steps where it should
 * not go on.
 */
export type Forget = (before: number, atMost: number, goesOn: () => boolean) => Promise<number>;

export interface HousekeepingOptions {
  clock: Clock;
  log: Log;
  keepFor: KeepFor;
  forget: Record<keyof KeepFor, Forget>;
  /** Forgets what has expired by itself. */
  forgetExpired(): void | Promise<void>;
}

export interface Housekeeping {
  /** Looks whether something is due, in the background; to be called every now and then. */
  look(): void;
  /** Resolves when nothing is under way. */
  close(): Promise<void>;
}

const everyMs = 10 * 60_000;
/** Few enough that nobody notices having waited for them, with pauses in which everybody else has a turn. */
const atOnce = 10;
const pauseMs = 20;

/** Resolves after everybody else has had a turn. */
export async function turnOfOthers(): Promise<void> {
  await new Promise((resolve) => void setTimeout(resolve, pauseMs).unref());
}

export function startHousekeeping({ clock, log, keepFor, forget, forgetExpired }: HousekeepingOptions): Housekeeping {
  let closed = false;
  let underWay: Promise<void> | null = null;
  let nextAt = -Infinity;

  async function tidy(): Promise<void> {
    await forgetExpired();
    for (const what of ["executions", "mails", "uploads", "unnamed"] as const) {
      let [found, all] = [atOnce, 0];
      while (found === atOnce && !closed) {
        found = await forget[what](clock.now() - keepFor[what], atOnce, () => !closed);
        all += found;
        await turnOfOthers();
      }
      if (all > 0) log("forgotten", { what, count: all });
    }
  }

  return {
    look() {
      const now = clock.now();
      // A clock that was put back must not silence it until the old time comes again.
      nextAt = Math.min(nextAt, now + everyMs);
      if (closed || underWay || now < nextAt) return;
      nextAt = now + everyMs;
      underWay = tidy()
        .catch((error: unknown) => log("housekeeping-failed", failureFacts(error)))
        .finally(() => (underWay = null));
    },
    async close() {
      closed = true;
      await underWay;
    },
  };
}
