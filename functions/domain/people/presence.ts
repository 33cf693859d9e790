/** Who is there: whom tasks may wait for today, role by role. */
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { isPresent, type AgencySettings, type StaffMember } from "../agency.ts";
import { isoDate } from "../calendar/instants.ts";
import type { StandIn } from "../case/records.ts";

/** Role -> ids of those who hold it and are there, in alphabetical order; roles that nobody holds are left out. */
export type Presence = Record<string, string[]>;

/** Who was there when open tasks were last looked at, and who is asked at those in whose stead, be those back meanwhile. */
export interface NotedPresence {
  present: Presence;
  standIns: StandIn[];
}

/** The day at the agency, YYYY-MM-DD. @param now epoch milliseconds */
export function dayAt({ calendar }: Pick<AgencySettings, "calendar">, now: number): string {
  return isoDate(now, calendar.zone);
}

/** Those who are there on a day (YYYY-MM-DD). */
export function presentOn(staff: StaffMember[], day: string): StaffMember[] {
  return staff.filter((member) => isPresent(member, day));
}

export function presenceOf(present: StaffMember[]): Presence {
  const found: Presence = {};
  for (const { id, roles } of present.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    for (const role of roles) (found[role] ??= []).push(id);
  return found;
}

/** Roles of which others are there than before; every role where nothing is known of before. */
export function changedRoles(before: Presence | null, now: Presence, every: ActorId[]): ActorId[] {
  return every.filter((role) => before === null || (before[role] ?? []).join() !== (now[role] ?? []).join());
}

/** Of these roles those that wholly others hold than before. */
export function exchangedRoles(before: Presence | null, now: Presence, among: ActorId[]): ActorId[] {
  return among.filter((role) => {
    const [was, is] = [before?.[role] ?? [], now[role] ?? []];
    return before !== null && is.length > 0 && !is.some((id) => was.includes(id));
  });
}
