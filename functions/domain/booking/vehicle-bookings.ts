/**
 * Vehicles and people that go on a journey, each taken for the time away. A day of one of them is one item that changes
 * under one condition, so of any number of cases that want it at the same time exactly one gets it.
 */
import type { FieldName } from "../../../statemachines/language/vocabulary.ts";
import { datesTouched } from "../case/appointment.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { journeyOf, type JourneyPlan } from "./journey.ts";
import type { Dependencies } from "../ports.ts";
import type { Refusal } from "../refusal.ts";
import { without, type Booking, type DayBook } from "./day-book.ts";
import { takenRefusal } from "./taken-words.ts";

type ResourceDependencies = Pick<Dependencies, "agencies" | "dayBooks">;

/** One resource taken for a time of a day. */
export interface Use {
  resource: string;
  date: string;
  start: string;
  end: string;
}

const vehicleBook = (mark: string): string => `vehicle:${mark}`;
const personBook = (id: string): string => `person:${id}`;

/** What an answer takes: the vehicle first, then the people in one order, so that rivals meet at the same item. */
export function usesOf(dossier: Dossier, step: string, answer: Answer): Use[] {
  const plan = journeyOf(dossier, { step, answer });
  return plan ? usesIn(plan) : [];
}

function usesIn({ crew, departs, returns, slot, vehicle }: JourneyPlan): Use[] {
  const time = { date: slot.date, start: departs, end: returns };
  const named = [...(vehicle === "" ? [] : [vehicleBook(vehicle)]), ...crew.map(personBook)];
  return named.map((resource) => ({ resource, ...time }));
}

/**
 * Takes everything that an answer needs, or nothing: what was taken before a refusal is given back.
 *
 * @returns what was not taken by this case before
 * @throws Refusal `taken`, saying where and when the vehicle or the officer is already, under the field that names it
 */
export async function takeResources(
  dependencies: ResourceDependencies,
  dossier: Dossier,
  step: string,
  answer: Answer,
): Promise<Use[]> {
  const plan = journeyOf(dossier, { step, answer });
  const taken: Use[] = [];
  if (!plan) return taken;
  const staff = await dependencies.agencies.staff();
  try {
    for (const use of usesIn(plan)) {
      const fresh = await take(dependencies, dossier, plan, use, (other) =>
        takenRefusal(dossier, step, use, other, staff, answer),
      );
      if (fresh) taken.push(use);
    }
  } catch (error) {
    await giveBack(dependencies, dossier, taken);
    throw error;
  }
  return taken;
}

/**
 * Takes nothing, and refuses what would be refused now.
 *
 * @throws Refusal `taken`, as `takeResources` does
 */
export async function refuseTaken(
  { agencies, dayBooks }: ResourceDependencies,
  dossier: Dossier,
  step: string,
  answer: Answer,
): Promise<void> {
  for (const use of usesOf(dossier, step, answer)) {
    const [book] = await dayBooks.read(use.resource, [use.date]);
    const other = book && rival(book, use, dossier.case.id);
    if (other) throw takenRefusal(dossier, step, use, other, await agencies.staff(), answer);
  }
}

/** @returns whether the case had not taken it before */
async function take(
  { dayBooks }: ResourceDependencies,
  { case: { id: caseId } }: Dossier,
  plan: JourneyPlan,
  use: Use,
  refused: (other: Booking) => Refusal,
): Promise<boolean> {
  let fresh = false;
  await dayBooks.change(use.resource, use.date, (book) => {
    const other = rival(book, use, caseId);
    if (other) throw refused(other);
    const isTaken = book.bookings.some((each) => sameUse(each, use, caseId));
    // Asked again it may find what it took itself, for the answer of the store was lost.
    fresh ||= !isTaken;
    return isTaken ? book : { ...book, bookings: [...book.bookings, bookingOf(use, caseId, plan.place)] };
  });
  return fresh;
}

function bookingOf({ start, end }: Use, caseId: string, label: string): Booking {
  return { caseId, label, state: "firm", start, end, headcount: 1, until: null };
}

/** Gives back what was taken for an outcome that was not stored, except what the stored answer needs too. */
export async function giveBack(
  { dayBooks }: ResourceDependencies,
  dossier: Dossier,
  taken: Use[],
  kept: Use[] = [],
): Promise<void> {
  const { id } = dossier.case;
  const stays = (use: Use): boolean =>
    kept.some((each) => each.resource === use.resource && each.date === use.date && sameTime(each, use));
  for (const use of taken.filter((each) => !stays(each))) {
    await dayBooks.change(use.resource, use.date, (book) => without(book, id, (each) => !sameTime(each, use)));
  }
}

/** Frees everything a case has taken; with `current`, all but what its present plan needs. */
export async function releaseResources(
  { agencies, dayBooks }: ResourceDependencies,
  dossier: Dossier,
  keep: "nothing" | "current",
): Promise<void> {
  const plan = keep === "current" ? journeyOf(dossier) : null;
  const needed = plan ? usesIn(plan) : [];
  const dates = datesTouched(dossier);
  for (const resource of await resourcesOf({ agencies }, dossier)) {
    for (const { date, bookings } of await dayBooks.read(resource, dates)) {
      const stays = (each: Booking): boolean =>
        needed.some((use) => use.resource === resource && use.date === date && sameTime(each, use));
      if (bookings.every((each) => each.caseId !== dossier.case.id || stays(each))) continue;
      await dayBooks.change(resource, date, (book) => without(book, dossier.case.id, stays));
    }
  }
}

/** Everything the case may have taken: what the agency has, and what was named in it at any time. */
async function resourcesOf({ agencies }: Pick<Dependencies, "agencies">, dossier: Dossier): Promise<string[]> {
  const procedure = procedureOfCase(dossier.case);
  const { journey } = procedure;
  if (!journey) return [];
  const named = (field: FieldName): string[] =>
    dossier.tasks.flatMap((task) => [task.answer?.values[field] ?? []].flat().map(String));
  const roles = procedure.steps
    .flatMap((step) => step.fields ?? [])
    .flatMap((field) => (journey.crew.includes(field.name) && field.role ? [field.role] : []));
  const staff = (await agencies.staff()).filter((member) => member.roles.some((role) => roles.includes(role)));
  const { vehicles } = await agencies.settings();
  return [
    ...new Set([
      ...[...vehicles, ...named(journey.vehicle)].map(vehicleBook),
      ...[...staff.map(({ id }) => id), ...journey.crew.flatMap(named)].map(personBook),
    ]),
  ];
}

/** A booking of another case that overlaps; the same minute of coming back and leaving again is free. */
function rival(book: DayBook, use: Use, caseId: string): Booking | undefined {
  return book.bookings.find((each) => each.caseId !== caseId && each.start < use.end && use.start < each.end);
}

function sameUse(booking: Booking, use: Use, caseId: string): boolean {
  return booking.caseId === caseId && sameTime(booking, use);
}

function sameTime(one: { start: string; end: string }, other: { start: string; end: string }): boolean {
  return one.start === other.start && one.end === other.end;
}
