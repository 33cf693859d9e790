import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { loseExecutions } from "../lost/trial.ts";

// What the service logs of the faults is what is wanted here.
beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

test("13. executions that are stopped, failed or gone: every case ends as its table says, nothing is done twice", async () => {
  let losses = 0;
  for (const { id } of currentProcedures()) {
    const report = await loseExecutions({ procedure: id, seed: 7, few: true, mostCases: 2 });
    expect(report.violations).toEqual([]);
    losses += report.losses;
  }
  expect(losses).toBeGreaterThan(60);
});
