import { lastKnownYear } from "../calendar/known-years.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import type { FormContext } from "../../../statemachines/form/check-form.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { AgencySettings } from "../agency.ts";
import { roomsOf } from "../booking/rooms.ts";
import { isoDate } from "../calendar/instants.ts";
import { closingHolidays, type Calendar, type HoursKind, type WeeklyHours } from "../calendar/calendar.ts";

const horizonDays = 200;

/** The facts of the day that a form of this procedure is checked against, here and in the browser. */
export function formContext(settings: AgencySettings, procedure: Procedure, now: number): FormContext {
  return { ...plainContext(settings, now), leadDays: leadDays(procedure) };
}

/** The same for a form of no procedure. */
export function plainContext(settings: AgencySettings, now: number): FormContext {
  const { calendar } = settings;
  const today = isoDate(now, calendar.zone);
  const known = lastKnownYear(calendar);
  return {
    today,
    leadDays: 0,
    ...hoursFrom(calendar, "service", today),
    office: hoursFrom(calendar, "office", today),
    ...(known === null ? {} : { holidaysUntil: known }),
    districts: settings.districts,
    vehicles: settings.vehicles,
    ...(settings.otherRooms?.length ? { rooms: roomsOf(settings).map(({ name }) => name) } : {}),
  };
}

/** Hours and closed days of the days that forms speak of. */
function hoursFrom(calendar: Calendar, kind: HoursKind, today: string): FormContext["office"] {
  const until = addDays(today, horizonDays);
  const of = `${kind}Hours` as const;
  return {
    serviceHours: byWeekday(calendar[of]),
    closedDays: closingHolidays(calendar, kind)
      .filter((day) => day.date >= today && day.date <= until)
      .map(({ date, name }) => ({ date, name })),
    exceptions: (calendar.ramadan ?? [])
      .filter((period) => period.to >= today && period.from <= until && period[of])
      .map((period) => ({ from: period.from, to: period.to, serviceHours: byWeekday(period[of] ?? {}) })),
  };
}

/** Calendar days that the entry row asks between request and event ("1 Minggu" is P7D). */
function leadDays(procedure: Procedure): number {
  const { time } = entryOf(procedure);
  const days = time.basis === "calendar-lead" ? /^P(\d+)D$/.exec(time.min ?? "")?.[1] : undefined;
  return days ? Number(days) : 0;
}

function byWeekday(hours: WeeklyHours): Record<string, [string, string][]> {
  return Object.fromEntries(Object.entries(hours).map(([day, intervals]) => [day, intervals ?? []]));
}
