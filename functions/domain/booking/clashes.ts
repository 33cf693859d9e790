/**
 * Appointments that want the same vehicle or the same people at the same time: what is seen while one is planned and judged.
 * What is refused in the end the day books of vehicles and people say.
 */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { bookingFields, dutiesOf, personBook, vehicleBook, type Duties, type Use } from "./duties.ts";
import { isPromised } from "./reserve.ts";
import { bookOf, roomsOf } from "./rooms.ts";
import { readStops } from "./stops.ts";

type ClashDependencies = Pick<Dependencies, "agencies" | "cases" | "dayBooks">;

/** With what an appointment clashes. */
export interface Clash {
  caseId: string;
  /** Where the other goes, or whom it receives. */
  label: string;
  /** Whether the other is a journey; its hours are those away. */
  away: boolean;
  /** When the same is wanted there: from the first such use to the last, HH:mm of one day. */
  from: string;
  until: string;
  /** Registration mark, where it is the same. */
  vehicle: string | null;
  /** Staff ids of those who are wanted at both. */
  people: string[];
  /** Whether vehicle and people are promised to the other; else both are plans. */
  approved: boolean;
}

/** Null where they do not want the same at the same time; coming back and leaving in the same minute is no clash. */
export function clashBetween({ uses }: Duties, other: Dossier): Clash | null {
  const theirs = dutiesOf(other);
  const shared = (theirs?.uses ?? []).filter((use) => uses.some((own) => isAtOnce(own, use)));
  const [first] = shared;
  if (!theirs || !first) return null;
  const wanted = (book: (id: string) => string): string[] => {
    const prefix = book("");
    const names = shared.filter(({ resource }) => resource.startsWith(prefix));
    return [...new Set(names.map(({ resource }) => resource.slice(prefix.length)))];
  };
  return {
    caseId: other.case.id,
    label: theirs.label,
    away: procedureOfCase(other.case).journey !== undefined,
    from: shared.reduce((least, { start }) => (start < least ? start : least), first.start),
    until: shared.reduce((most, { end }) => (end > most ? end : most), first.end),
    vehicle: wanted(vehicleBook)[0] ?? null,
    people: wanted(personBook),
    approved: isPromised(other),
  };
}

function isAtOnce(one: Use, other: Use): boolean {
  return one.resource === other.resource && one.date === other.date && one.start < other.end && other.start < one.end;
}

/**
 * Everything entered for its days that clashes with an appointment, in the order of time.
 *
 * @param here cases in the room at its hours, where they have been read
 */
export async function clashesOf(
  dependencies: ClashDependencies,
  { case: { id } }: Dossier,
  duties: Duties,
  here: string[] | null = null,
): Promise<Clash[]> {
  const others = (await casesOnDays(dependencies, duties, here)).filter((other) => other !== id);
  const dossiers = others.length > 0 ? await dependencies.cases.dossiers(others) : [];
  return dossiers.flatMap((other) => (other && clashBetween(duties, other)) ?? []);
}

/** Cases entered for the days of an appointment that could want the same: only where the same people may be named. */
async function casesOnDays(
  dependencies: ClashDependencies,
  { uses }: Duties,
  known: string[] | null,
): Promise<string[]> {
  if (uses.length === 0) return [];
  const staff = await dependencies.agencies.staff();
  const rivals = currentProcedures().filter((procedure) => mayWant(procedure, uses, staff));
  const dates = [...new Set(uses.map(({ date }) => date))];
  const away = rivals.filter(({ journey }) => journey);
  const stops = await Promise.all(
    away.flatMap((each) => dates.map(async (date) => readStops(dependencies, each, date, 1))),
  );
  const journeys = stops.flat().filter(({ postponed }) => !postponed);
  const here = rivals.some(({ journey }) => !journey) ? (known ?? (await casesHere(dependencies, dates))) : [];
  return [...new Set([...journeys.map(({ caseId }) => caseId), ...here])];
}

/** Cases entered in any room on days. */
export async function casesHere({ agencies, dayBooks }: ClashDependencies, dates: string[]): Promise<string[]> {
  const rooms = dates.length > 0 ? roomsOf(await agencies.settings()) : [];
  const books = await Promise.all(rooms.map((room) => dayBooks.read(bookOf(room), dates)));
  return [...new Set(books.flat().flatMap(({ bookings }) => bookings.map(({ caseId }) => caseId)))];
}

function mayWant(procedure: Procedure, uses: Use[], staff: StaffMember[]): boolean {
  const byVehicle =
    procedure.journey !== undefined && uses.some(({ resource }) => resource.startsWith(vehicleBook("")));
  const roles = bookingFields(procedure).flatMap(({ role }) => (role ? [role] : []));
  const wanted = staff.filter(({ id }) => uses.some(({ resource }) => resource === personBook(id)));
  return byVehicle || wanted.some((member) => member.roles.some((role) => roles.includes(role)));
}
