/**
 * The day book of a room: who asked for, holds or has which time. One day is one item and changes under one
 * condition, so no two bookings can exceed the capacity at any concurrency. Pure.
 */
import type { SlotValue } from "../../../statemachines/form/check-form.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { Refusal } from "../refusal.ts";

/**
 * - `asked`: requested, takes no place
 * - `held`: kept for a requester until `until` (null: until the case is decided)
 * - `firm`: confirmed
 */
export interface Booking {
  caseId: string;
  label: string;
  state: "asked" | "held" | "firm";
  start: string;
  end: string;
  headcount: number;
  until: string | null;
  /** Told to others, and then put off. */
  postponed?: true;
}

export interface DayBook {
  date: string;
  bookings: Booking[];
}

/** Bookings of other cases that take place in an overlapping time at the instant `now`. */
export function conflicts(book: DayBook, slot: SlotValue, caseId: string, now: string): Booking[] {
  return book.bookings.filter(
    (booking) => booking.caseId !== caseId && takesPlace(booking, now) && overlaps(booking, slot),
  );
}

/** Requests of other cases for an overlapping time that are not decided. */
export function competing(book: DayBook, slot: SlotValue, caseId: string): Booking[] {
  return book.bookings.filter(
    (booking) => booking.caseId !== caseId && booking.state === "asked" && overlaps(booking, slot),
  );
}

/** Whether a group fits beside the others; a group above capacity needs an empty room in several sessions. */
export function fits(
  book: DayBook,
  slot: SlotValue,
  headcount: number,
  capacity: number,
  caseId: string,
  now: string,
): boolean {
  const others = conflicts(book, slot, caseId, now);
  return headcount <= capacity && peak(others, slot) + headcount <= capacity;
}

/** How many sessions a group needs. */
export function sessionsFor(headcount: number, capacity: number): number {
  return Math.max(1, Math.ceil(headcount / capacity));
}

const strength: Record<Booking["state"], number> = { asked: 0, held: 1, firm: 2 };

/** Whether a booking gives way to one of another state for the same time of the same case. */
export function isWeaker(one: Booking["state"], other: Booking["state"]): boolean {
  return strength[one] < strength[other];
}

/** The book with a booking of the case, in place of an equal or weaker one for the same time; a stronger one stays. */
export function withBooking(book: DayBook, booking: Booking, capacity: number, now: string): DayBook {
  const slot = { date: book.date, start: booking.start, end: booking.end };
  const same = (other: Booking): boolean =>
    other.caseId === booking.caseId && other.start === booking.start && other.end === booking.end;
  if (book.bookings.some((other) => same(other) && strength[other.state] > strength[booking.state])) return book;
  const others = book.bookings.filter((other) => !same(other));
  if (booking.state !== "asked" && !fits(book, slot, booking.headcount, capacity, booking.caseId, now)) {
    throw taken(conflicts(book, slot, booking.caseId, now), booking.headcount, capacity);
  }
  return { ...book, bookings: [...others, booking].filter((other) => other.until === null || other.until > now) };
}

/** The book without bookings of the case, except those that `keep` picks. */
export function without(book: DayBook, caseId: string, keep: (booking: Booking) => boolean = () => false): DayBook {
  return { ...book, bookings: book.bookings.filter((booking) => booking.caseId !== caseId || keep(booking)) };
}

function taken(others: Booking[], headcount: number, capacity: number): Refusal {
  if (headcount > capacity) {
    const sessions = sessionsFor(headcount, capacity);
    return new Refusal("taken", {
      id: `Melebihi kapasitas: ${headcount} orang, ruang memuat ${capacity}. Minta waktu lain dengan rombongan dibagi ${sessions} sesi.`,
      en: `Above capacity: ${headcount} persons, the room holds ${capacity}. Ask for another time with the group split into ${sessions} sessions.`,
    });
  }
  const numbers = [...new Set(others.map((other) => other.caseId))].join(", ");
  const text: Text = {
    id: `Jadwal sudah terisi oleh ${numbers}. Pilih "Minta waktu lain" agar pemohon mendapat usulan waktu.`,
    en: `The time is already taken by ${numbers}. Ask for another time so that the requester is offered one.`,
  };
  return new Refusal("taken", text);
}

function takesPlace(booking: Booking, now: string): boolean {
  return booking.state === "firm" || (booking.state === "held" && (booking.until === null || booking.until > now));
}

function overlaps(booking: Booking, slot: SlotValue): boolean {
  return booking.start < slot.end && slot.start < booking.end;
}

/** Most persons present at one moment of the slot. */
function peak(bookings: Booking[], slot: SlotValue): number {
  const moments = [
    slot.start,
    ...bookings.map((booking) => booking.start).filter((start) => start > slot.start && start < slot.end),
  ];
  return Math.max(
    0,
    ...moments.map((moment) =>
      bookings
        .filter((booking) => booking.start <= moment && moment < booking.end)
        .reduce((sum, booking) => sum + booking.headcount, 0),
    ),
  );
}
