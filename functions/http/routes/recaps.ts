/** Routes of the recap book of reading on site: a month, its export, and what is written into it by hand. */
import { emptyDayRequest, paperDayRequest } from "../../contract/requests.ts";
import type { ExportView, RecapMonthView } from "../../contract/reading-room.ts";
import { isServiceDay } from "../../domain/calendar/calendar.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import { csvOf, xlsxOf } from "../../domain/export/spreadsheet.ts";
import { cleanNote, noteError } from "../../domain/form/note.ts";
import { oneFullStop } from "../../domain/format.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { enterDay } from "../../domain/reading-room/enter-day.ts";
import { daysOf, monthsOf, serviceDaysIn } from "../../domain/reading-room/recap-book.ts";
import type { RecapEntry } from "../../domain/reading-room/recap-entries.ts";
import { dailyRows, monthlyRows, monthSheets, periodSheets } from "../../domain/reading-room/recap-export.ts";
import { readingTable } from "../../domain/reading-room/reading-tables.ts";
import { closedBecause, openReports } from "../../domain/reading-room/report-of-month.ts";
import { Refusal } from "../../domain/refusal.ts";
import { monthFigures } from "../../domain/task/computed-fields.ts";
import { roleToBegin } from "../../domain/task/permission.ts";
import { shortened } from "../../domain/task/second-answer.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { dateIn, monthOf, unknownMonth } from "../period-in-address.ts";
import { viewContext } from "../view-context.ts";
import { exportView } from "../views/export-view.ts";
import { paperView } from "../views/paper-view.ts";
import { dayRow, figureFacts, headings } from "../views/reading-view.ts";
import { keepsDays, roomReader } from "./reading.ts";

export const showRecaps: RouteHandler = async (request, dependencies) => {
  const member = await roomReader(request, dependencies);
  const { agencies, clock, recaps } = dependencies;
  const month = monthOf(request);
  const report = readingTable("report");
  const settings = await agencies.settings();
  const { calendar } = settings;
  const { days, entries } = await readMonth(dependencies, month);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: false });
  const [open, filed] = await Promise.all([openReports(dependencies, month), recaps.reports(month)]);
  const view: RecapMonthView = {
    month,
    zone: calendar.zone,
    procedure: report.id,
    mine: roleToBegin(member, report) !== null,
    keepsDays: keepsDays(member),
    days: days.map(dayRow),
    ...headings(),
    serviceDays: serviceDaysIn(entries),
    goLive: calendar.goLive !== undefined && calendar.goLive > `${month}-01` ? calendar.goLive : null,
    paper: paperView(
      { settings, month, entries, now: clock.now() },
      closedBecause(open, filed.at(-1)?.version ?? null),
    ),
    figures: figureFacts(await monthFigures(dependencies, month), context),
    reports: [
      ...filed.map(({ at, caseId, version }) => ({ case: caseId, version, at })),
      ...open.map((task) => ({ case: task.caseId, version: null, at: null })),
    ],
  };
  return { body: view };
};

/** The recap book of a month by day, of a quarter or a year by month. */
export const exportRecaps: RouteHandler = async (request, dependencies) => {
  await roomReader(request, dependencies);
  const period = request.parameters["month"] ?? "";
  const months = monthsOf(period);
  if (!months) throw unknownMonth;
  const recaps = await Promise.all(months.map(async (month) => ({ month, ...(await readMonth(dependencies, month)) })));
  const [only] = recaps;
  const csv = request.query["as"] === "csv";
  const daily = only && recaps.length === 1;
  const rows = daily ? dailyRows(only.days) : monthlyRows(recaps);
  const sheets = daily ? monthSheets(only) : periodSheets(period, recaps);
  const name = `rekap-baca-di-tempat-${period}`;
  const bytes = csv ? new TextEncoder().encode(csvOf(rows)) : xlsxOf(sheets);
  const view: ExportView = exportView(name, csv ? "csv" : "xlsx", bytes);
  return { body: view };
};

/** Nobody came on a day: written down by a person, with a reason, so that a forgotten recap never looks like a zero. */
export const recordEmptyDay: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { agencies, clock, recaps } = dependencies;
  const reason = reasonIn(emptyDayRequest.parse(request.body()).reason);
  const { calendar } = await agencies.settings();
  const date = dateIn(request);
  if (date === null || date > isoDate(clock.now(), calendar.zone) || !isServiceDay(calendar, date)) {
    throw new Refusal("invalid", notAServiceDay);
  }
  if (!keepsDays(member)) throw new Refusal("forbidden", notYours);
  const stored = await recaps.addOnce({ kind: "nobody", date, reason, by: member.name });
  if ("reason" in stored && stored.reason !== reason) throw new Refusal("stored-otherwise", notedBefore(stored));
  return { status: 201, body: {} };
};

/** @throws Refusal `invalid` */
function reasonIn(given: string): string {
  const unfit = noteError(given, { note: "required" });
  if (unfit) throw new Refusal("invalid", unfit, { reason: unfit });
  return cleanNote(given, {});
}

/** A day that was kept on paper, or a correction of what was entered of one. */
export const recordPaperDay: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const given = paperDayRequest.parse(request.body());
  if (!keepsDays(member)) throw new Refusal("forbidden", notYours);
  const date = dateIn(request);
  if (date === null) throw new Refusal("invalid", notAServiceDay, { date: notAServiceDay });
  await enterDay(dependencies, member, { ...given, date });
  return { status: 201, body: {} };
};

async function readMonth({ agencies, clock, recaps }: Dependencies, month: string) {
  const { calendar } = await agencies.settings();
  const entries: RecapEntry[] = await recaps.month(month);
  return { entries, days: daysOf(calendar, month, entries, isoDate(clock.now(), calendar.zone)) };
}

function notedBefore({ by, reason }: { by: string; reason: string }) {
  return {
    id: oneFullStop(`Hari ini sudah dicatat oleh ${by}: ${shortened(reason)}. Alasan yang baru tidak disimpan.`),
    en: oneFullStop(`This day was noted by ${by}: ${shortened(reason)}. The new reason was not stored.`),
  };
}

const notAServiceDay = {
  id: "Tanggal ini bukan hari layanan yang sudah lewat atau hari ini.",
  en: "This is not a day of service up to today.",
};
const notYours = {
  id: "Rekap baca di tempat diisi oleh petugas sirkulasi.",
  en: "The recap of reading on site is kept by the circulation officers.",
};
