/**
 * Vehicles and people that an appointment needs, each taken for the time away or at work. A day of one of them is one item that changes
 * under one condition, so of any number of cases that want it at the same time exactly one gets it.
 */
import type { FieldName, Step } from "../../../statemachines/language/vocabulary.ts";
import { datesTouched } from "../case/appointment.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { without, type Booking, type DayBook } from "./day-book.ts";
import { bookingFields, dutiesOf, personBook, vehicleBook, type Duties, type Use } from "./duties.ts";
import { takenRefusal } from "./taken-words.ts";

export type ResourceDependencies = Pick<Dependencies, "agencies" | "dayBooks">;

/** What an answer takes. */
export function usesOf(dossier: Dossier, step: Step, answer: Answer): Use[] {
  return dutiesOf(dossier, { step: step.id, answer })?.uses ?? [];
}

/**
 * Takes everything that an answer needs, or nothing: what was taken before a refusal is given back.
 *
 * @param step null where a change of the case takes it
 * @returns what was not taken by this case before
 * @throws Refusal `taken`, saying where and when the vehicle or the officer is already, under the field that names it
 */
export async function takeResources(
  dependencies: ResourceDependencies,
  dossier: Dossier,
  step: Step | null,
  answer: Answer,
): Promise<Use[]> {
  const duties = dutiesOf(dossier, { step: step?.id ?? "", answer });
  const taken: Use[] = [];
  if (!duties) return taken;
  const staff = await dependencies.agencies.staff();
  try {
    for (const use of duties.uses) {
      const fresh = await take(dependencies, dossier, duties, use, (other) =>
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
  step: Step | null,
  answer: Answer,
): Promise<void> {
  for (const use of dutiesOf(dossier, { step: step?.id ?? "", answer })?.uses ?? []) {
    const [book] = await dayBooks.read(use.resource, [use.date]);
    const other = book && rival(book, use, dossier.case.id);
    if (other) throw takenRefusal(dossier, step, use, other, await agencies.staff(), answer);
  }
}

/**
 * Takes what the present plan needs as far as it is free, and frees the rest: after others were named, by themselves or by
 * somebody. Again is harmless.
 */
export async function settleResources(dependencies: ResourceDependencies, dossier: Dossier): Promise<void> {
  const duties = dutiesOf(dossier);
  for (const use of duties?.uses ?? []) {
    try {
      if (duties) await take(dependencies, dossier, duties, use, () => notFree);
    } catch (error) {
      if (error !== notFree) throw error;
    }
  }
  await releaseResources(dependencies, dossier, "current");
}

const notFree = new Refusal("taken", { id: "", en: "" });

/** @returns whether the case had not taken it before */
async function take(
  { dayBooks }: ResourceDependencies,
  { case: { id: caseId } }: Dossier,
  { label }: Pick<Duties, "label">,
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
    return isTaken ? book : { ...book, bookings: [...book.bookings, bookingOf(use, caseId, label)] };
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
  if (bookingFields(procedureOfCase(dossier.case)).length === 0) return;
  const needed = keep === "current" ? (dutiesOf(dossier)?.uses ?? []) : [];
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

/** Whether a case may have taken more than it needs now: an appointment said once, and never changed, has not. */
export function mayHoldMore({ changes = [], tasks }: Dossier): boolean {
  const rows = tasks.flatMap(({ answer, step }) => (answer ? [step] : []));
  return changes.length > 0 || new Set(rows).size < rows.length;
}

/** Everything the case may have taken: what the agency has, and what was named in it at any time. */
async function resourcesOf({ agencies }: Pick<Dependencies, "agencies">, dossier: Dossier): Promise<string[]> {
  const procedure = procedureOfCase(dossier.case);
  const { journey } = procedure;
  const booking = bookingFields(procedure);
  const changes = (dossier.changes ?? []).flatMap(({ values, was }) => [values, was]);
  const given = [...dossier.tasks.flatMap(({ answer }) => (answer ? [answer.values] : [])), ...changes];
  const named = (field: FieldName): string[] => given.flatMap((values) => [values[field] ?? []].flat().map(String));
  const roles = booking.flatMap(({ role }) => (role ? [role] : []));
  const staff = (await agencies.staff()).filter((member) => member.roles.some((role) => roles.includes(role)));
  const vehicles = journey ? [...(await agencies.settings()).vehicles, ...named(journey.vehicle)] : [];
  const people = [...staff.map(({ id }) => id), ...booking.flatMap(({ name }) => named(name))];
  return [...new Set([...vehicles.map(vehicleBook), ...people.map(personBook)])];
}

/** A booking of another case that overlaps; the same minute of coming back and leaving again is free. */
export function rival(book: DayBook, use: Use, caseId: string): Booking | undefined {
  return book.bookings.find((each) => each.caseId !== caseId && each.start < use.end && use.start < each.end);
}

function sameUse(booking: Booking, use: Use, caseId: string): boolean {
  return booking.caseId === caseId && sameTime(booking, use);
}

function sameTime(one: { start: string; end: string }, other: { start: string; end: string }): boolean {
  return one.start === other.start && one.end === other.end;
}
