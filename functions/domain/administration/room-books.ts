/** Rooms that are renamed, moved or taken away in the settings: what is booked in them is not lost. */
import { addDays } from "../../../statemachines/form/dates.ts";
import type { AgencySettings, Room } from "../agency.ts";
import { bookOf, roomsOf } from "../booking/rooms.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

/** The settings with the day books of before: a room goes on with those of its name, a renamed one with those of its place. */
export function withBooks(before: AgencySettings, after: AgencySettings): AgencySettings {
  const [old, now] = [roomsOf(before), roomsOf(after)];
  const named = (rooms: Room[], name: string): Room | undefined => rooms.find((room) => room.name === name);
  const booked = now.map(({ book: given, capacity, name }, index): Room => {
    const inPlace = old[index];
    const renamed = inPlace && !named(now, inPlace.name) ? inPlace : undefined;
    const known = named(old, name) ?? renamed;
    const book = known ? bookOf(known) : (given ?? name);
    return { name, capacity, ...(book === name ? {} : { book }) };
  });
  const [room = after.room, ...others] = booked;
  const { otherRooms: _, ...rest } = after;
  return { ...rest, room, ...(others.length > 0 ? { otherRooms: others } : {}) };
}

/** Days ahead on which a room that goes may not be booked: requests do not reach further. */
const daysAhead = 400;

/** @param today YYYY-MM-DD. @throws Refusal `invalid` where a visit is to come in a room that would be no more */
export async function refuseBookedRooms(
  { dayBooks }: Pick<Dependencies, "dayBooks">,
  before: AgencySettings,
  after: AgencySettings,
  today: string,
): Promise<void> {
  const stay = roomsOf(after).map(bookOf);
  const days = Array.from({ length: daysAhead }, (_, day) => addDays(today, day));
  for (const gone of roomsOf(before).filter((room) => !stay.includes(bookOf(room)))) {
    const taken = (await dayBooks.read(bookOf(gone), days)).flatMap(({ bookings }) =>
      bookings.filter(({ state }) => state !== "asked").map(({ caseId }) => caseId),
    );
    if (taken.length === 0) continue;
    const cases = [...new Set(taken)].slice(0, 5).join(", ");
    const text = {
      id: `${gone.name} masih dipakai ${cases}. Pindahkan dahulu kunjungan itu ke ruang lain (Perbaiki data pada berkasnya).`,
      en: `${gone.name} is still booked for ${cases}. Move those visits to another room first (Correct data of the case).`,
    };
    throw new Refusal("invalid", text, { otherRooms: text });
  }
}
