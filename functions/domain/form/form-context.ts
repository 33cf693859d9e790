import { addDays } from "../../../statemachines/form/dates.ts";
import type { FormContext } from "../../../statemachines/form/check-form.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { AgencySettings } from "../agency.ts";
import { isoDate } from "../calendar/instants.ts";
import { closingHolidays, type WeeklyHours } from "../calendar/calendar.ts";

const horizonDays = 200;

/** The facts of the day that a form of this procedure is checked against, here and in the browser. */
export function formContext(settings: AgencySettings, procedure: Procedure, now: number): FormContext {
  return { ...plainContext(settings, now), leadDays: leadDays(procedure) };
}

/** The same for a form of no procedure. */
export function plainContext(settings: AgencySettings, now: number): FormContext {
  const { calendar } = settings;
  const today = isoDate(now, calendar.zone);
  const until = addDays(today, horizonDays);
  return {
    today,
    leadDays: 0,
    serviceHours: byWeekday(calendar.serviceHours),
    closedDays: closingHolidays(calendar, "service")
      .filter((day) => day.date >= today && day.date <= until)
      .map(({ date, name }) => ({ date, name })),
    exceptions: (calendar.ramadan ?? [])
      .filter((period) => period.to >= today && period.from <= until && period.serviceHours)
      .map(({ from, to, serviceHours }) => ({ from, to, serviceHours: byWeekday(serviceHours ?? {}) })),
    districts: settings.districts,
    vehicles: settings.vehicles,
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
