/** Rooms of the agency, and in which of them a visit is. Pure. */
import type { FieldName, Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, Room } from "../agency.ts";
import { appointmentOf } from "../case/appointment.ts";
import { latestAnswer, latestValue, procedureOfCase } from "../case/case-file.ts";
import type { Dossier, Values } from "../case/records.ts";

type Rooms = Pick<AgencySettings, "room" | "otherRooms">;

/** All of them, the usual one first. */
export function roomsOf({ room, otherRooms = [] }: Rooms): Room[] {
  return [room, ...otherRooms];
}

/** Name of a room's day books. */
export function bookOf({ book, name }: Room): string {
  return book ?? name;
}

/** Persons whom the largest room holds: a larger group is divided wherever it comes. */
export function mostPersons(settings: Rooms): number {
  return Math.max(...roomsOf(settings).map(({ capacity }) => capacity));
}

/** The field in which staff say where a group is received; undefined where no row asks. */
export function roomField({ steps }: Procedure): FieldName | undefined {
  return steps.flatMap(({ fields = [] }) => fields).find(({ isRoom }) => isRoom)?.name;
}

/** The room that staff have chosen; null where none of the agency's rooms is named. @param answer one that is not stored yet */
export function chosenRoom(settings: Rooms, dossier: Dossier, answer: Values = {}): Room | null {
  const named = placeNamed(dossier, answer);
  if (named === "") return null;
  const rooms = roomsOf(settings);
  const isNamed = (name: string): boolean => name.toLowerCase() === named.toLowerCase();
  return rooms.find(({ name }) => isNamed(name)) ?? rooms.find((room) => isNamed(bookOf(room))) ?? null;
}

/**
 * The room of a visit: the chosen one; the usual one where it was looked for and none was named, as there was only that
 * one then; before that the first that holds the group, else the largest.
 */
export function roomOf(settings: Rooms, dossier: Dossier, answer: Values = {}): Room {
  const chosen = chosenRoom(settings, dossier, answer);
  if (chosen || wasLookedFor(dossier)) return chosen ?? settings.room;
  return firstThatHolds(settings, appointmentOf(dossier)?.headcount ?? 0);
}

/** What people are told of the place: as staff wrote it, else the name of the room. */
export function placeOf(settings: Rooms, dossier: Dossier): string {
  return placeNamed(dossier, {}) || roomOf(settings, dossier).name;
}

/** Whether the row that asks for the room is answered so that it is asked there. */
function wasLookedFor(dossier: Dossier): boolean {
  return procedureOfCase(dossier.case).steps.some(({ fields = [], id }) => {
    const field = fields.find(({ isRoom }) => isRoom);
    const answer = field && latestAnswer(dossier, id);
    return Boolean(answer && (field.outcomes?.includes(answer.outcome) ?? true));
  });
}

function firstThatHolds(settings: Rooms, headcount: number): Room {
  const rooms = roomsOf(settings);
  const largest = rooms.find(({ capacity }) => capacity === mostPersons(settings));
  return rooms.find(({ capacity }) => headcount <= capacity) ?? largest ?? settings.room;
}

function placeNamed(dossier: Dossier, answer: Values): string {
  const field = roomField(procedureOfCase(dossier.case));
  const value = field === undefined ? undefined : (answer[field] ?? latestValue(dossier, field));
  return typeof value === "string" ? value.trim() : "";
}
