/** A group that turns out to be larger or smaller than it said: what it takes of the room follows. */
import { isoInstant } from "../calendar/instants.ts";
import { appointmentOf, type Appointment, type Session } from "../case/appointment.ts";
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { bookOf, roomsOf } from "./rooms.ts";
import { conflicts, fits, sessionsFor, type Booking, type DayBook } from "./day-book.ts";

type RoomDependencies = Pick<Dependencies, "agencies" | "clock" | "dayBooks">;

/** The appointment, where the group comes in sessions that do not hold all of it; null otherwise. */
export function sessionsShortOf(dossier: Dossier): Appointment | null {
  const appointment = appointmentOf(dossier);
  const sum = appointment?.sessions.reduce((total, { headcount }) => total + headcount, 0);
  return appointment && sum !== appointment.headcount ? appointment : null;
}

/**
 * Takes for the case as it will stand what it has not taken yet, and frees nothing: the larger number may not be stored.
 *
 * @throws Refusal `taken`, which says what to do first; then nothing was taken
 */
export async function takeForMore(dependencies: RoomDependencies, planned: Dossier): Promise<void> {
  await resize(dependencies, planned, (booking, session, { book, capacity, now }) => {
    const wanted = wantedBy(booking, session, capacity);
    if (booking.state === "asked" || wanted <= booking.headcount) return booking.headcount;
    if (wanted > capacity) throw tooMany(wanted, capacity);
    if (!fits(book, session, wanted, capacity, booking.caseId, now))
      throw noRoom(wanted, conflicts(book, session, booking.caseId, now));
    return wanted;
  });
}

/** Books as many as the data of the case say, as far as the room holds them; again is harmless. */
export async function settleGroupSize(dependencies: RoomDependencies, dossier: Dossier): Promise<void> {
  await resize(dependencies, dossier, (booking, session, { book, capacity, now }) => {
    const wanted = wantedBy(booking, session, capacity);
    const holds = booking.state === "asked" || wanted <= booking.headcount;
    return holds || fits(book, session, wanted, capacity, booking.caseId, now) ? wanted : booking.headcount;
  });
}

/** Of a group above capacity one session is kept until it is divided. */
function wantedBy({ state }: Booking, { headcount }: Session, capacity: number): number {
  return state === "firm" ? headcount : Math.min(headcount, capacity);
}

type Size = (
  booking: Booking,
  session: Session,
  room: { book: DayBook; capacity: number; now: string },
) => Booking["headcount"];

/** Gives each booking of the appointment a size; days on which nothing differs are left alone. */
async function resize({ agencies, clock, dayBooks }: RoomDependencies, dossier: Dossier, sizeOf: Size): Promise<void> {
  const now = isoInstant(clock.now());
  const { sessions = [] } = appointmentOf(dossier) ?? {};
  const everywhere = roomsOf(await agencies.settings()).flatMap((room) => sessions.map(({ date }) => ({ date, room })));
  for (const { date, room } of everywhere) {
    const resized = (book: DayBook): DayBook => {
      const bookings = book.bookings.map((booking) => {
        const session = sessions.find((each) => each.date === date && isAt(booking, each, dossier));
        return session
          ? { ...booking, headcount: sizeOf(booking, session, { book, capacity: room.capacity, now }) }
          : booking;
      });
      return { ...book, bookings };
    };
    const [known] = await dayBooks.read(bookOf(room), [date]);
    if (!known || JSON.stringify(resized(known)) === JSON.stringify(known)) continue;
    await dayBooks.change(bookOf(room), date, resized);
  }
}

function isAt({ caseId, end, start }: Booking, session: Session, dossier: Dossier): boolean {
  return caseId === dossier.case.id && start === session.start && end === session.end;
}

function tooMany(headcount: number, capacity: number): Refusal {
  const sessions = sessionsFor(headcount, capacity);
  return new Refusal("taken", {
    id: `Melebihi kapasitas: ${headcount} orang, ruang memuat ${capacity}. Pilih "Tarik keputusan" lebih dahulu, lalu minta waktu lain dengan rombongan dibagi ${sessions} sesi.`,
    en: `Above capacity: ${headcount} persons, the room holds ${capacity}. Choose "Take back the decision" first, then ask for another time with the group split into ${sessions} sessions.`,
  });
}

function noRoom(headcount: number, others: Booking[]): Refusal {
  const numbers = [...new Set(others.map(({ caseId }) => caseId))].join(", ");
  return new Refusal("taken", {
    id: `Pada jam itu tidak ada tempat untuk ${headcount} orang, karena ruang sudah terisi oleh ${numbers}. Pilih "Pindahkan jadwal" lebih dahulu, lalu perbaiki jumlahnya.`,
    en: `There is no room for ${headcount} persons at that time, for it is taken by ${numbers}. Choose "Move the appointment" first, then correct the number.`,
  });
}
