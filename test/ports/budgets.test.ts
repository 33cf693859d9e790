import { describe, expect, it } from "vitest";
import { onEveryStore } from "./stores.ts";

onEveryStore("budgets", (stores) => {
  const hour = { budget: "uploads", from: "2026-11-23T02:00:00.000Z", until: "2026-11-23T03:00:00.000Z" };

  describe("what is spent", () => {
    it("at once by many is counted one by one, and each is told another sum", async () => {
      const { budgets } = stores();
      const spent = await Promise.all(
        Array.from({ length: 20 }, () => budgets.spend({ ...hour, source: "net-one" }, 100)),
      );
      const counts = spent.map(({ count }) => count).toSorted((a, b) => a - b);
      expect(counts).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(Math.max(...spent.map(({ amount }) => amount))).toBe(2_000);
    });

    it("by one source, or in one hour, takes nothing from another", async () => {
      const { budgets } = stores();
      await budgets.spend({ ...hour, source: "net-two" }, 100);
      const later = { ...hour, from: hour.until, until: "2026-11-23T04:00:00.000Z", source: "net-two" };
      expect(await budgets.spend(later, 5)).toMatchObject({ count: 1, amount: 5 });
      expect(await budgets.spend({ ...hour, source: "net-three" }, 7)).toMatchObject({ count: 1, amount: 7 });
    });

    it("can be looked at, which counts nothing", async () => {
      const { budgets } = stores();
      const four = { ...hour, source: "net-four" };
      expect(await budgets.spent(four)).toEqual({ count: 0, amount: 0 });
      await budgets.spend(four, 7);
      for (let times = 0; times < 2; times += 1)
        expect(await budgets.spent(four)).toMatchObject({ count: 1, amount: 7 });
    });
  });
});
