/** Letters that are written with an answer and sent some days before a date in it. */
import { addDays } from "../../../statemachines/form/dates.ts";
import type { Post } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { latestValue } from "../case/case-file.ts";
import type { Answer, Dossier, MailItem } from "../case/records.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";

/** Local time at which they go out: when offices open. */
const morning = "08:00";

/**
 * When a letter goes out: nothing to say where that is now, as also where its day has come already.
 *
 * @returns `too-late` where the date itself has passed, or was never given
 */
export function laterMail(
  { daysBefore }: Post,
  dossier: Dossier,
  answer: Answer | null,
  calendar: Calendar,
  now: number,
): Pick<MailItem, "notAfter" | "notBefore"> | "too-late" {
  if (!daysBefore) return {};
  const date = answer?.values[daysBefore.field] ?? latestValue(dossier, daysBefore.field);
  if (typeof date !== "string" || date < isoDate(now, calendar.zone)) return "too-late";
  const at = atLocalTime(calendar, addDays(date, -daysBefore.days), morning);
  return at > isoInstant(now) ? { notBefore: at, notAfter: atLocalTime(calendar, addDays(date, 1), "00:00") } : {};
}
