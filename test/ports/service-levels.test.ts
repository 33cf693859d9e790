import { expect, it } from "vitest";
import { noRow, type Totals } from "../../functions/domain/service-levels/totals.ts";
import { onEveryStore } from "./stores.ts";

const far = "2030-01-01T00:00:00.000Z";

function totals(procedure: string, minutes: number): Totals {
  const row = { ...noRow(), minutes: { [minutes]: 2 }, came: { "in-time": 2 } };
  const cases = { endings: { SELESAI: 1 }, leadHours: { "1010": 1 }, agencyMinutes: {}, rounds: { "1": 1 } };
  return { procedure, versions: { "1": { rows: { decide: row }, cases } } };
}

onEveryStore("service levels", (stores) => {
  const kept = () => stores().serviceLevels;

  it("know the cases of a day once each, and of no other day", async () => {
    for (const id of ["KJG-2026-00002", "KJG-2026-00001", "KJG-2026-00002"])
      await kept().noteCase("2026-11-23", id, far);
    await kept().noteCase("2026-11-24", "KJG-2026-00003", far);
    expect(await kept().casesOn("2026-11-23")).toEqual(["KJG-2026-00001", "KJG-2026-00002"]);
    expect(await kept().casesOn("2026-11-25")).toEqual([]);
  });

  it("keep of a day what was counted last, and tell the days of a month in their order", async () => {
    const [visit, stop] = [totals("official-visit", 12), totals("mobile-library", 30)];
    await kept().storeDay("2026-11-24", [stop], far);
    await kept().storeDay("2026-11-23", [totals("official-visit", 7), stop], far);
    await kept().storeDay("2026-11-23", [visit, stop], far);
    await kept().storeDay("2026-12-01", [visit], far);
    expect(await kept().days("2026-11")).toEqual([
      { at: "2026-11-23", totals: stop },
      { at: "2026-11-23", totals: visit },
      { at: "2026-11-24", totals: stop },
    ]);
  });

  it("keep months apart from days, and how far days are counted", async () => {
    expect([await kept().countedTo(), await kept().months()]).toEqual([null, []]);
    await kept().storeMonth("2026-12", [totals("official-visit", 3)], far);
    await kept().storeMonth("2026-11", [totals("official-visit", 2)], far);
    await kept().noteCountedTo("2026-11-23");
    expect((await kept().months()).map(({ at }) => at)).toEqual(["2026-11", "2026-12"]);
    expect(await kept().days("2026-12")).toEqual([]);
    expect(await kept().countedTo()).toBe("2026-11-23");
  });
});
