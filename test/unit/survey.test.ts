import { describe, expect, it, test } from "vitest";
import { surveyCsv } from "../../functions/domain/survey/survey-csv.ts";
import { categoryOf, surveyIndex } from "../../functions/domain/survey/survey-index.ts";
import { surveyReport } from "../../functions/domain/survey/survey-report.ts";
import { surveyFields, type SurveyAnswer } from "../../functions/domain/survey/survey.ts";

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

describe("the form", () => {
  it("gives every element its own question and four answers, in both languages, and keeps what stored scores mean", () => {
    const elements = surveyFields({}).slice(0, 9);
    expect(new Set(elements.flatMap(({ label }) => [label.id, label.en])).size).toBe(18);
    for (const { name, options = [] } of elements) {
      expect([name, options.map(({ value }) => value)]).toEqual([name, ["1", "2", "3", "4"]]);
      expect(new Set(options.flatMap(({ label }) => [label.id, label.en])).size).toBe(8);
    }
    const best = elements.map(({ options }) => options?.at(-1)?.label.id);
    expect(best).toMatchObject({ 3: "Gratis", 7: "Dikelola dengan baik", 8: "Sangat baik" });
  });
});

describe("what is published", () => {
  const services = ["official-visit", "mobile-library", "reading-visit"];
  const given = (date: string, procedure: string, count: number, score = 4): SurveyAnswer[] =>
    Array.from({ length: count }, () => ({ id: "x", year: 2026, date, procedure, sex: "P", ...scored([score]) }));
  const spring = (procedure: string, count: number, score?: number) => given("2026-03-02", procedure, count, score);
  const autumn = (procedure: string, count: number, score?: number) => given("2026-09-01", procedure, count, score);
  const report = (half: 1 | 2 | null, answers: SurveyAnswer[], minimum?: number) => {
    const settings = minimum === undefined ? {} : { surveyPublishedFrom: minimum };
    const { all, services: each } = surveyReport({ year: 2026, half }, answers, services, settings);
    return [all?.respondents ?? null, ...each.map(({ index }) => index?.respondents ?? null)];
  };

  it("is nothing of fewer answers than the minimum", () => {
    expect(report(null, spring("official-visit", 9))).toEqual([null, null, null, null]);
    expect(report(null, spring("official-visit", 10))).toEqual([10, 10, null, null]);
    expect(report(null, spring("official-visit", 10), 30)).toEqual([null, null, null, null]);
    expect(report(null, [])).toEqual([null, null, null, null]);
    expect(surveyReport({ year: 2026, half: 1 }, spring("official-visit", 9), services, {}).people).toEqual([]);
  });

  it("does not let few answers be worked out from the whole and the other services", () => {
    const answers = [
      ...spring("official-visit", 20),
      ...spring("mobile-library", 12),
      ...spring("reading-visit", 3, 1),
    ];
    expect(report(1, answers)).toEqual([35, 20, null, null]);
  });

  it("does not let few answers of a half be worked out from the year and the other half", () => {
    const answers = [...spring("official-visit", 12), ...autumn("official-visit", 3, 1)];
    expect(report(1, answers)).toEqual([12, 12, null, null]);
    expect(report(2, answers)).toEqual([null, null, null, null]);
    expect(report(null, answers)).toEqual([null, null, null, null]);
    const both = [...spring("official-visit", 6), ...autumn("official-visit", 7)];
    expect(report(null, both)).toEqual([13, 13, null, null]);
  });

  it("counts who answered, as they said", () => {
    const { people } = surveyReport({ year: 2026, half: null }, spring("official-visit", 10), services, {});
    const [sex, ...others] = people;
    expect(sex?.counts.map(({ count }) => count)).toEqual([0, 10]);
    expect(others).toEqual([]);
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

  it("has headings in Indonesian and a line for each person, and nothing that a spreadsheet would run", () => {
    const [head, line, rest] = surveyCsv([{ ...answer, sex: "P" }], {}).split("\r\n");
    expect(head).toMatch(
      /^\ufeffTanggal;Layanan;U1 Persyaratan;.*;U9 Sarana dan prasarana;Jenis kelamin;Usia;.*;Saran$/,
    );
    expect(line).toMatch(/^2026-12-02;[^;]*;4;4;4;4;4;4;4;4;4;Perempuan;;;;"'=1\+1, ""baik"""$/);
    expect(rest).toBe("");
  });
});
