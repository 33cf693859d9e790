/** What everybody may know of appointments elsewhere: date, place, hours and whether they were put off. Nothing about hosts. */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import { serviceName } from "../../../statemachines/language/table.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import { isoDate } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { readStops, type Stop } from "./stops.ts";

export interface PublicStop extends Stop {
  service: Text;
}

export interface PublicSchedule {
  from: string;
  until: string;
  stops: PublicStop[];
}

const shownDays = 60;

/** The coming days, today included: one read per procedure that goes to places. */
export async function publicSchedule({
  agencies,
  clock,
  dayBooks,
}: Pick<Dependencies, "agencies" | "clock" | "dayBooks">): Promise<PublicSchedule> {
  const { calendar } = await agencies.settings();
  const from = isoDate(clock.now(), calendar.zone);
  const stops: PublicStop[] = [];
  for (const procedure of currentProcedures().filter(({ journey }) => journey)) {
    const found = await readStops({ dayBooks }, procedure, from, shownDays);
    stops.push(...found.filter((stop) => stop.published).map((stop) => ({ ...stop, service: serviceName(procedure) })));
  }
  return { from, until: addDays(from, shownDays - 1), stops };
}
