import { expect, it } from "vitest";
import { runCopyTrial } from "../../crash/copy-trial.ts";

const minute = 60_000;

it(
  "copies a service under load at any moment into what goes on elsewhere, with all that was confirmed",
  async () => {
    const report = await runCopyTrial({ copies: 1, cases: 3, seed: 3, minutes: 2 });
    expect(report.violations).toEqual([]);
    expect(report.casesRestored).toBeGreaterThan(0);
  },
  3 * minute,
);
