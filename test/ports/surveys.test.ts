import { expect, it } from "vitest";
import type { SurveyAnswer } from "../../functions/domain/survey/survey.ts";
import { onEveryStore } from "./stores.ts";

const answer = (overrides: Partial<SurveyAnswer> = {}): SurveyAnswer => ({
  id: "one",
  year: 2026,
  date: "2026-12-02",
  procedure: "official-visit",
  scores: { u1: 4, u2: 3 },
  suggestion: "Tambah bangku",
  ...overrides,
});

onEveryStore("surveys", (stores) => {
  it("an answer is kept as it was given", async () => {
    const { surveys } = stores();
    expect(await surveys.add(answer())).toBe(true);
    expect(await surveys.list(2026)).toEqual([answer()]);
    expect(await surveys.has(2026, "one")).toBe(true);
    expect(await surveys.has(2026, "two")).toBe(false);
    expect((await surveys.find(2026, "one"))?.id).toBe("one");
    expect(await surveys.find(2026, "two")).toBeNull();
  });

  it("of fifty answers with one id, one is stored", async () => {
    const { surveys } = stores();
    const given = await Promise.all(Array.from({ length: 50 }, () => surveys.add(answer())));
    expect(given.filter(Boolean)).toHaveLength(1);
    expect(await surveys.list(2026)).toHaveLength(1);
  });

  it("years are kept apart", async () => {
    const { surveys } = stores();
    await surveys.add(answer({ year: 2027 }));
    expect(await surveys.list(2026)).toEqual([]);
  });
});
