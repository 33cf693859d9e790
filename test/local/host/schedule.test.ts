import { expect, test } from "vitest";
import type { FunctionRow } from "../../../functions/manifest.ts";
import { jumpableClock } from "../../../infra/local/host/clock.ts";
import { startSchedule } from "../../../infra/local/emulators/scheduler/index.ts";
import { fixtureManifest } from "./fixtures/manifest.ts";

const minute = 60_000;
const rows: FunctionRow[] = fixtureManifest.map((row) =>
  row.name === "sweep" ? { ...row, trigger: { kind: "schedule", everyMinutes: 5 } } : row,
);

function stage() {
  const clock = jumpableClock(Date.parse("2026-11-23T02:03:00Z"), { frozen: true });
  const calls: { name: string; end: () => void }[] = [];
  const schedule = startSchedule({
    manifest: rows,
    clock,
    call: (name) => new Promise<void>((resolve) => void calls.push({ name, end: resolve })),
  });
  return { clock, calls, schedule };
}

test("a schedule is called at the start and then whenever its minutes have gone by", async () => {
  const { clock, calls, schedule } = stage();
  expect(calls.map(({ name }) => name)).toEqual(["sweep"]);
  calls[0]?.end();
  await schedule.tick();
  clock.advance(minute);
  expect(calls).toHaveLength(1);
  clock.advance(minute);
  expect(calls).toHaveLength(2);
  calls[1]?.end();
  await schedule.close();
});

test("a call that takes long is not made a second time beside itself", async () => {
  const { clock, calls, schedule } = stage();
  clock.advance(60 * minute);
  expect(calls).toHaveLength(1);
  const ticked = schedule.tick();
  calls[0]?.end();
  await expect.poll(() => calls.length).toBe(2);
  calls[1]?.end();
  await ticked;
  await schedule.close();
});

test("a day that was slept through is caught up with one call", async () => {
  const { clock, calls, schedule } = stage();
  calls[0]?.end();
  await schedule.tick();
  clock.advance(24 * 60 * minute);
  expect(calls).toHaveLength(2);
  calls[1]?.end();
  await schedule.tick();
  expect(calls).toHaveLength(2);
  await schedule.close();
});

test("a clock put back does not silence a schedule", async () => {
  const { clock, calls, schedule } = stage();
  calls[0]?.end();
  await schedule.tick();
  clock.advance(-24 * 60 * minute);
  clock.advance(5 * minute);
  expect(calls).toHaveLength(2);
  calls[1]?.end();
  await schedule.close();
});
