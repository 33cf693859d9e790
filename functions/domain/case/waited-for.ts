/** The day and hour that a row is about, and from when on it can be answered. */
import type { Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { minutesLater } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";
import { appointmentOf } from "./appointment.ts";
import { latestAnswer } from "./case-file.ts";
import type { Dossier } from "./records.ts";

/** A local day and hour. */
export interface Hour {
  date: string;
  start: string;
}

/**
 * The hour that a row waits for, as the fields that its `availableFrom` names gave it last; else that of the appointment.
 * Null where nobody said one.
 */
export function hourOf(
  dossier: Dossier,
  { availableFrom }: Pick<Step, "availableFrom">,
  session: "first" | "last" = "first",
): Hour | null {
  if (typeof availableFrom !== "object") {
    const appointment = appointmentOf(dossier);
    return (session === "last" ? appointment?.sessions.at(-1) : appointment?.slot) ?? null;
  }
  const values = latestAnswer(dossier, availableFrom.step)?.values ?? {};
  const [date, start] = [values[availableFrom.date], values[availableFrom.start]];
  return typeof date === "string" && typeof start === "string" ? { date, start } : null;
}

/** The instant (ISO 8601) from which an outcome of a row may be chosen; null where it says none, or no hour is known. */
export function earliestOf(calendar: Calendar, dossier: Dossier, step: Step, { notBefore }: Outcome): string | null {
  const hour = notBefore && hourOf(dossier, step, notBefore.session);
  return hour ? minutesLater(atLocalTime(calendar, hour.date, hour.start), notBefore.minutes) : null;
}

/**
 * From when on a row that waits for a day can be answered: from the beginning of that day, or from when the first of its
 * outcomes may be chosen. Null for a row that waits for none.
 */
export function availableFromOf(calendar: Calendar, dossier: Dossier, step: Step): string | null {
  const day = step.availableFrom && hourOf(dossier, step)?.date;
  if (!day) return null;
  const begins = atLocalTime(calendar, day, "00:00");
  const chosen = step.outcomes.filter(({ onDeadline }) => !onDeadline);
  const earliest = chosen.map((outcome) => earliestOf(calendar, dossier, step, outcome) ?? begins).toSorted()[0];
  return earliest && earliest > begins ? earliest : begins;
}
