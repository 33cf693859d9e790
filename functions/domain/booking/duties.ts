/**
 * Whom and what an appointment keeps from any other: vehicle and crew of a journey while they are away, and whoever receives
 * people here while they are there. Pure.
 */
import { fieldsOf } from "../../../statemachines/language/table.ts";
import type { Field, FieldName, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import { appointmentOf, type Session } from "../case/appointment.ts";
import { latestValue, procedureOfCase } from "../case/case-file.ts";
import { subjectOf } from "../case/contact.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { journeyOf, type JourneyPlan } from "./journey.ts";

/** One resource taken for a time of a day. */
export interface Use {
  /** Name of its day book: `vehicle:B 9001 PUS`, `person:joko`. */
  resource: string;
  date: string;
  /** HH:mm. */
  start: string;
  end: string;
}

export interface Duties {
  /** Where a journey goes, or who is received here. */
  label: string;
  /** Vehicles before people, and those in one order, so that rivals meet at the same item. */
  uses: Use[];
}

/** An answer about to be stored. */
export interface Answering {
  step: string;
  answer: Pick<Answer, "outcome" | "values">;
}

export const vehicleBook = (mark: string): string => `vehicle:${mark}`;
export const personBook = (id: string): string => `person:${id}`;

/** What a case takes as it is planned now, or as an answer would plan it; null where it has no appointment (yet). */
export function dutiesOf(dossier: Dossier, answering?: Answering): Duties | null {
  const { journey } = procedureOfCase(dossier.case);
  if (!journey) return dutiesHere(dossier, answering);
  const plan = journeyOf(dossier, answering);
  return plan && { label: plan.place, uses: usesAway(plan) };
}

/**
 * Staff fields that book whom they name for the time of the appointment: the crew of a journey; where people are received
 * here, every one.
 */
export function bookingFields(procedure: Procedure): Field[] {
  const { appointment, journey } = procedure;
  const fields = fieldsOf(procedure).filter(({ kind }) => kind === "staff");
  if (journey) return fields.filter(({ name }) => journey.crew.includes(name));
  return appointment ? fields : [];
}

/** Names of those fields, each once, in the order of the table. */
export function bookingFieldNames(procedure: Procedure): FieldName[] {
  return [...new Set(bookingFields(procedure).map(({ name }) => name))];
}

/** Whether a row asks who goes, or who receives. */
export function asksForPeople(procedure: Procedure, { fields = [] }: Pick<Step, "fields">): boolean {
  const names = bookingFieldNames(procedure);
  return fields.some(({ name }) => names.includes(name));
}

function usesAway({ crew, departs, returns, slot, vehicle }: JourneyPlan): Use[] {
  const time = { date: slot.date, start: departs, end: returns };
  const named = [...(vehicle === "" ? [] : [vehicleBook(vehicle)]), ...crew.map(personBook)];
  return named.map((resource) => ({ resource, ...time }));
}

function dutiesHere(dossier: Dossier, answering: Answering | undefined): Duties | null {
  const sessions = appointmentOf(dossier)?.sessions ?? [];
  if (sessions.length === 0) return null;
  const given = answering?.answer.values ?? {};
  const value = (field: FieldName): unknown => given[field] ?? latestValue(dossier, field);
  const people = bookingFieldNames(procedureOfCase(dossier.case)).flatMap((field) => [value(field) ?? []].flat());
  return { label: subjectOf(dossier.case), uses: usesHere(people.map(String), sessions) };
}

/** A person for each session, in their order, as the letters say; whoever is named beyond the sessions has all of them. */
function usesHere(people: string[], sessions: Session[]): Use[] {
  const [first] = people;
  if (first === undefined) return [];
  const pairs = [
    ...sessions.map((session, index) => ({ session, person: people[index] ?? first })),
    ...people.slice(sessions.length).flatMap((person) => sessions.map((session) => ({ session, person }))),
  ];
  const uses = pairs.map(({ person, session: { date, end, start } }): Use => {
    return { resource: personBook(person), date, start, end };
  });
  const byKey = new Map(uses.map((use) => [`${use.resource} ${use.date} ${use.start} ${use.end}`, use]));
  return [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, use]) => use);
}
