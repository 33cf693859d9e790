/** Figures that a step takes from the service's own records: nobody types them, and nobody can. */
import { isRequired } from "../../../statemachines/form/check-form.ts";
import type { ComputationId, Field, Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
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
  return step.computes ? computations[step.computes](dependencies, dossier) : {};
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

const computations: Record<ComputationId, (dependencies: ComputingDependencies, dossier: Dossier) => Promise<Values>> =
  { "reading-month": readingMonth };

async function readingMonth(dependencies: ComputingDependencies, dossier: Dossier): Promise<Values> {
  return monthFigures(dependencies, String(dossier.case.request["month"]));
}

/**
 * Sums of the recap book for a month (YYYY-MM) by the names of the report's fields; they equal the daily recaps because
 * they are their sums.
 */
export async function monthFigures({ agencies, clock, recaps }: ComputingDependencies, month: string): Promise<Values> {
  const { calendar } = await agencies.settings();
  const [entries, before] = await Promise.all([recaps.month(month), recaps.month(monthBefore(month))]);
  const sums = sumOf(entries);
  const previous = sumOf(before);
  const days = daysOf(calendar, month, entries, isoDate(clock.now(), calendar.zone));
  const missing = dayNumbers(days.filter((day) => day.status === "missing").map((day) => day.date));
  return {
    serviceDays: serviceDaysIn(entries),
    ...(missing ? { missingDays: missing } : {}),
    visitors: sums.visitors,
    visitorsBefore: previous.visitors,
    visitorsBySex: sums.sexes,
    visitorsByCategory: sums.categories,
    visitorsByMembership: sums.memberships,
    visitorsByAge: sums.ageGroups,
    visitorsByEducation: sums.educations,
    visitorsByOccupation: sums.occupations,
    books: sums.books,
    booksBefore: previous.books,
    booksByClass: sums.booksByClass,
    questions: sums.questions,
    questionsAnswered: sums.answered,
  };
}
