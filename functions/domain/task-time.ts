/** Times of a task as stored: when it is due, from when it can be answered, when silence counts as an answer. */
import { stepOf } from "../../statemachines/index.ts";
import type { Step } from "../../statemachines/vocabulary.ts";
import type { Calendar } from "./calendar.ts";
import { dueTime } from "./due-time.ts";
import { appointmentOf, procedureOfCase, type Dossier } from "./dossier.ts";
import { isoInstant } from "./moment.ts";
import { addWorkingDays } from "./working-time.ts";
import { Temporal } from "temporal-polyfill";

export interface TaskTimes {
  dueAt: string | null;
  deadlineAt: string | null;
  availableFrom: string | null;
}

/** The standard time runs from the opening; where a step waits for a day, from that day's beginning. */
export function taskTimes(calendar: Calendar, dossier: Dossier, stepId: string, openedAt: string): TaskTimes {
  const step = stepOf(procedureOfCase(dossier.case), stepId);
  const availableFrom = step.availableFrom ? startOfVisitDay(calendar, dossier) : null;
  const startsAt = startOfClock(calendar, dossier, step, openedAt);
  const { due } = dueTime(calendar, startsAt, step.time);
  return {
    dueAt: due ? isoInstant(due.epochMilliseconds) : null,
    deadlineAt: step.deadlineWorkingDays ? workingDaysLater(calendar, openedAt, step.deadlineWorkingDays) : null,
    availableFrom,
  };
}

/** When the standard time of a step starts to run. */
export function startOfClock(calendar: Calendar, dossier: Dossier, step: Step, openedAt: string): string {
  if (!step.availableFrom) return openedAt;
  const appointment = appointmentOf(dossier);
  if (!appointment) return openedAt;
  const begins = atLocalTime(calendar, appointment.slot.date, appointment.slot.start);
  return begins > openedAt ? begins : openedAt;
}

/** The instant `days` working days after another. */
export function workingDaysLater(calendar: Calendar, from: string, days: number): string {
  return isoInstant(addWorkingDays(calendar, from, days).epochMilliseconds);
}

/** The instant of a local time in the agency's zone. */
function atLocalTime(calendar: Calendar, date: string, time: string): string {
  return isoInstant(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(calendar.zone).epochMilliseconds);
}

function startOfVisitDay(calendar: Calendar, dossier: Dossier): string | null {
  const appointment = appointmentOf(dossier);
  return appointment && atLocalTime(calendar, appointment.slot.date, "00:00");
}
