/** Whether the machine's clock can be right: every due time, every code and every certificate depends on it. */
import type { Status } from "./status.ts";

export interface ClockHealth {
  status: Status;
  now: string;
  /** By how much the clock was last moved, or the machine slept; 0 where that is more than an hour ago. */
  jumpedSeconds: number;
}

/** Less is an ordinary correction. */
const jumpMs = 60_000;
const toldMs = 60 * 60_000;
/** A machine without a battery starts in 1970 or with its own year. */
const sane = { from: Date.parse("2026-01-01T00:00:00Z"), to: Date.parse("2100-01-01T00:00:00Z") };

/**
 * @param now epoch milliseconds
 * @param monotonic milliseconds since any instant
 */
export function clockWatch(now: () => number, monotonic: () => number) {
  let seen = { wall: now(), steady: monotonic() };
  let jump: { ms: number; steady: number } | null = null;

  return {
    /** To be asked at least once a minute or so: a jump is what came between two looks. */
    health(): ClockHealth {
      const at = { wall: now(), steady: monotonic() };
      const moved = at.wall - seen.wall - (at.steady - seen.steady);
      seen = at;
      if (Math.abs(moved) >= jumpMs) jump = { ms: moved, steady: at.steady };
      if (jump && at.steady - jump.steady >= toldMs) jump = null;
      const isSane = at.wall >= sane.from && at.wall < sane.to;
      return {
        status: isSane && !jump ? "ok" : "degraded",
        now: new Date(at.wall).toISOString(),
        jumpedSeconds: Math.round((jump?.ms ?? 0) / 1_000),
      };
    },
  };
}
