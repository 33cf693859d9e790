/** How cases begin, and what standard times are counted by: what the table must then ask. */
import { fieldsAskedThrough } from "../form/check-form.ts";
import { calendarFields, rowName } from "../language/table.ts";
import type { EntryChannel, Procedure, Step } from "../language/vocabulary.ts";

/** @returns a message for each entry channel or count that lacks what it needs */
export function checkEntryChannels(procedure: Procedure): string[] {
  return procedure.steps.flatMap((step) =>
    [...(step.kind === "entry" ? checkEntry(step) : checkInside(step)), ...checkCounts(procedure, step)].map(
      (problem) => `${rowName(step)} ${problem}`,
    ),
  );
}

function checkEntry(entry: Step): string[] {
  const entryChannels: EntryChannel[] = entry.entryChannels ?? ["public"];
  const byCalendar = entryChannels.includes("calendar");
  const astray = (entry.fields ?? []).filter(
    (field) => field.entryChannels && !field.entryChannels.some((entryChannel) => entryChannels.includes(entryChannel)),
  );
  return [
    ...when(entryChannels.length === 0, "has no entry channel through which a case could begin"),
    ...when(byCalendar && !entry.opens, "begins by the calendar but does not say on which days"),
    ...when(!byCalendar && entry.opens !== undefined, "says when the calendar opens it, but not that it does"),
    ...astray.map(({ name }) => `asks "${name}" through an entry channel that it does not have`),
    ...(byCalendar ? checkCalendarForm(entry) : []),
  ];
}

/** The calendar knows the day or the month, and nobody is there to answer anything else. */
function checkCalendarForm(entry: Step): string[] {
  const asked = fieldsAskedThrough(entry.fields ?? [], "calendar");
  const { name, kind } = calendarFields[entry.opens ?? "service-day"];
  return [
    ...when(
      !asked.some((field) => field.name === name && field.kind === kind),
      `begins by the calendar without a field "${name}" of kind ${kind}`,
    ),
    ...asked
      .filter((field) => field.required && field.name !== name)
      .map((field) => `requires "${field.name}", which the calendar cannot answer`),
  ];
}

function checkInside(step: Step): string[] {
  return [
    ...when(
      step.entryChannels !== undefined || step.opens !== undefined,
      "has entry channels, which only the request has",
    ),
    ...(step.fields ?? [])
      .filter((field) => field.entryChannels)
      .map(({ name }) => `asks "${name}" through an entry channel, which only the request has`),
  ];
}

function checkCounts(procedure: Procedure, step: Step): string[] {
  const { estimate, units } = step;
  return [
    ...when(estimate !== undefined && step.time.basis !== "estimate", "has an estimate, but its time is not estimated"),
    ...when(units !== undefined && step.time.basis !== "per-unit", "counts units, but its time is not per unit"),
    ...[estimate, units]
      .flatMap((source) => (source ? [source.field] : []))
      .filter((field) => !procedure.steps.some((each) => each.fields?.some(({ name }) => name === field)))
      .map((field) => `counts "${field}", a field that no row has`),
  ];
}

function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}
