/** The answers of the survey as a table for further work. */
import { knownProcedures } from "../../../statemachines/language/registry.ts";
import { csvOf, type Cell } from "../export/spreadsheet.ts";
import { elementsOf } from "./elements.ts";
import { personFields, type SurveyAnswer } from "./survey.ts";

/** A line for each person, in no telling order, with the words of the form in Indonesian. */
export function surveyCsv(answers: SurveyAnswer[], settings: Parameters<typeof elementsOf>[0]): string {
  const elements = elementsOf(settings);
  const titles = new Map(knownProcedures().map(({ id, title }) => [id, title.id]));
  const head = [
    ...["Tanggal", "Layanan"],
    ...elements.map(({ name, number }) => `U${number} ${name.id}`),
    ...personFields.map(({ label }) => label.id),
  ];
  const lines = answers
    .toSorted((a, b) => a.id.localeCompare(b.id))
    .map((answer): Cell[] => [
      ...[answer.date, titles.get(answer.procedure) ?? answer.procedure],
      ...elements.map(({ id }) => answer.scores[id] ?? null),
      ...personFields.map(({ name, options }) => {
        const given = answer[name as keyof SurveyAnswer];
        if (typeof given !== "string" && typeof given !== "number") return null;
        return options?.find(({ value }) => value === given)?.label.id ?? given;
      }),
    ]);
  return csvOf([head, ...lines]);
}
