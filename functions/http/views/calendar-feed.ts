/** The public schedule as an iCalendar feed (RFC 5545), for people who subscribe to it. */
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { Temporal } from "temporal-polyfill";
import type { Language } from "../../../statemachines/vocabulary.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import type { PublicSchedule, PublicStop } from "../../domain/public-schedule.ts";
import type { Dependencies } from "../../domain/ports.ts";

const hoursUntilReload = 6;
const secondsInHour = 3_600;

/** An entry that was put off stays, marked as cancelled, so that it disappears from calendars that knew it. */
export function calendarFeed(
  schedule: PublicSchedule,
  { calendar: { zone }, name }: AgencySettings,
  { clock, publicUrl, secrets }: Pick<Dependencies, "clock" | "publicUrl" | "secrets">,
  language: Language,
): string {
  const feed = ical({
    name: { id: `Jadwal layanan keliling ${name}`, en: `Schedule of ${name}` }[language],
    prodId: { company: name, product: "Alur Pustaka", language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    url: publicUrl,
    ttl: hoursUntilReload * secondsInHour,
  });
  for (const stop of schedule.stops) {
    feed.createEvent({
      // Nobody learns the number of a case from the feed, and an entry keeps its id.
      id: `${secrets.hash(`${stop.caseId} ${stop.date}`).slice(0, 24)}@${new URL(publicUrl).hostname}`,
      stamp: new Date(clock.now()),
      start: instant(stop.date, stop.start, zone),
      end: instant(stop.date, stop.end, zone),
      summary: summaryOf(stop, language),
      location: stop.place,
      status: stop.postponed ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return feed.toString();
}

function summaryOf({ place, postponed, service }: PublicStop, language: Language): string {
  const putOff = { id: "DITUNDA: ", en: "PUT OFF: " }[language];
  return `${postponed ? putOff : ""}${service[language]}, ${place}`;
}

function instant(date: string, time: string, zone: string): Date {
  return new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds);
}
