/** The days of appointments elsewhere: what is planned, what is made known to everybody, and what was put off. */
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import { datesTouched } from "../case/appointment.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import { journeyOf } from "./journey.ts";
import type { Dependencies } from "../ports.ts";
import { without, type Booking, type DayBook } from "./day-book.ts";

type StopDependencies = Pick<Dependencies, "dayBooks">;

/** One entry of a day. `published` ones are for everybody to see; `postponed` says that it does not take place. */
export interface Stop {
  caseId: string;
  date: string;
  place: string;
  start: string;
  end: string;
  published: boolean;
  postponed: boolean;
}

const stopBook = ({ id }: Pick<Procedure, "id">): string => `stops:${id}`;

/** Enters the plan as it stands, not yet for everybody; an earlier plan that nobody was told of is taken out. */
export async function enterStop({ dayBooks }: StopDependencies, dossier: Dossier): Promise<void> {
  await inEachDay({ dayBooks }, dossier, (book) => without(book, dossier.case.id, isPublished));
  await addStop({ dayBooks }, dossier, "asked");
}

/** Makes the plan known; an earlier day that was known stays there as put off. */
export async function publishStop({ dayBooks }: StopDependencies, dossier: Dossier): Promise<void> {
  const date = journeyOf(dossier)?.slot.date;
  await inEachDay({ dayBooks }, dossier, (book) =>
    postponed(
      without(book, dossier.case.id, (each) => isPublished(each) && book.date !== date),
      dossier,
    ),
  );
  await addStop({ dayBooks }, dossier, "firm");
}

/** Whatever is known of the case does not take place as it was told. */
export async function putOffStop({ dayBooks }: StopDependencies, dossier: Dossier): Promise<void> {
  await inEachDay({ dayBooks }, dossier, (book) => postponed(book, dossier));
}

/** Takes the case out of every day. */
export async function removeStop({ dayBooks }: StopDependencies, dossier: Dossier): Promise<void> {
  await inEachDay({ dayBooks }, dossier, (book) => without(book, dossier.case.id));
}

/** What is entered for days from `from` on, in the order of time; at most 100 days. */
export async function readStops(
  { dayBooks }: StopDependencies,
  procedure: Procedure,
  from: string,
  days: number,
): Promise<Stop[]> {
  const dates = Array.from({ length: days }, (_, index) => addDays(from, index));
  const books = await dayBooks.read(stopBook(procedure), dates);
  return books
    .flatMap(({ date, bookings }) => bookings.map((booking) => stopOf(date, booking)))
    .toSorted((a, b) => `${a.date} ${a.start} ${a.place}`.localeCompare(`${b.date} ${b.start} ${b.place}`));
}

function stopOf(date: string, booking: Booking): Stop {
  const { caseId, label, start, end } = booking;
  return {
    caseId,
    date,
    place: label,
    start,
    end,
    published: isPublished(booking),
    postponed: booking.postponed === true,
  };
}

function isPublished(booking: Booking): boolean {
  return booking.state === "firm";
}

function postponed(book: DayBook, { case: { id } }: Dossier): DayBook {
  const bookings = book.bookings.map((each) =>
    each.caseId === id && isPublished(each) ? { ...each, postponed: true as const } : each,
  );
  return { ...book, bookings };
}

async function addStop({ dayBooks }: StopDependencies, dossier: Dossier, state: Booking["state"]): Promise<void> {
  const plan = journeyOf(dossier);
  if (!plan) return;
  const { date, start, end } = plan.slot;
  const entry: Booking = { caseId: dossier.case.id, label: plan.place, state, start, end, headcount: 0, until: null };
  await dayBooks.change(stopBook(procedureOfCase(dossier.case)), date, (book) => {
    const others = without(book, dossier.case.id, (each) => each.state !== state);
    return { ...others, bookings: [...others.bookings, entry] };
  });
}

/** Days on which the case has no entry are left alone. */
async function inEachDay(
  { dayBooks }: StopDependencies,
  dossier: Dossier,
  apply: (book: DayBook) => DayBook,
): Promise<void> {
  const name = stopBook(procedureOfCase(dossier.case));
  for (const { bookings, date } of await dayBooks.read(name, datesTouched(dossier))) {
    if (bookings.some((each) => each.caseId === dossier.case.id)) await dayBooks.change(name, date, apply);
  }
}
