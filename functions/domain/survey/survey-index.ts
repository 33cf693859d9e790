/** The index that answers of the satisfaction survey come to (PermenPANRB 14/2017). */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { elementsOf } from "./elements.ts";
import type { SurveyAnswer } from "./survey.ts";

export type Category = "A" | "B" | "C" | "D";

export interface SurveyIndex {
  respondents: number;
  /** Mean of each element, two decimals, in the agency's order. */
  elements: { number: number; label: Text; mean: number }[];
  /** 1 to 4, and 25 to 100; two decimals. */
  skm: number;
  ikm: number;
  category: Category;
}

/**
 * The index of some answers, at least one: every element weighs exactly one ninth, rounded to two decimals before it is
 * categorised.
 */
export function surveyIndex(
  answers: Pick<SurveyAnswer, "scores">[],
  settings: Parameters<typeof elementsOf>[0] = {},
): SurveyIndex {
  const means = elementsOf(settings).map(({ id, name, number }) => ({
    number,
    label: name,
    mean: mean(answers.map(({ scores }) => scores[id] ?? NaN)),
  }));
  const skm = mean(means.map((each) => each.mean));
  const ikm = rounded(skm * 25);
  return {
    respondents: answers.length,
    elements: means.map((each) => ({ ...each, mean: rounded(each.mean) })),
    skm: rounded(skm),
    ikm,
    category: categoryOf(ikm),
  };
}

/** A sangat baik, B baik, C kurang baik, D tidak baik. @param ikm 25 to 100, two decimals */
export function categoryOf(ikm: number): Category {
  if (ikm >= 88.31) return "A";
  if (ikm >= 76.61) return "B";
  return ikm >= 65 ? "C" : "D";
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Half up, without the drift of binary fractions: 88.305 is 88.31. */
function rounded(value: number): number {
  return Math.round(Number((value * 100).toFixed(6))) / 100;
}
