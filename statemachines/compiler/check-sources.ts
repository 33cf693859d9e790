/** Where a case finds its own facts: who asks, the incoming letter, the appointment. */
import type { Procedure, Step } from "../language/vocabulary.ts";

/** @returns a message for each fact that is taken from a field no row has */
export function checkSources(procedure: Procedure): string[] {
  const entry = procedure.steps.find((step) => step.kind === "entry")?.id;
  if (entry === undefined) return [];
  const { contact, summary, incomingLetter, appointment, validity } = procedure;
  return [
    ...Object.values(contact).map((field) => missing(procedure, "the contact", entry, field)),
    ...summary.map((field) => missing(procedure, "the summary", entry, field)),
    ...(incomingLetter ? letterSources(procedure, entry, incomingLetter) : []),
    ...(appointment ? appointmentSources(procedure, entry, appointment) : []),
    ...Object.values(validity ?? {}).map((field) => missingAnywhere(procedure, "the validity", field)),
    ...procedure.steps.flatMap((step) => availableSources(procedure, step)),
  ].filter((message) => message !== null);
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
  { headcount, sources }: NonNullable<Procedure["appointment"]>,
): (string | null)[] {
  const ofSources = sources.flatMap(({ step, outcome, ...fields }) => [
    ...Object.values(fields).map((field: string) => missing(procedure, "the appointment", step, field)),
    missingOutcome(procedure, step, outcome),
  ]);
  return [missing(procedure, "the appointment", entry, headcount), ...ofSources];
}

function availableSources(procedure: Procedure, { availableFrom }: Step): (string | null)[] {
  if (typeof availableFrom !== "object") return [];
  const { step, date, start } = availableFrom;
  return [date, start].map((field) => missing(procedure, "the day from which a row is answered", step, field));
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
