import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { ways } from "../lost/losses.ts";
import { loseExecutions, type Report } from "../lost/trial.ts";

// What the service logs of the faults is what is wanted here.
beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

const minute = 60_000;

test(
  "13. executions that are stopped, failed or gone: every case ends as its table says, nothing is done twice",
  { timeout: 3 * minute },
  async () => {
    const reports: Report[] = [];
    for (const { id } of currentProcedures())
      reports.push(await loseExecutions({ procedure: id, seed: 3, few: true, mostCases: 1 }));
    expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
    const total = (name: "losses" | "old"): number => reports.reduce((sum, report) => sum + report[name], 0);
    expect(total("losses")).toBeGreaterThanOrEqual(ways.length * reports.length);
    expect(total("old")).toBeGreaterThan(0);
  },
);
