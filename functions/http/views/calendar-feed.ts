/** The public schedule as an iCalendar feed, for people who subscribe to it. */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import type { PublicSchedule, PublicStop } from "../../domain/booking/public-schedule.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { calendarText, escaped } from "./icalendar.ts";

/** An entry that was put off stays, marked as cancelled. */
export function calendarFeed(
  schedule: PublicSchedule,
  { calendar: { zone }, name }: AgencySettings,
  { clock, publicUrl, secrets }: Pick<Dependencies, "clock" | "publicUrl" | "secrets">,
  language: Language,
): string {
  const title = { id: `Jadwal layanan keliling ${name}`, en: `Schedule of ${name}` }[language];
  const entries = schedule.stops.map((stop) => ({
    // Nobody learns the number of a case from the feed, and an entry keeps its id.
    uid: secrets.hash(`${stop.caseId} ${stop.date}`).slice(0, 24),
    date: stop.date,
    start: stop.start,
    end: stop.end,
    summary: summaryOf(stop, language),
    location: stop.place,
    cancelled: stop.postponed,
  }));
  return calendarText(entries, {
    host: new URL(publicUrl).hostname,
    zone,
    now: clock.now(),
    head: [`X-WR-CALNAME:${escaped(title)}`, "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"],
  });
}

function summaryOf({ place, postponed, service }: PublicStop, language: Language): string {
  const putOff = { id: "DITUNDA: ", en: "PUT OFF: " }[language];
  return `${postponed ? putOff : ""}${service[language]}, ${place}`;
}
