import { expect, it } from "vitest";
import { sweepCost } from "../support/many-open.ts";

it("a sweep reads what is due, however many tasks are open", async () => {
  const [few, many] = [await sweepCost({ open: 20, due: 0 }), await sweepCost({ open: 2_000, due: 0 })];
  expect([many.calls, many.items]).toEqual([few.calls, few.items]);
  const [fewDue, manyDue] = [await sweepCost({ open: 20, due: 10 }), await sweepCost({ open: 2_000, due: 10 })];
  expect([manyDue.calls, manyDue.items]).toEqual([fewDue.calls, fewDue.items]);
  expect(fewDue.calls).toBeGreaterThan(few.calls);
});
