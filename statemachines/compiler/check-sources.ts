/** Where a case finds its own facts: who asks, the incoming letter, the appointment. */
import { entryOf, fieldsOf } from "../language/table.ts";
import type { ActionId, Field, FieldName, Procedure, ReaderFields, ReaderTrait, Step } from "../language/vocabulary.ts";

/** @returns a message for each fact that is taken from a field no row has */
export function checkSources(procedure: Procedure): string[] {
  const entry = procedure.steps.find((step) => step.kind === "entry")?.id;
  if (entry === undefined) return [];
  const { contact, summary, incomingLetter, appointment, journey, validity } = procedure;
  return [
    ...Object.values(contact).map((field) => missing(procedure, "the contact", entry, field)),
    ...summary.map((field) => missing(procedure, "the summary", entry, field)),
    ...(incomingLetter ? letterSources(procedure, entry, incomingLetter) : []),
    ...(appointment ? appointmentSources(procedure, entry, appointment) : []),
    ...Object.values(validity ?? {}).map((field) => missingAnywhere(procedure, "the validity", field)),
    ...journeyFields(journey).map((field) => missingAnywhere(procedure, "the journey", field)),
    ...readingSources(procedure),
    ...procedure.steps.flatMap((step) => [...availableSources(procedure, step), ...hourSources(procedure, step)]),
  ].filter((message) => message !== null);
}

function journeyFields(journey: Procedure["journey"]): FieldName[] {
  if (!journey) return [];
  const { crew, ...single } = journey;
  return [...Object.values(single), ...crew];
}

function letterSources(
  procedure: Procedure,
  entry: string,
  { urgency, ...fields }: NonNullable<Procedure["incomingLetter"]>,
): (string | null)[] {
  return [
    ...Object.values(fields).map((field) => missing(procedure, "the incoming letter", entry, field)),
    missing(procedure, "the incoming letter", urgency.step, urgency.field),
  ];
}

function appointmentSources(
  procedure: Procedure,
  entry: string,
  { headcount, sources, attendance }: NonNullable<Procedure["appointment"]>,
): (string | null)[] {
  const ofSources = sources.flatMap(({ step, outcome, ...fields }) => [
    ...Object.values(fields).map((field: string) => missing(procedure, "the appointment", step, field)),
    missingOutcome(procedure, step, outcome),
  ]);
  return [
    missing(procedure, "the appointment", entry, headcount),
    ...ofSources,
    attendance ? missing(procedure, "the attendance", attendance.step, attendance.field) : null,
  ];
}

function availableSources(procedure: Procedure, { availableFrom }: Step): (string | null)[] {
  if (typeof availableFrom !== "object") return [];
  const { step, date, start } = availableFrom;
  return [date, start].map((field) => missing(procedure, "the day from which a row is answered", step, field));
}

/** What may be chosen from an hour on needs an hour. */
function hourSources({ appointment, journey }: Procedure, row: Step): string[] {
  const { availableFrom, dueBefore, id, outcomes } = row;
  const departs =
    dueBefore && !journey ? [`the row "${id}" is due before a departure, but the table has no journey`] : [];
  if (appointment || typeof availableFrom === "object") return departs;
  const early = outcomes.filter(({ notBefore }) => notBefore);
  return [
    ...departs,
    ...early.map((outcome) => `"${outcome.id}" of the row "${id}" waits for an hour that the table does not say`),
  ];
}

/** What writes into the recap book must say from where. */
function readingSources(procedure: Procedure): (string | null)[] {
  const { reading, steps } = procedure;
  const { opens } = entryOf(procedure);
  const acts = steps.flatMap((step) => [step, ...step.outcomes]).flatMap(({ actions = [] }) => actions);
  const does = (...actions: ActionId[]): boolean => actions.some((action) => acts.includes(action));
  const needs = (needed: boolean, met: boolean, problem: string): string | null => (needed && !met ? problem : null);
  const reports = does("file-report") || steps.some((step) => step.computes === "reading-month");
  return [
    needs(does("record-reading"), reading?.part === "visit", "a reading is recorded, but `reading` has no readers"),
    needs(
      does("record-open-day", "record-closed-day"),
      opens === "service-day",
      "a day is recorded that no calendar opens",
    ),
    needs(reports, opens === "month", "a month is reported that no calendar opens"),
    ...(reading?.part === "visit" ? readerSources(procedure, reading.readers) : []),
    ...(reading?.part === "visit" ? sheetSources(procedure, reading.readers) : []),
  ];
}

/** The sheet of a day counts in the classes in which readers are counted one by one, so that both can be added. */
function sheetSources({ daySheet, ...procedure }: Procedure, readers: ReaderFields): (string | null)[] {
  if (!daySheet) return [];
  const pairs = [
    [daySheet.sexes, readers.sex.field],
    [daySheet.books, readers.books],
    ...Object.entries(readers.traits).map(([trait, { field }]) => [daySheet.traits[trait as ReaderTrait], field]),
  ] as [FieldName, FieldName][];
  const classes = (fields: Field[], name: FieldName): string =>
    String(fields.find((field) => field.name === name)?.options?.map(({ value }) => value));
  const numbers = [daySheet.questions.asked, daySheet.questions.answered];
  return [
    ...pairs
      .filter(([own, field]) => classes(daySheet.fields, own) !== classes(fieldsOf(procedure), field))
      .map(([own, field]) => `the sheet of a day counts "${own}" in other classes than "${field}"`),
    ...numbers
      .filter((name) => !daySheet.fields.some((field) => field.name === name && field.kind === "number"))
      .map((name) => `the sheet of a day has no number "${name}"`),
  ];
}

function readerSources(procedure: Procedure, { sex, traits, questions, books }: ReaderFields): (string | null)[] {
  const classes = [...new Set([sex.field, ...Object.values(traits).map(({ field }) => field), books])];
  const plain = [sex.group.size, sex.group.counted.field, questions.asked, questions.answered];
  const optionsOf = (name: FieldName): NonNullable<Field["options"]> =>
    fieldsOf(procedure).find((field) => field.name === name)?.options ?? [];
  const sexes = optionsOf(sex.field).map(({ value }) => value);
  return [
    ...[...classes, ...plain].map((field) => missingAnywhere(procedure, "the recap book", field)),
    ...classes
      .filter((field) => optionsOf(field).length === 0)
      .map((field) => `the recap book counts by "${field}", which has no options`),
    ...[sex.group.counted.as, sex.group.others]
      .filter((value) => !sexes.includes(value))
      .map((value) => `the recap book counts "${value}", which is no option of "${sex.field}"`),
  ];
}

function missingAnywhere(procedure: Procedure, fact: string, field: string): string | null {
  const known = procedure.steps.some((step) => step.fields?.some((candidate) => candidate.name === field));
  return known ? null : `${fact} is taken from "${field}", a field that no row has`;
}

function missing(procedure: Procedure, fact: string, stepId: string, field: string): string | null {
  const step = procedure.steps.find((candidate) => candidate.id === stepId);
  if (!step) return `${fact} is taken from the unknown row "${stepId}"`;
  const known = (step.fields ?? []).some((candidate) => candidate.name === field);
  return known ? null : `${fact} is taken from "${field}", a field that the row "${stepId}" does not have`;
}

function missingOutcome(procedure: Procedure, stepId: string, outcome: string | undefined): string | null {
  if (outcome === undefined) return null;
  const step = procedure.steps.find((candidate) => candidate.id === stepId);
  const known = (step?.outcomes ?? []).some((candidate) => candidate.id === outcome);
  return known ? null : `the appointment is taken from the unknown outcome "${outcome}" of the row "${stepId}"`;
}
