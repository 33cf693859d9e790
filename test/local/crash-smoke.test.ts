import { expect, it } from "vitest";
import { runTrial } from "../crash/trial.ts";

const minute = 60_000;

it(
  "loses and doubles nothing when the service is killed while visits run",
  async () => {
    const report = await runTrial({ kills: 5, cases: 4, seed: 7, minutes: 2 });
    expect(report.violations).toEqual([]);
    expect(report.kills).toBe(5);
    expect(report.cases).toBeGreaterThanOrEqual(4);
  },
  3 * minute,
);
