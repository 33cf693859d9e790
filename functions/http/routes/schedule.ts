/** The public schedule, as data for the page and as a calendar to subscribe to. */
import type { PublicScheduleView } from "../../contract/public.ts";
import { publicSchedule } from "../../domain/booking/public-schedule.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { calendarFeed } from "../views/calendar-feed.ts";

export const showSchedule: RouteHandler = async (_request, dependencies) => {
  const { calendar } = await dependencies.agencies.settings();
  const { from, stops, until } = await publicSchedule(dependencies);
  const view: PublicScheduleView = {
    zone: calendar.zone,
    from,
    until,
    stops: stops.map(({ date, end, place, postponed, service, start }) => ({
      date,
      start,
      end,
      place,
      service,
      postponed,
    })),
  };
  return { body: view };
};

export const showCalendar: RouteHandler = async (request, dependencies) => {
  const settings = await dependencies.agencies.settings();
  const feed = calendarFeed(await publicSchedule(dependencies), settings, dependencies, request.language);
  return { body: feed, type: "text/calendar; charset=utf-8" };
};
