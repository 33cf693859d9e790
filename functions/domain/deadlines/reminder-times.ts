/** When somebody is reminded of an open task. Pure, and always within office hours. */
import { Temporal } from "temporal-polyfill";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { ActorId, Step } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { dueInUse } from "../calendar/go-live.ts";
import { dueSoonShare } from "../calendar/due-time.ts";
import { isoInstant } from "../calendar/instants.ts";
import {
  addWorkingDays,
  addWorkingMinutes,
  NoWorkingDayError,
  officeClock,
  workingMinutesBetween,
} from "../calendar/working-time.ts";
import type { TaskItem } from "../case/records.ts";
import { superiorsOf } from "../people/stand-ins.ts";

/**
 * - `soon`, `late`, `again`: whoever the task is for, before and after its due time
 * - `above`: the post above theirs, that it is late by a working day
 * - `outside`: people outside, who are waited for (`level`: the how manieth time)
 * - `phone`: somebody of the staff telephones people outside, who have not answered
 */
export interface Reminder {
  kind: "soon" | "late" | "again" | "above" | "outside" | "phone";
  /** ISO 8601. */
  at: string;
  level: number;
}

export type Remindable = Pick<TaskItem, "availableFrom" | "clockFrom" | "deadlineAt" | "dueAt" | "openedAt"> & {
  /** When somebody tapped the start. */
  startedAt?: string | undefined;
};

/** Rows that take no longer (working minutes) are not reminded of before and at their due time. */
const shortMinutes = 5;
/** For them somebody is reminded so many working minutes after it; longer ones at once. */
const graceMinutes = 30;
/** After that, at most every so many working minutes; nor more often by hand. */
export const againMinutes = 240;

/**
 * The first reminder of a task after an instant.
 *
 * @param after ISO 8601
 * @returns null where nothing more is to come
 */
export function nextReminder(calendar: Calendar, step: Step, task: Remindable, after: string): Reminder | null {
  return (
    remindersOf(calendar, step, task, after)
      .toSorted(inTime)
      .find(({ at }) => at > after) ?? null
  );
}

/** What somebody is to be reminded of at `now`: each kind once, however long nobody looked. @param from ISO 8601, included */
export function remindersDue(
  calendar: Calendar,
  step: Step,
  task: Remindable,
  { from, now }: { from: string; now: string },
): Reminder[] {
  const due = remindersOf(calendar, step, task, from)
    .toSorted(inTime)
    .filter(({ at }) => at >= from && at <= now);
  const last = new Map(due.map((each) => [toWhom(each), each]));
  // That it is late is told before that it still is.
  const late = due.find(({ kind }) => kind === "late");
  return [...(late ? last.set(toWhom(late), late) : last).values()];
}

/** Of those to one person only one is sent. */
function toWhom({ kind }: Reminder): string {
  return kind === "above" || kind === "outside" || kind === "phone" ? kind : "own";
}

function inTime(one: Reminder, other: Reminder): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}

/** All that are before `from`, and of those that are repeated without end the next one at or after it. */
function remindersOf(calendar: Calendar, step: Step, task: Remindable, from: string): Reminder[] {
  try {
    const role = answering(step);
    return role === null ? outsideReminders(calendar, step, task) : ownReminders(calendar, { role, step, task }, from);
  } catch (error) {
    // A calendar without working days has no office hours in which to remind anybody.
    if (error instanceof NoWorkingDayError) return [];
    throw error;
  }
}

/** The role of the agency that a row waits for; null where people outside are waited for. */
export function answering({ actor, helpers, kind }: Step): ActorId | null {
  if (actorOf(actor).inside) return actor;
  return kind === "work" ? (helpers?.[0] ?? null) : null;
}

function ownReminders(
  calendar: Calendar,
  { role, step, task }: { role: ActorId; step: Step; task: Remindable },
  from: string,
): Reminder[] {
  const { clockFrom, openedAt, startedAt } = task;
  const dueAt = dueInUse(calendar, task.dueAt);
  if (dueAt === null) return [];
  const begins = startedAt ?? clockFrom ?? openedAt;
  const standard = workingMinutesBetween(calendar, begins, dueAt);
  const isShort = standard <= shortMinutes;
  const late = inOffice(calendar, instant(addWorkingMinutes(calendar, dueAt, isShort ? graceMinutes : 0)));
  const soon = step.remindAfter
    ? inOffice(calendar, lengthAfter(calendar, begins, step.remindAfter))
    : inOffice(calendar, instant(addWorkingMinutes(calendar, begins, standard * dueSoonShare)));
  const repeated = Math.max(1, Math.ceil(workingMinutesBetween(calendar, late, from) / againMinutes));
  const own: Reminder[] = [repeated, repeated + 1].map((times) => ({
    ...{ kind: "again", level: times },
    at: inOffice(calendar, instant(addWorkingMinutes(calendar, late, times * againMinutes))),
  }));
  own.push({ kind: "late", at: late, level: 0 });
  if (!isShort && soon < late) own.push({ kind: "soon", at: soon, level: 0 });
  if (superiorsOf(role).length === 0) return own;
  const dayLater = instant(addWorkingDays(calendar, dueAt, 1));
  return [...own, { kind: "above", level: 0, at: inOffice(calendar, dayLater) }];
}

/** Only of what is asked and may be answered now: nobody is reminded of a day that is to come. */
function outsideReminders(
  calendar: Calendar,
  { actor, asks, availableFrom, phoneAfter }: Step,
  { deadlineAt, openedAt }: Remindable,
): Reminder[] {
  if (!asks || availableFrom) return [];
  const after = (length: string): string => inOffice(calendar, lengthAfter(calendar, openedAt, length));
  const asked = (actorOf(actor).remindAfter ?? []).map((length, index): Reminder => ({
    kind: "outside",
    at: after(length),
    level: index + 1,
  }));
  const telephoned: Reminder[] = phoneAfter ? [{ kind: "phone", at: after(phoneAfter), level: 0 }] : [];
  return [...asked, ...telephoned].filter(({ at }) => deadlineAt === null || at < deadlineAt);
}

/** "P2D": working days; "PT2H": office time. */
function lengthAfter(calendar: Calendar, from: string, length: string): string {
  const { days, hours, minutes } = Temporal.Duration.from(length);
  const time = addWorkingMinutes(calendar, from, hours * 60 + minutes);
  return instant(days > 0 ? addWorkingDays(calendar, from, days) : time);
}

/** The instant itself, or the next opening: what ends with a day is told when the next begins. */
function inOffice(calendar: Calendar, at: string): string {
  const { runs, until } = officeClock(calendar, Date.parse(at));
  return runs ? at : isoInstant(until);
}

function instant({ epochMilliseconds }: Temporal.ZonedDateTime): string {
  return isoInstant(epochMilliseconds);
}
