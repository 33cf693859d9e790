import { expect, it } from "vitest";
import { soak } from "../bench/soak.ts";

it("what the service holds does not grow with what it has done", { timeout: 60_000 }, async () => {
  const looks = await soak({ rounds: 3, visits: 2, requests: 200, atOnce: 3 });
  const [, first, , last, closed] = looks;
  if (!first || !last || !closed) throw new Error("nobody looked");
  expect(closed.requests).toBeGreaterThan(600);
  expect([first, last, closed].map(({ iterators }) => iterators)).toEqual([0, 0, 0]);
  expect(last.statements).toBe(first.statements);
  expect(closed.files ?? 0).toBeLessThanOrEqual((first.files ?? 0) + 8);
  // Code that runs for the first time, and caches, take something too.
  expect(closed.heap - first.heap).toBeLessThan(5);
});
