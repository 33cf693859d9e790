/**
 * What of the survey is published, of a year or a half of it: nothing of fewer answers than the agency's minimum, and nothing
 * from which such figures could be worked out by taking other published ones off.
 */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { Surveys } from "../ports.ts";
import { elementsOf } from "./elements.ts";
import { surveyIndex, type SurveyIndex } from "./survey-index.ts";
import { personFields, type SurveyAnswer } from "./survey.ts";

/** @property half first or second of the year; null: all of it */
export interface SurveyPeriod {
  year: number;
  half: 1 | 2 | null;
}

/** Figures as published; null where there are too few answers. */
export interface SurveyReport {
  minimum: number;
  all: SurveyIndex | null;
  /** By the id of their procedure. */
  services: { id: string; index: SurveyIndex | null }[];
  /** How many respondents are of what sex, age, education and occupation, as they said; empty where `all` is null. */
  people: { label: Text; counts: { label: Text; count: number }[] }[];
}

type Settings = Parameters<typeof elementsOf>[0] & { surveyPublishedFrom?: number };

const fewest = 10;

/** First and last day of a period, YYYY-MM-DD. */
export function daysOfPeriod({ year, half }: SurveyPeriod): { from: string; until: string } {
  return { from: `${year}-${half === 2 ? "07-01" : "01-01"}`, until: `${year}-${half === 1 ? "06-30" : "12-31"}` };
}

/** Answers given in a year; they are kept by the year of their case, which may be the one before. */
export async function answersIn({ surveys }: { surveys: Surveys }, year: number): Promise<SurveyAnswer[]> {
  const [before, same] = await Promise.all([surveys.list(year - 1), surveys.list(year)]);
  return [...before, ...same].filter(given({ year, half: null }));
}

/**
 * @param year the answers given in the whole year of the period
 * @param services ids of the procedures that ask
 */
export function surveyReport(
  period: SurveyPeriod,
  year: SurveyAnswer[],
  services: string[],
  settings: Settings,
): SurveyReport {
  const minimum = settings.surveyPublishedFrom ?? fewest;
  const answers = year.filter(given(period));
  const told = toldOf(period, year, services, minimum);
  return {
    minimum,
    all: told.all ? surveyIndex(answers, settings) : null,
    services: services.map((id) => ({
      id,
      index: told.services.has(id) ? surveyIndex(answers.filter(of(id)), settings) : null,
    })),
    people: told.all ? peopleAmong(answers) : [],
  };
}

/** Whether the whole is told, and which of its services. */
interface Told {
  all: boolean;
  services: Set<string>;
}

function toldOf(period: SurveyPeriod, year: SurveyAnswer[], services: string[], minimum: number): Told {
  const answers = year.filter(given(period));
  const enough = (count: number) => count >= minimum;
  const halves = period.half
    ? []
    : ([1, 2] as const).map((half) => {
        const own = { ...period, half };
        return { answers: year.filter(given(own)), told: toldOf(own, year, services, minimum) };
      });
  /** What is left of the year when the halves that are told are taken off it. */
  const leftOf = (wanted: (answer: SurveyAnswer) => boolean, isTold: (half: Told) => boolean) =>
    answers.filter(wanted).length -
    halves.filter(({ told }) => isTold(told)).reduce((sum, half) => sum + half.answers.filter(wanted).length, 0);
  const hides = (left: number) => left > 0 && !enough(left);
  const all =
    enough(answers.length) &&
    !hides(
      leftOf(
        () => true,
        (half) => half.all,
      ),
    );
  const candidates = services
    .map((id) => ({ id, count: answers.filter(of(id)).length }))
    .filter(({ id, count }) => enough(count) && !hides(leftOf(of(id), (half) => half.services.has(id))))
    .toSorted((a, b) => a.count - b.count);
  if (!all) return { all, services: new Set(candidates.map(({ id }) => id)) };
  let left = answers.length - candidates.reduce((sum, { count }) => sum + count, 0);
  // The whole without the services that are told would be what the others say.
  while (hides(left)) left += candidates.shift()?.count ?? minimum;
  return { all, services: new Set(candidates.map(({ id }) => id)) };
}

function given(period: SurveyPeriod): (answer: Pick<SurveyAnswer, "date">) => boolean {
  const { from, until } = daysOfPeriod(period);
  return ({ date }) => from <= date && date <= until;
}

function of(procedure: string): (answer: SurveyAnswer) => boolean {
  return (answer) => answer.procedure === procedure;
}

function peopleAmong(answers: SurveyAnswer[]): SurveyReport["people"] {
  return personFields.flatMap(({ label, name, options }) => {
    const counts = (options ?? []).map((option) => ({
      label: option.label,
      count: answers.filter((answer) => answer[name as keyof SurveyAnswer] === option.value).length,
    }));
    return counts.some(({ count }) => count > 0) ? [{ label, counts }] : [];
  });
}
