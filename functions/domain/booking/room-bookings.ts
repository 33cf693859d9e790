/** What must be claimed in the day books before an outcome is stored, and how it is given back. */
import type { SlotValue } from "../../../statemachines/form/check-form.ts";
import type { GuardId, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import { appointmentOf, datesTouched, proposedSlots, slotAnswered, type Session } from "../case/appointment.ts";
import { procedureOfCase, requestText } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { isWeaker, withBooking, without, type Booking } from "./day-book.ts";
import { bookOf, chosenRoom, roomField, roomOf, roomsOf } from "./rooms.ts";
import { workingDaysLater } from "../calendar/working-time.ts";
import { stepOf } from "../../../statemachines/language/table.ts";

type ClaimDependencies = Pick<Dependencies, "agencies" | "clock" | "dayBooks">;

/** Guards over the times of the room; those over resources are in `vehicle-bookings.ts`. */
export type SlotGuard = Exclude<GuardId, "assign-resources">;

/** Bookings made by a claim. */
export interface Claim {
  /** With the number of people who come; where it is not given, as many of the group as the room holds. */
  slots: (SlotValue & { headcount?: number })[];
  state: Booking["state"];
  /** Day books of the room in which they were made. */
  book?: string;
}

/** The times that an answer claims, and how firmly. */
export function wantedBy(guard: SlotGuard, dossier: Dossier, step: string, { outcome, values }: Answer): Claim {
  const procedure = procedureOfCase(dossier.case);
  const only = (slot: SlotValue | null | undefined): SlotValue[] => (slot ? [slot] : []);
  switch (guard) {
    case "divide-into-sessions":
      return { slots: [], state: "asked" };
    case "reserve-visit-slot":
      return { slots: appointmentOf(dossier)?.sessions ?? [], state: "firm" };
    case "hold-proposed-slots":
      return { slots: slotsIn(stepOf(procedure, step), values), state: "held" };
    case "choose-held-slot":
    case "hold-requested-slot":
      return { slots: only(slotAnswered(procedure, step, outcome, values)), state: "held" };
  }
}

/**
 * Claims what a guard names. All slots of one claim, or none: what was claimed before a refusal is given back.
 *
 * @throws Refusal `taken` naming the case that has the time, or `invalid` for a time that was not offered
 */
export async function claim(
  dependencies: ClaimDependencies,
  guard: SlotGuard,
  dossier: Dossier,
  step: string,
  answer: Answer,
): Promise<Claim> {
  const procedure = procedureOfCase(dossier.case);
  const wanted = wantedBy(guard, dossier, step, answer);
  if (guard === "divide-into-sessions") await checkSessions(dependencies, dossier, step, answer);
  const offered = (slot: SlotValue): boolean => proposedSlots(dossier).some((each) => sameSlot(each, slot));
  if (guard === "choose-held-slot" && !wanted.slots.some(offered)) throw notOffered(stepOf(procedure, step));
  const until = guard === "hold-proposed-slots" ? await holdUntil(dependencies, procedure) : null;
  return enter(dependencies, dossier, wanted, until);
}

/** Takes the room of an approved visit as it will stand, beside the one that it has. @throws Refusal `taken` */
export async function takeRoom(dependencies: ClaimDependencies, planned: Dossier): Promise<void> {
  await enter(dependencies, planned, { slots: appointmentOf(planned)?.sessions ?? [], state: "firm" }, null);
}

/** Gives back a claim whose outcome was not stored, except what the stored answer claims too. */
export async function undoClaim(
  { agencies, dayBooks }: ClaimDependencies,
  dossier: Dossier,
  made: Claim,
  kept: Claim | null = null,
): Promise<void> {
  const { book: of = bookOf(roomOf(await agencies.settings(), dossier)) } = made;
  const still = kept?.state === made.state ? kept.slots : [];
  for (const slot of made.slots.filter((each) => !still.some((other) => sameSlot(each, other)))) {
    await dayBooks.change(of, slot.date, (book) =>
      without(book, dossier.case.id, (booking) => booking.state !== made.state || booking.start !== slot.start),
    );
  }
}

/** Which bookings of a case stay. */
export type Keep = (booking: Booking, date: string) => boolean;

/** Keeps the bookings of the time asked for now. */
export function theAppointment(dossier: Dossier): Keep {
  const sessions = appointmentOf(dossier)?.sessions ?? [];
  return (booking, date) => sessions.some((session) => sameSlot({ ...booking, date }, session));
}

/** All of the group come, and no session holds more than the room. */
async function checkSessions(
  { agencies }: ClaimDependencies,
  dossier: Dossier,
  step: string,
  { values }: Answer,
): Promise<void> {
  const procedure = procedureOfCase(dossier.case);
  const { appointment } = procedure;
  const settings = await agencies.settings();
  const room = roomOf(settings, dossier, values);
  const place = roomField(procedure);
  if (settings.otherRooms?.length && place !== undefined && chosenRoom(settings, dossier, values) === null)
    throw new Refusal("invalid", chooseRoom, { [place]: chooseRoom });
  const field = appointment?.sources.find((source) => source.step === step && source.rows)?.rows;
  const sessions = field === undefined ? undefined : (values[field] as Session[] | undefined);
  if (field === undefined || !sessions || sessions.length === 0) return;
  const headcount = appointmentOf(dossier)?.headcount ?? 0;
  const sum = sessions.reduce((total, session) => total + session.headcount, 0);
  const crowded = sessions.find((session) => session.headcount > room.capacity);
  if (sum === headcount && !crowded) return;
  const text = crowded
    ? {
        id: `Satu sesi memuat paling banyak ${room.capacity} orang.`,
        en: `A session holds at most ${room.capacity} persons.`,
      }
    : {
        id: `Jumlah semua sesi ${sum} orang, sedangkan rombongan ${headcount} orang.`,
        en: `The sessions hold ${sum} persons, but the group has ${headcount}.`,
      };
  throw new Refusal("invalid", text, { [field]: text });
}

/** Releases the bookings of a case on every day it touched, except those to keep. */
export async function releaseSlots(
  { agencies, dayBooks }: Pick<Dependencies, "agencies" | "dayBooks">,
  dossier: Dossier,
  keep: Keep,
): Promise<void> {
  for (const room of roomsOf(await agencies.settings())) await releaseIn(dayBooks, bookOf(room), dossier, keep);
}

async function releaseIn(dayBooks: Dependencies["dayBooks"], of: string, dossier: Dossier, keep: Keep): Promise<void> {
  for (const book of await dayBooks.read(of, datesTouched(dossier))) {
    const kept = (booking: Booking): boolean => keep(booking, book.date);
    if (book.bookings.every((booking) => booking.caseId !== dossier.case.id || kept(booking))) continue;
    await dayBooks.change(of, book.date, (current) => without(current, dossier.case.id, kept));
  }
}

/** Frees other rooms than that of the visit, once it is entered there: after another was chosen for it. Again is harmless. */
export async function releaseOtherRooms(
  { agencies, dayBooks }: Pick<Dependencies, "agencies" | "dayBooks">,
  dossier: Dossier,
): Promise<void> {
  const settings = await agencies.settings();
  const own = bookOf(roomOf(settings, dossier));
  const here = (await dayBooks.read(own, datesTouched(dossier))).flatMap(({ bookings, date }) =>
    bookings.filter(({ caseId }) => caseId === dossier.case.id).map((booking) => ({ ...booking, date })),
  );
  const keep: Keep = (booking, date) => !here.some((each) => sameSlot(each, { ...booking, date }));
  const others = roomsOf(settings)
    .map(bookOf)
    .filter((book) => book !== own);
  for (const other of here.length > 0 ? others : []) await releaseIn(dayBooks, other, dossier, keep);
}

/** Keeps what is held for a case until an instant at least. */
export async function extendHolds(
  { agencies, dayBooks }: Pick<Dependencies, "agencies" | "dayBooks">,
  dossier: Dossier,
  until: string,
): Promise<void> {
  const endsSooner = (booking: Booking): boolean =>
    booking.caseId === dossier.case.id && booking.until !== null && booking.until < until;
  for (const of of roomsOf(await agencies.settings()).map(bookOf))
    for (const book of await dayBooks.read(of, datesTouched(dossier))) {
      if (!book.bookings.some(endsSooner)) continue;
      await dayBooks.change(of, book.date, (current) => ({
        ...current,
        bookings: current.bookings.map((booking) => (endsSooner(booking) ? { ...booking, until } : booking)),
      }));
    }
}

/** Enters the requested time in the day book, so that others see who competes for it. */
export async function announceSlot(dependencies: ClaimDependencies, dossier: Dossier): Promise<void> {
  const appointment = appointmentOf(dossier);
  if (appointment) await enter(dependencies, dossier, { slots: [appointment.slot], state: "asked" }, null);
}

function sameSlot(a: SlotValue, b: SlotValue): boolean {
  return a.date === b.date && a.start === b.start && a.end === b.end;
}

function slotsIn(step: Step, values: Answer["values"]): SlotValue[] {
  const field = step.fields?.find((each) => each.kind === "slots");
  return field ? ((values[field.name] ?? []) as SlotValue[]) : [];
}

const chooseRoom = { id: "Pilih ruang untuk rombongan ini.", en: "Choose a room for this group." };

function notOffered(step: Step): Refusal {
  const text = { id: "Pilih salah satu waktu yang kami usulkan.", en: "Choose one of the proposed times." };
  const field = step.fields?.find((each) => each.kind === "slot");
  return new Refusal("invalid", text, field ? { [field.name]: text } : {});
}

/**
 * Books nothing, and refuses what would be refused now.
 *
 * @throws Refusal `taken`, as `claim` does
 */
export async function refuseFull(
  { agencies, clock, dayBooks }: ClaimDependencies,
  guard: SlotGuard,
  dossier: Dossier,
  step: string,
  answer: Answer,
): Promise<void> {
  const room = roomOf(await agencies.settings(), dossier, answer.values);
  const group = appointmentOf(dossier)?.headcount ?? 0;
  const wanted = wantedBy(guard, dossier, step, answer);
  for (const slot of wanted.slots) {
    const [book = { date: slot.date, bookings: [] }] = await dayBooks.read(bookOf(room), [slot.date]);
    const headcount = slot.headcount ?? group;
    const booking = { caseId: dossier.case.id, label: "", state: wanted.state, ...times(slot), headcount, until: null };
    withBooking(book, booking, room.capacity, isoInstant(clock.now()));
  }
}

async function enter(
  { agencies, clock, dayBooks }: ClaimDependencies,
  dossier: Dossier,
  wanted: Claim,
  until: string | null,
): Promise<Claim> {
  const settings = await agencies.settings();
  const room = roomOf(settings, dossier);
  const of = bookOf(room);
  const group = appointmentOf(dossier)?.headcount ?? 0;
  // Of a group above capacity one session is kept until it is divided; a firm booking needs that first.
  const usual = wanted.state === "firm" ? group : Math.min(group, room.capacity);
  const label = requestText(dossier.case, procedureOfCase(dossier.case).contact.subject);
  const now = isoInstant(clock.now());
  const done: SlotValue[] = [];
  try {
    for (const slot of wanted.slots) {
      const booking: Booking = {
        caseId: dossier.case.id,
        label,
        state: wanted.state,
        ...times(slot),
        headcount: slot.headcount ?? usual,
        until,
      };
      await dayBooks.change(of, slot.date, (day) => withBooking(day, booking, room.capacity, now));
      done.push(slot);
    }
  } catch (error) {
    await undoClaim({ agencies, clock, dayBooks }, dossier, { slots: done, state: wanted.state, book: of });
    throw error;
  }
  const weaker: Keep = (booking, date) =>
    !done.some((slot) => sameSlot(slot, { ...booking, date })) || !isWeaker(booking.state, wanted.state);
  for (const other of roomsOf(settings).map(bookOf))
    if (other !== of) await releaseIn(dayBooks, other, dossier, weaker);
  return { ...wanted, book: of };
}

function times({ start, end }: SlotValue): { start: string; end: string } {
  return { start, end };
}

/** Held until a day after the requester's answer is due, so that an answer in the last minute still finds its time. */
async function holdUntil({ agencies, clock }: ClaimDependencies, procedure: Procedure): Promise<string> {
  const { calendar } = await agencies.settings();
  const waiting = procedure.steps.find((step) => step.fields?.some((field) => field.kind === "slot"));
  return workingDaysLater(calendar, isoInstant(clock.now()), (waiting?.deadlineWorkingDays ?? 0) + 1);
}
