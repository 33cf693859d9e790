/** Mail that asks staff for something reaches them while the office is open, but for what is at hand. */
import { addWorkingDays, NoWorkingDayError, officeClock } from "../calendar/working-time.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { appointmentOf } from "../case/appointment.ts";
import type { Dossier, MailItem } from "../case/records.ts";

/** Asks for what may be wanted before the office opens again. */
const asking = "task";
/** Says what is open or late, and is never urgent. */
const reminding = ["reminder", "late"];

/**
 * When a mail may go out that it is now the turn of.
 *
 * @param now epoch milliseconds
 * @returns the next opening of the office, ISO 8601; null: now. People outside are written to at any hour, and staff of what
 * happens up to the next working day; where the calendar has no working day, nobody waits for one.
 */
export function readAgainFrom(calendar: Calendar, dossier: Dossier, mail: MailItem, now: number): string | null {
  const isReminder = reminding.includes(mail.letter);
  if (!mail.to.startsWith("staff:") || !(isReminder || mail.letter === asking)) return null;
  const opening = opensAt(calendar, now);
  return opening === null || (!isReminder && isAtHand(calendar, dossier, mail, now)) ? null : opening;
}

/**
 * When the office opens next.
 *
 * @param now epoch milliseconds
 * @returns ISO 8601; null while it is open, and where the calendar has no working day
 */
export function opensAt(calendar: Calendar, now: number): string | null {
  try {
    const office = officeClock(calendar, now);
    return office.runs ? null : isoInstant(office.until);
  } catch (error) {
    if (error instanceof NoWorkingDayError) return null;
    throw error;
  }
}

/** Whether what is asked about happens today or up to the next working day. */
function isAtHand(calendar: Calendar, dossier: Dossier, mail: MailItem, now: number): boolean {
  const from = isoDate(now, calendar.zone);
  const until = addWorkingDays(calendar, isoInstant(now), 1).toPlainDate().toString();
  const availableFrom = dossier.tasks.find(({ id }) => id === mail.task)?.availableFrom;
  const days = [appointmentOf(dossier)?.slot.date, availableFrom && isoDate(Date.parse(availableFrom), calendar.zone)];
  return days.some((day) => typeof day === "string" && day >= from && day <= until);
}
