/** How the sweep goes: every minute it drives what nobody else does. */
import type { Invocation } from "../emulators/lambda/index.ts";
import { above, worstOf, type Status } from "./status.ts";

export interface SweepHealth {
  status: Status;
  /** When the last one ended; null where none has since the start. */
  lastRun: string | null;
  tookMs: number | null;
  /** It threw, or took longer than it may. */
  broke: boolean;
  /** Pieces of work that it could not carry out, and tries again. */
  failed: number;
  /** Seconds since one ended, or since the start. */
  silentSeconds: number;
}

const silentSeconds = 5 * 60;
const deadSeconds = 15 * 60;

/**
 * @param now epoch milliseconds
 * @param monotonic milliseconds since any instant
 */
export function sweepRecord(now: () => number, monotonic: () => number) {
  let last: Pick<SweepHealth, "lastRun" | "tookMs" | "broke" | "failed"> = {
    lastRun: null,
    tookMs: null,
    broke: false,
    failed: 0,
  };
  let heardAt = monotonic();

  return {
    /** Runs a sweep and remembers how it went. */
    async watch(run: () => Promise<Invocation>): Promise<Invocation> {
      const began = monotonic();
      const invocation = await run();
      heardAt = monotonic();
      last = {
        lastRun: new Date(now()).toISOString(),
        tookMs: Math.round(heardAt - began),
        broke: !invocation.ok,
        failed: invocation.ok ? failuresIn(invocation.payload) : 0,
      };
      return invocation;
    },
    health(): SweepHealth {
      const silent = Math.round((monotonic() - heardAt) / 1_000);
      const went: Status = last.broke || last.failed > 0 ? "degraded" : "ok";
      return { status: worstOf([went, above(silent, silentSeconds, deadSeconds)]), ...last, silentSeconds: silent };
    },
  };
}

function failuresIn(payload: unknown): number {
  return typeof payload === "object" && payload !== null && "failed" in payload ? Number(payload.failed) : 0;
}
