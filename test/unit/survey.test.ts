import { describe, expect, it, test } from "vitest";
import { categoryOf, surveyCsv, surveyIndex, type SurveyAnswer } from "../../functions/domain/survey/survey.ts";

const elements = Array.from({ length: 9 }, (_, index) => `u${index + 1}`);
const scored = (scores: number[]): Pick<SurveyAnswer, "scores"> => ({
  scores: Object.fromEntries(elements.map((id, index) => [id, scores[index] ?? scores[0] ?? 0])),
});

describe("the satisfaction index", () => {
  test.each([
    { name: "nine times 3.2", means: [3.2], ikm: 80, category: "B" },
    { name: "mixed", means: [3.5, 3.4, 3.1, 4.0, 3.3, 3.5, 3.6, 3.7, 3.0], ikm: 86.39, category: "B" },
    { name: "nine times 3.5324", means: [3.5324], ikm: 88.31, category: "A" },
  ])("weighs each element exactly one ninth: $name", ({ means, ikm, category }) => {
    expect(surveyIndex([scored(means)])).toMatchObject({ ikm, category });
  });

  it("is the mean over people for each element first", () => {
    const index = surveyIndex([scored([4]), scored([3])]);
    expect(index).toMatchObject({ respondents: 2, skm: 3.5, ikm: 87.5, category: "B" });
    expect(index.elements.map(({ mean }) => mean)).toEqual(Array.from({ length: 9 }, () => 3.5));
  });

  it("says nothing where nobody answered", () => {
    expect(surveyIndex([])).toMatchObject({ respondents: 0, skm: null, ikm: null, category: null });
  });

  test.each([
    [88.31, "A"],
    [88.3, "B"],
    [76.61, "B"],
    [76.6, "C"],
    [65, "C"],
    [64.99, "D"],
    [25, "D"],
  ])("%d is category %s", (ikm, category) => {
    expect(categoryOf(ikm)).toBe(category);
  });
});

describe("the export", () => {
  const answer: SurveyAnswer = {
    id: "x",
    year: 2026,
    date: "2026-12-02",
    procedure: "official-visit",
    ...scored([4]),
    suggestion: '=1+1, "baik"',
  };

  it("has a line for each person, and nothing that a spreadsheet would run", () => {
    const [head, line, rest] = surveyCsv([answer]).split("\r\n");
    expect(head).toBe("date,procedure,u1,u2,u3,u4,u5,u6,u7,u8,u9,sex,age,education,occupation,suggestion");
    expect(line).toBe(`2026-12-02,official-visit,4,4,4,4,4,4,4,4,4,,,,,"'=1+1, ""baik"""`);
    expect(rest).toBe("");
  });
});
