/** What was approved for days on which nobody is received any more. */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { ClosedDaysView } from "../../contract/staff.ts";
import { bookOf, roomsOf } from "../../domain/booking/rooms.ts";
import { closedDaysAhead } from "../../domain/booking/guarded-days.ts";
import { readStops } from "../../domain/booking/stops.ts";
import { hoursOn } from "../../domain/calendar/calendar.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import { readByRole } from "../../domain/access/reading.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";

/** A visit can be asked for so long before. */
const daysAhead = 180;
const stopsReadAtOnce = 90;

type Affected = ClosedDaysView["days"][number]["cases"][number] & { date: string };

export const showClosedDays: RouteHandler = async (request, dependencies) => {
  const { roles } = await signedIn(request, dependencies);
  const { agencies, clock } = dependencies;
  const { calendar } = await agencies.settings();
  const closed = closedDaysAhead(calendar, clock.now(), daysAhead);
  const { numbered } = readByRole(roles);
  const approved = [...(await visitsOn(dependencies, closed)), ...(await stopsOn(dependencies, closed))];
  const affected = approved.filter((each) => numbered(each.case));
  const view: ClosedDaysView = {
    days: closed
      .map((date) => {
        const why = hoursOn(calendar, date, "service").closed;
        return {
          date,
          why: why?.kind === "holiday" ? why.name : "",
          cases: affected.filter((each) => each.date === date).map(({ date: _, ...each }) => each),
        };
      })
      .filter(({ cases }) => cases.length > 0),
  };
  return { body: view };
};

async function visitsOn({ agencies, dayBooks }: Dependencies, dates: string[]): Promise<Affected[]> {
  const rooms = roomsOf(await agencies.settings());
  const books = await Promise.all(rooms.map((room) => dayBooks.read(bookOf(room), dates)));
  return books.flat().flatMap(({ bookings, date }) =>
    bookings
      .filter(({ state }) => state === "firm")
      .map(({ caseId, end, headcount, label, start }) => ({
        ...{ date, case: caseId, subject: label, start, end, people: headcount },
      })),
  );
}

async function stopsOn({ agencies, clock, dayBooks }: Dependencies, dates: string[]): Promise<Affected[]> {
  const { calendar } = await agencies.settings();
  const today = isoDate(clock.now(), calendar.zone);
  const found: Affected[] = [];
  for (const procedure of currentProcedures().filter(({ journey }) => journey !== undefined)) {
    for (let from = 0; from < daysAhead; from += stopsReadAtOnce) {
      const stops = await readStops({ dayBooks }, procedure, addDays(today, from), stopsReadAtOnce);
      const standing = stops.filter(({ date, postponed }) => !postponed && dates.includes(date));
      found.push(
        ...standing.map(({ caseId, date, end, place, start }) => ({
          ...{ date, case: caseId, subject: place, start, end, people: 0 },
        })),
      );
    }
  }
  return found;
}
