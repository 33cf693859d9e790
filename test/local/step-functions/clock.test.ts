import { expect, test } from "vitest";
import { jumpableClock } from "../../../infra/local/host/clock.ts";

const noon = Date.parse("2026-01-05T05:00:00Z");

test("a frozen clock stands still between jumps and tells its listeners of each", () => {
  const clock = jumpableClock(noon, { frozen: true });
  const seen: number[] = [];
  const unsubscribe = clock.onJump(() => seen.push(clock.now()));
  clock.advance(1_000);
  clock.jumpTo(noon - 5);
  unsubscribe();
  clock.advance(1);
  expect(seen).toEqual([noon + 1_000, noon - 5]);
});

test("a running clock goes on from where it was put", () => {
  const clock = jumpableClock(noon);
  expect(clock.now() - noon).toBeGreaterThanOrEqual(0);
  expect(clock.now() - noon).toBeLessThan(5_000);
});

test("handlers of the process learn the difference to the system's clock", () => {
  const env: Record<string, string | undefined> = {};
  const clock = jumpableClock(undefined, { exportTo: env });
  clock.advance(3_600_000);
  expect(Math.abs(Number(env["CLOCK_SKEW_MS"]) - 3_600_000)).toBeLessThan(100);
});
