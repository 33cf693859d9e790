import { expect, it } from "vitest";
import { sumOf } from "../../functions/domain/reading-room/recap-book.ts";
import { type ReadingEntry } from "../../functions/domain/reading-room/recap-entries.ts";
import { mondayMorning } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

function reading(overrides: Partial<ReadingEntry> = {}): ReadingEntry {
  return {
    kind: "reading",
    date: "2026-11-23",
    caseId: "REF-2026-00001",
    sexes: { P: 1 },
    category: "umum",
    questions: 1,
    answered: 1,
    books: { "300": 2 },
    ...overrides,
  };
}

onEveryStore("recaps", (stores) => {
  it("fifty readers who leave at once are counted exactly, each once", async () => {
    const { recaps } = stores();
    const ids = Array.from({ length: 50 }, (_, index) => `REF-2026-${String(index + 1).padStart(5, "0")}`);
    await Promise.all(ids.flatMap((caseId) => [recaps.add(reading({ caseId })), recaps.add(reading({ caseId }))]));
    const entries = await recaps.month("2026-11");
    expect(entries).toHaveLength(50);
    expect(sumOf(entries)).toMatchObject({ visitors: 50, books: 100, questions: 50, sexes: { P: 50 } });
  });

  it("an action that is driven again replaces its own entry", async () => {
    const { recaps } = stores();
    await recaps.add(reading());
    await recaps.add(reading({ books: { "300": 3 } }));
    expect(await recaps.month("2026-11")).toEqual([reading({ books: { "300": 3 } })]);
  });

  it("what a person writes of a day stays; whoever comes second reads it", async () => {
    const { recaps } = stores();
    const nobody = { kind: "nobody", date: "2026-11-20", reason: "Hujan.", by: "Yusuf" } as const;
    expect(await recaps.addOnce(nobody)).toEqual(nobody);
    expect(await recaps.addOnce({ ...nobody, reason: "Listrik padam.", by: "Sari" })).toEqual(nobody);
    expect(await recaps.month("2026-11")).toEqual([nobody]);
  });

  it("a month has its own days only, in their order", async () => {
    const { recaps } = stores();
    const closed = { kind: "closed", date: "2026-11-02", reason: "Renovasi.", by: "Yusuf" } as const;
    await recaps.add(reading({ date: "2026-12-01" }));
    await recaps.add(reading({ date: "2026-11-30" }));
    await recaps.add(closed);
    expect((await recaps.month("2026-11")).map((entry) => entry.date)).toEqual(["2026-11-02", "2026-11-30"]);
    expect((await recaps.month("2026-11"))[0]).toEqual(closed);
    expect(await recaps.month("2026-10")).toEqual([]);
  });

  it("reports of a month get versions without a gap, and a report keeps its version", async () => {
    const { recaps } = stores();
    const file = (caseId: string) => recaps.fileReport("2026-11", caseId, mondayMorning);
    const filed = await Promise.all(["REF-1", "REF-2", "REF-3", "REF-4"].map(file));
    expect(filed.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4]);
    expect(await file("REF-2")).toEqual(filed[1]);
    expect((await recaps.reports("2026-11")).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(await recaps.reports("2026-10")).toEqual([]);
  });
});
