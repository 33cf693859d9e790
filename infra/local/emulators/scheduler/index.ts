/** EventBridge Scheduler on one machine: calls the functions whose row has a schedule, by the host's clock. */
import type { FunctionRow } from "../../../../functions/manifest.ts";
import type { Clock } from "../../host/clock.ts";

export interface Schedule {
  /** Calls what is due now and waits for it, and for what was under way. */
  tick(): Promise<void>;
  /** Stops; resolves when nothing is under way. */
  close(): Promise<void>;
}

export interface ScheduleOptions {
  manifest: FunctionRow[];
  clock: Clock;
  /** Calls a function; never rejects. */
  call(name: string): Promise<unknown>;
}

interface Entry {
  name: string;
  everyMs: number;
  /** Epoch milliseconds. */
  nextAt: number;
  underWay: Promise<unknown> | null;
}

const minute = 60_000;
/** How often the clock is looked at; a schedule counts in minutes. */
const lookEvery = 1_000;

/** Everything is due once at the start: something may have been left undone when the host stopped. */
export function startSchedule({ manifest, clock, call }: ScheduleOptions): Schedule {
  const entries = manifest.flatMap((row): Entry[] => {
    if (row.trigger.kind !== "schedule") return [];
    return [{ name: row.name, everyMs: row.trigger.everyMinutes * minute, nextAt: clock.now(), underWay: null }];
  });

  /** A schedule that is late is called once, not once for each time it missed; and never twice at a time. */
  function callDue(): void {
    const now = clock.now();
    for (const entry of entries) {
      // A clock that was put back must not silence a schedule until the old time comes again.
      entry.nextAt = Math.min(entry.nextAt, now + entry.everyMs);
      if (entry.underWay || entry.nextAt > now) continue;
      entry.nextAt = (Math.floor(now / entry.everyMs) + 1) * entry.everyMs;
      entry.underWay = call(entry.name).finally(() => (entry.underWay = null));
    }
  }

  const timer = setInterval(callDue, lookEvery);
  timer.unref();
  const endJumps = clock.onJump(callDue);
  callDue();

  async function settled(): Promise<void> {
    await Promise.allSettled(entries.flatMap((entry) => entry.underWay ?? []));
  }

  return {
    async tick() {
      // What is under way may have looked before the clock was moved.
      await settled();
      callDue();
      await settled();
    },
    async close() {
      clearInterval(timer);
      endJumps();
      await settled();
    },
  };
}
