/** The automatic part of checking a schedule (SOP 4 row 4): does the time fit, and which other times would. */
import { addDays } from "../../../statemachines/form/dates.ts";
import { serviceHoursOn, type FormContext, type SlotValue } from "../../../statemachines/form/check-form.ts";
import { appointmentOf, type Session } from "../case/appointment.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import type { Room } from "../agency.ts";
import { formContext } from "../form/form-context.ts";
import { isoInstant } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";
import type { Dependencies } from "../ports.ts";
import { bookOf, chosenRoom, roomOf, roomsOf } from "./rooms.ts";
import { competing, conflicts, fits, sessionsFor, type Booking, type DayBook } from "./day-book.ts";

type ScheduleDependencies = Pick<Dependencies, "agencies" | "clock" | "dayBooks">;

export interface ScheduleCheck {
  slot: SlotValue;
  fits: boolean;
  /** Whether others are in the way; a group that is only too large clashes with nobody. */
  clash: boolean;
  /** That of the visit; where none was chosen yet, the first that holds the group and is free. */
  room: Room;
  /** Every room and whether the group fits in there at its time; empty where there is only one. */
  rooms: { room: Room; fits: boolean }[];
  capacity: number;
  headcount: number;
  sessions: number;
  conflicts: Booking[];
  competing: Booking[];
}

/** Null for procedures without appointment in the agency's room. */
export async function checkSchedule(
  { agencies, clock, dayBooks }: ScheduleDependencies,
  dossier: Dossier,
): Promise<ScheduleCheck | null> {
  const appointment = procedureOfCase(dossier.case).journey ? null : appointmentOf(dossier);
  if (!appointment) return null;
  const settings = await agencies.settings();
  const { slot, headcount, sessions } = appointment;
  const now = isoInstant(clock.now());
  const caseId = dossier.case.id;
  const days = [...new Set(sessions.map(({ date }) => date))];
  const looked = await Promise.all(
    roomsOf(settings).map(async (each) => {
      const books = await dayBooks.read(bookOf(each), days);
      const on = (date: string): DayBook => books.find((book) => book.date === date) ?? { date, bookings: [] };
      const free = sessions.every((one) => fits(on(one.date), one, one.headcount, each.capacity, caseId, now));
      return { room: each, on, fits: free };
    }),
  );
  const chosen = chosenRoom(settings, dossier);
  const free = chosen ? undefined : looked.find((each) => each.fits)?.room;
  const room = chosen ?? free ?? roomOf(settings, dossier);
  const dayOf = looked.find((each) => each.room === room)?.on ?? ((date: string) => ({ date, bookings: [] }));
  /** As many at once as there would be if the group came in as many sessions as it needs. */
  const together = Math.ceil(headcount / sessionsFor(headcount, room.capacity));
  const hasRoom = (each: Session, persons: number): boolean =>
    fits(dayOf(each.date), each, persons, room.capacity, caseId, now);
  return {
    slot,
    headcount,
    room,
    rooms: looked.length > 1 ? looked.map(({ fits: isFree, room: each }) => ({ room: each, fits: isFree })) : [],
    capacity: room.capacity,
    sessions: Math.max(sessions.length, sessionsFor(headcount, room.capacity)),
    fits: sessions.every((each) => hasRoom(each, each.headcount)),
    clash: sessions.some((each) => !hasRoom(each, Math.min(each.headcount, together))),
    conflicts: sessions.flatMap((each) => conflicts(dayOf(each.date), each, caseId, now)),
    competing: looked.flatMap(({ on }) => sessions.flatMap((each) => competing(on(each.date), each, caseId))),
  };
}

/**
 * Sessions for a group above capacity: evenly divided, each as long as the visit asked for, one after another from the
 * hour asked for, then earlier on the same day. Fewer than needed where the day has no room; none for smaller groups.
 */
export async function suggestSessions(
  { agencies, clock, dayBooks }: ScheduleDependencies,
  dossier: Dossier,
): Promise<Session[]> {
  const appointment = appointmentOf(dossier);
  const settings = await agencies.settings();
  const room = roomOf(settings, dossier);
  const { capacity } = room;
  const count = sessionsFor(appointment?.headcount ?? 0, capacity);
  if (!appointment || count === 1) return [];
  const { slot, headcount } = appointment;
  const context = formContext(settings, procedureOfCase(dossier.case), clock.now());
  const [book = { date: slot.date, bookings: [] }] = await dayBooks.read(bookOf(room), [slot.date]);
  const now = isoInstant(clock.now());
  const largest = Math.ceil(headcount / count);
  const chosen: SlotValue[] = [];
  const ahead = ({ date, start }: SlotValue): boolean => atLocalTime(settings.calendar, date, start) > now;
  for (const candidate of startsOn(slot, context).filter(ahead)) {
    const free = fits(book, candidate, largest, capacity, dossier.case.id, now);
    const clear = chosen.every((other) => candidate.end <= other.start || other.end <= candidate.start);
    if (chosen.length < count && free && clear) chosen.push(candidate);
  }
  return chosen
    .toSorted((a, b) => a.start.localeCompare(b.start))
    .map((session, index) => ({ ...session, headcount: share(headcount, count, index) }));
}

/** 121 in three: 41, 40, 40. */
function share(headcount: number, count: number, index: number): number {
  return Math.floor(headcount / count) + (index < headcount % count ? 1 : 0);
}

/** Every quarter of an hour at which a visit of this length fits into the opening hours, from the hour asked for on. */
function startsOn(slot: SlotValue, context: FormContext): SlotValue[] {
  const length = minutes(slot.end) - minutes(slot.start);
  const starts = serviceHoursOn(slot.date, context).flatMap(([open, close]) => {
    const places = Math.floor((minutes(close) - minutes(open) - length) / quarter) + 1;
    return Array.from({ length: Math.max(0, places) }, (_, index) => minutes(open) + index * quarter);
  });
  const asked = minutes(slot.start);
  const later = starts.filter((start) => start >= asked);
  const earlier = starts.filter((start) => start < asked).reverse();
  return [...later, ...earlier].map((start) => ({
    date: slot.date,
    start: clockTime(start),
    end: clockTime(start + length),
  }));
}

const quarter = 15;

const searchDays = 60;

/**
 * Free times to propose instead of the one asked for: the requester's alternative dates first, then the next days with
 * service, at the same hour where it is open. Fewer than `count` when the calendar is full.
 */
export async function suggestSlots(
  { agencies, clock, dayBooks }: ScheduleDependencies,
  dossier: Dossier,
  count: number,
): Promise<SlotValue[]> {
  const appointment = appointmentOf(dossier);
  if (!appointment) return [];
  const settings = await agencies.settings();
  const context = formContext(settings, procedureOfCase(dossier.case), clock.now());
  const room = roomOf(settings, dossier);
  const now = isoInstant(clock.now());
  const found: SlotValue[] = [];
  const candidates = candidateSlots(dossier, appointment.slot, context);
  for (let from = 0; from < candidates.length && found.length < count; from += 10) {
    const some = candidates.slice(from, from + 10);
    const books = await dayBooks.read(
      bookOf(room),
      some.map((slot) => slot.date),
    );
    for (const slot of some) {
      const book: DayBook = books.find((each) => each.date === slot.date) ?? { date: slot.date, bookings: [] };
      const headcount = Math.min(appointment.headcount, room.capacity);
      if (found.length < count && fits(book, slot, headcount, room.capacity, dossier.case.id, now)) found.push(slot);
    }
  }
  return found;
}

function candidateSlots(dossier: Dossier, asked: SlotValue, context: FormContext): SlotValue[] {
  const wished = Object.values(dossier.case.request).filter(
    (value): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
  );
  const from = asked.date > context.today ? asked.date : context.today;
  const next = Array.from({ length: searchDays }, (_, day) => addDays(from, day));
  const dates = [...new Set([...wished.sort(), ...next])].filter((date) => date > context.today);
  return dates
    .map((date) => atOpenHour({ ...asked, date }, context))
    .filter((slot) => slot !== null)
    .filter((slot) => !(slot.date === asked.date && slot.start === asked.start));
}

/** The same length on another day: at the same hour, or at the opening where that hour is closed. */
function atOpenHour(slot: SlotValue, context: FormContext): SlotValue | null {
  const hours = serviceHoursOn(slot.date, context);
  if (hours.some(([open, close]) => open <= slot.start && slot.end <= close)) return slot;
  const length = minutes(slot.end) - minutes(slot.start);
  const opening = hours.find(([open, close]) => minutes(close) - minutes(open) >= length);
  return opening ? { date: slot.date, start: opening[0], end: clockTime(minutes(opening[0]) + length) } : null;
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function clockTime(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
}
