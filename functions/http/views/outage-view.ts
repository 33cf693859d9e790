/** What outages of the service took from a task, as whoever looks at its time is told. */
import type { OutageView } from "../../contract/shared.ts";
import { workingMinutesBetween } from "../../domain/calendar/working-time.ts";
import type { TaskItem } from "../../domain/case/records.ts";
import { lostMinutes } from "../../domain/downtime/outage.ts";
import type { ViewContext } from "./facts.ts";

/** For whom the time was given back: the outages for which the deadline was moved, and by how much. */
export function movedBy({ deadlineAt, moved = [] }: TaskItem, { settings }: ViewContext): OutageView[] {
  return moved.map(({ was, outage }, index) => {
    const given = moved[index + 1]?.was ?? deadlineAt ?? was;
    return { ...outage, minutes: Math.round(workingMinutesBetween(settings.calendar, was, given)), moved: true };
  });
}

/** For whom the standard time went on: the outages between two instants. */
export function outagesBetween(since: string, until: string, { outages, settings }: ViewContext): OutageView[] {
  return outages.flatMap(({ from, to }) => {
    const minutes = Math.round(lostMinutes(settings.calendar, { from, to }, since, until));
    return minutes > 0 ? [{ from, to, minutes, moved: false }] : [];
  });
}
