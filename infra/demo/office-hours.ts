/** Moving the clock of a stage as people keep office hours. */
import type { RequestFormView } from "../../functions/contract/public.ts";
import { addWorkingMinutes, officeClock } from "../../functions/domain/calendar/working-time.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import { demoSettings } from "../local/host/demo-agency.ts";
import { Browser } from "./browser.ts";
import { lengths, type Stage } from "./stage.ts";

const zoneOffset = 7 * lengths.hour;

/** Moves the clock to the next office morning (Monday to Thursday, 8 to 10) unless it is one now. */
export async function officeMorning(stage: Stage): Promise<void> {
  for (let hour = 0; hour < 24 * 10; hour += 1) {
    const local = new Date(stage.clock.now() + zoneOffset);
    const weekday = local.getUTCDay();
    if (weekday >= 1 && weekday <= 4 && local.getUTCHours() >= 8 && local.getUTCHours() < 10) break;
    stage.clock.jumpTo(Math.ceil((stage.clock.now() + 1) / lengths.hour) * lengths.hour);
  }
  await stage.tick();
}

/** Moves the clock to the morning of the next Monday in a week whose days from Monday to Friday are all open. */
export async function mondayMorning(stage: Stage, procedure: string): Promise<void> {
  const closed = await closedDays(stage, procedure);
  for (let days = 0; ; days += 1) {
    const date = dayAhead(stage, days);
    const isMonday = new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
    const isPast = days === 0 && new Date(stage.clock.now() + zoneOffset).getUTCHours() >= 8;
    if (isPast || !isMonday || [0, 1, 2, 3, 4].some((after) => closed.includes(addDays(date, after)))) continue;
    return jumpToDay(stage, date, 8);
  }
}

/** Lets office time pass, over breaks and closed days; the office is open afterwards. */
export function officeTime(stage: Pick<Stage, "clock">, ms: number): void {
  const { calendar } = demoSettings;
  const then = addWorkingMinutes(calendar, new Date(stage.clock.now()).toISOString(), ms / lengths.minute);
  const { runs, until } = officeClock(calendar, then.epochMilliseconds);
  stage.clock.jumpTo(runs ? then.epochMilliseconds : until);
}

/** Lets the minute pass after which the sweep does what was left over. */
export async function aMinuteLater(stage: Stage): Promise<void> {
  await stage.tick();
  stage.clock.advance(lengths.minute);
  await stage.tick();
}

/** The day so many days ahead, YYYY-MM-DD. */
export function dayAhead(stage: Stage, days: number): string {
  return new Date(stage.clock.now() + zoneOffset + days * lengths.day).toISOString().slice(0, 10);
}

/** The first day from Monday to Friday that is at least so many days ahead and no holiday, YYYY-MM-DD. */
export async function openWeekday(stage: Stage, procedure: string, days: number): Promise<string> {
  const closed = await closedDays(stage, procedure);
  for (let date = dayAhead(stage, days); ; date = addDays(date, 1)) {
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    if (!weekend && !closed.includes(date)) return date;
  }
}

/** The first Tuesday, Wednesday or Thursday from a day on that the form of a procedure does not know as closed. */
export async function openDay(stage: Stage, procedure: string, from: string): Promise<string> {
  const closed = await closedDays(stage, procedure);
  for (let date = from; ; date = addDays(date, 1)) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday >= 2 && weekday <= 4 && !closed.includes(date)) return date;
  }
}

async function closedDays(stage: Stage, procedure: string): Promise<string[]> {
  const { body } = await new Browser(stage.base).get<RequestFormView>(`/api/procedures/${procedure}/request-form`);
  return body.context.closedDays.map(({ date }) => date);
}

/** Moves the clock to an hour of a day (YYYY-MM-DD), never back. */
export async function jumpToDay(stage: Stage, date: string, hour = 10): Promise<void> {
  const moment = Date.parse(`${date}T00:00:00Z`) - zoneOffset + hour * lengths.hour;
  if (moment > stage.clock.now()) stage.clock.jumpTo(moment);
  await stage.tick();
}
