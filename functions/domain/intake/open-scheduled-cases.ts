/** Cases that nobody asks for: the calendar opens them, on each day of service or once a month. */
import { theSystem } from "../case/new-task.ts";
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import { calendarFields, entryChannelsOf, entryOf } from "../../../statemachines/language/table.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { isServiceDay, type Calendar } from "../calendar/calendar.ts";
import { isInUse } from "../calendar/go-live.ts";
import { monthsToReport, openingInstant, type Outage } from "../downtime/outage.ts";
import { acceptRequest, type IntakeDependencies } from "./open-case.ts";
import type { Values } from "../case/records.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";

/** A case that should have been opened by now. */
export interface DueCase {
  procedure: Procedure;
  /** The same each time for the same day or month, so that the case is opened once. */
  submissionId: string;
  values: Values;
}

/**
 * What the calendar has opened by `now` (epoch milliseconds): from the opening of the office on, today's case of each
 * service day, and this month's from the first working day on, about the month before. After an outage every month that
 * it covers is made up for, late; but nobody checks the rooms of last week. Nothing is due of the time before the service
 * was used.
 */
export function casesDue(
  calendar: Calendar,
  procedures: Procedure[],
  now: number,
  outage: Outage | null = null,
): DueCase[] {
  return procedures
    .filter((procedure) => entryChannelsOf(procedure).includes("calendar"))
    .flatMap((procedure) => {
      const { opens = "service-day" } = entryOf(procedure);
      const due = opens === "month" ? monthsDue(calendar, now, outage) : serviceDay(calendar, now);
      return due.map((value) => ({
        procedure,
        submissionId: ["calendar", procedure.id, value].join(":"),
        values: { [calendarFields[opens].name]: value },
      }));
    });
}

/**
 * Opens what is due and not open yet. Where nothing is, this costs one read, and none at all where no procedure begins
 * by the calendar or the office has not opened yet.
 *
 * @returns how many cases were opened, and how many could not be
 */
export async function openDueCases(
  dependencies: IntakeDependencies,
  procedures: Procedure[] = currentProcedures(),
  outage: Outage | null = null,
): Promise<{ opened: number; failed: number }> {
  const { agencies, cases, clock, log } = dependencies;
  const done = { opened: 0, failed: 0 };
  if (!procedures.some((procedure) => entryChannelsOf(procedure).includes("calendar"))) return done;
  const { calendar } = await agencies.settings();
  const due = casesDue(calendar, procedures, clock.now(), outage);
  if (due.length === 0) return done;
  const known = await cases.carriedOut(due.map(({ submissionId }) => submissionId));
  for (const each of due.filter(({ submissionId }) => !known.includes(submissionId))) {
    await log.within({}, async () => {
      try {
        await open(dependencies, each);
        done.opened += 1;
      } catch (error) {
        done.failed += 1;
        log.problem("case-not-opened", error, { procedure: each.procedure.id });
      }
    });
  }
  return done;
}

/** Marked as carried out last: what a crash leaves before that is done again, for the same case. */
async function open(dependencies: IntakeDependencies, { procedure, submissionId, values }: DueCase): Promise<void> {
  await acceptRequest(dependencies, {
    procedure,
    submissionId,
    language: "id",
    values,
    entryChannel: "calendar",
    openedBy: theSystem(entryOf(procedure).actor),
  });
  await dependencies.cases.markCarriedOut(submissionId);
}

/** Visitors may be received on a day on which the office is closed, such as a Saturday; then their hours count. */
function serviceDay(calendar: Calendar, now: number): string[] {
  const date = isoDate(now, calendar.zone);
  const expected = isServiceDay(calendar, date) && isInUse(calendar, date);
  return expected && openingInstant(calendar, date) <= isoInstant(now) ? [date] : [];
}

/** Those that opened in this month, and since an outage began. */
function monthsDue(calendar: Calendar, now: number, outage: Outage | null): string[] {
  const month = atLocalTime(calendar, `${isoDate(now, calendar.zone).slice(0, 7)}-01`, "00:00");
  return monthsToReport(calendar, outage && outage.from < month ? outage.from : month, isoInstant(now));
}
