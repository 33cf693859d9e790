/** The automatic part of checking a schedule (SOP 4 row 4): does the time fit, and which other times would. */
import { addDays, serviceHoursOn, type FormContext, type SlotValue } from "../../statemachines/form.ts";
import { appointmentOf, procedureOfCase, type Dossier } from "./dossier.ts";
import { formContext } from "./form-context.ts";
import { isoInstant } from "./moment.ts";
import type { Dependencies } from "./ports.ts";
import { competing, conflicts, fits, sessionsFor, type Booking, type DayBook } from "./slots.ts";

type ScheduleDependencies = Pick<Dependencies, "agencies" | "clock" | "dayBooks">;

export interface ScheduleCheck {
  slot: SlotValue;
  fits: boolean;
  capacity: number;
  headcount: number;
  sessions: number;
  conflicts: Booking[];
  competing: Booking[];
}

/** Null for procedures without appointment. */
export async function checkSchedule(
  { agencies, clock, dayBooks }: ScheduleDependencies,
  dossier: Dossier,
): Promise<ScheduleCheck | null> {
  const appointment = appointmentOf(dossier);
  if (!appointment) return null;
  const { room } = await agencies.settings();
  const { slot, headcount } = appointment;
  const [book = { date: slot.date, bookings: [] }] = await dayBooks.read(room.name, [slot.date]);
  const now = isoInstant(clock.now());
  const caseId = dossier.case.id;
  return {
    slot,
    headcount,
    capacity: room.capacity,
    sessions: sessionsFor(headcount, room.capacity),
    fits: fits(book, slot, headcount, room.capacity, caseId, now),
    conflicts: conflicts(book, slot, caseId, now),
    competing: competing(book, slot, caseId),
  };
}

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
  const { capacity, name } = settings.room;
  const now = isoInstant(clock.now());
  const found: SlotValue[] = [];
  const candidates = candidateSlots(dossier, appointment.slot, context);
  for (let from = 0; from < candidates.length && found.length < count; from += 10) {
    const some = candidates.slice(from, from + 10);
    const books = await dayBooks.read(
      name,
      some.map((slot) => slot.date),
    );
    for (const slot of some) {
      const book: DayBook = books.find((each) => each.date === slot.date) ?? { date: slot.date, bookings: [] };
      const headcount = Math.min(appointment.headcount, capacity);
      if (found.length < count && fits(book, slot, headcount, capacity, dossier.case.id, now)) found.push(slot);
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
