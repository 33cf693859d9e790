/** Figures that a step takes from the service's own records: nobody types them, and nobody can. */
import { isRequired } from "../../../statemachines/form/check-form.ts";
import type { ComputationId, Field, FigureId, Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
import { calendarValue } from "../case/case-file.ts";
import type { Dossier, Values } from "../case/records.ts";
import { isoDate } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { dayNumbers, daysOf, monthBefore, serviceDaysIn, sumOf } from "../reading-room/recap-book.ts";

export type ComputingDependencies = Pick<Dependencies, "agencies" | "clock" | "recaps">;

/** The computed fields of a step as they stand now; empty where it computes nothing. */
export async function computedValues(
  dependencies: ComputingDependencies,
  dossier: Dossier,
  step: Step,
): Promise<Values> {
  if (!step.computes) return {};
  const figures = await computations[step.computes](dependencies, dossier);
  const held = (step.fields ?? []).map(({ name, computed }) => [name, computed && figures[computed]] as const);
  return Object.fromEntries(held.filter(([, value]) => value !== undefined));
}

/** The fields that a person fills in; what depends on a computed value is asked for, or left out, as that value is. */
export function typedFields(step: Step, computed: Values): Field[] {
  const names = (step.fields ?? []).filter((field) => field.computed).map((field) => field.name);
  return (step.fields ?? []).flatMap((field) => {
    if (field.computed) return [];
    if (!field.requiredWhen || !names.includes(field.requiredWhen.field)) return [field];
    const { requiredWhen: _, ...plain } = field;
    return isRequired(field, computed) ? [{ ...plain, required: true }] : [];
  });
}

/** Whether an outcome is offered while the computed values are as they are. */
export function fitsComputed({ onlyWhen }: Outcome, computed: Values): boolean {
  if (!onlyWhen) return true;
  const positive = Number(computed[onlyWhen.field] ?? 0) > 0;
  return onlyWhen.is === "positive" ? positive : !positive;
}

/** What was computed; a figure that does not apply is absent. */
export type Figures = Partial<Record<FigureId, unknown>>;

const computations: Record<ComputationId, (dependencies: ComputingDependencies, dossier: Dossier) => Promise<Figures>> =
  { "reading-month": (dependencies, dossier) => monthFigures(dependencies, calendarValue(dossier.case)) };

/** Sums of the recap book for a month (YYYY-MM); they equal the daily recaps because they are their sums. */
export async function monthFigures(
  { agencies, clock, recaps }: ComputingDependencies,
  month: string,
): Promise<Figures> {
  const { calendar } = await agencies.settings();
  const [entries, before] = await Promise.all([recaps.month(month), recaps.month(monthBefore(month))]);
  const sums = sumOf(entries);
  const previous = sumOf(before);
  const days = daysOf(calendar, month, entries, isoDate(clock.now(), calendar.zone));
  const missing = dayNumbers(days.filter((day) => day.status === "missing").map((day) => day.date));
  const onPaper = dayNumbers(days.filter((day) => day.onPaper > 0).map((day) => day.date));
  return {
    "service-days": serviceDaysIn(entries),
    ...(missing ? { "missing-days": missing } : {}),
    visitors: sums.visitors,
    ...(sums.onPaper > 0 ? { "visitors-on-paper": sums.onPaper } : {}),
    ...(onPaper ? { "days-on-paper": onPaper } : {}),
    "visitors-before": previous.visitors,
    "visitors-by-sex": sums.sexes,
    "visitors-by-category": sums.categories,
    "visitors-by-membership": sums.memberships,
    "visitors-by-age": sums.ageGroups,
    "visitors-by-education": sums.educations,
    "visitors-by-occupation": sums.occupations,
    books: sums.books,
    "books-before": previous.books,
    "books-by-class": sums.booksByClass,
    questions: sums.questions,
    "questions-answered": sums.answered,
  };
}
