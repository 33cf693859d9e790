/** What was entered from paper in a month, and the sheet for more. */
import type { DaySheet, Text } from "../../../statemachines/language/vocabulary.ts";
import type { PaperDayView, PaperView } from "../../contract/reading-room.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import { plainContext } from "../../domain/form/form-context.ts";
import { valuesOf } from "../../domain/reading-room/enter-day.ts";
import { datesOf } from "../../domain/reading-room/recap-book.ts";
import { totalOf, type PaperEntry, type RecapEntry } from "../../domain/reading-room/recap-entries.ts";
import { readingTable } from "../../domain/reading-room/reading-tables.ts";

interface Month {
  settings: AgencySettings;
  /** YYYY-MM */
  month: string;
  entries: RecapEntry[];
  now: number;
}

/** @param closed why nothing more can be entered; null where it can */
export function paperView({ settings, month, entries, now }: Month, closed: Text | null): PaperView | null {
  const { daySheet } = readingTable("visit");
  if (!daySheet) return null;
  const { goLive = "", zone } = settings.calendar;
  const [first, today] = [`${month}-01`, isoDate(now, zone)];
  const from = goLive > first ? goLive : first;
  const last = datesOf(month).at(-1) ?? first;
  const to = today < last ? today : last;
  return {
    fields: daySheet.fields,
    rules: daySheet.rules,
    context: plainContext(settings, now),
    days: from <= to ? { from, to } : null,
    closed,
    entries: paperDays(daySheet, entries),
  };
}

function paperDays(sheet: DaySheet, entries: RecapEntry[]): PaperDayView[] {
  const all = entries.filter((entry) => entry.kind === "paper");
  const byId = Map.groupBy(all, ({ id }) => id);
  return [...byId.values()]
    .map((versions) => versions.toSorted((one, other) => other.version - one.version))
    .flatMap((versions) =>
      versions[0] ? [{ ...dayView(sheet, versions[0]), versions: versions.map(versionView) }] : [],
    )
    .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function dayView(sheet: DaySheet, entry: PaperEntry): Omit<PaperDayView, "versions"> {
  return { id: entry.id, date: entry.date, values: valuesOf(sheet, entry) };
}

function versionView({ at, books, by, reason, sexes, version }: PaperEntry): PaperDayView["versions"][number] {
  return { version, visitors: totalOf(sexes), books: totalOf(books), reason, by, at };
}

function orderOf({ date, versions }: PaperDayView): string {
  return `${date} ${versions.at(-1)?.at ?? ""}`;
}
