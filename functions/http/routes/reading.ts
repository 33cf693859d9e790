/** Routes of reading on site: the reading room, the guest book at the kiosk, the recap book of a month. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { actingRoles, firstStep } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure } from "../../../statemachines/language/vocabulary.ts";
import { emptyDayRequest } from "../../contract/requests.ts";
import type { ExportView, GuestBookView, ReadingRoomView, RecapMonthView } from "../../contract/reading-room.ts";
import { readByRole } from "../../domain/access/reading.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { dayAt } from "../../domain/people/presence.ts";
import { actorsServedOn } from "../../domain/people/stand-ins.ts";
import { isServiceDay } from "../../domain/calendar/calendar.ts";
import { monthFigures } from "../../domain/task/computed-fields.ts";
import { openTasks, stepOfTask } from "../../domain/case/case-file.ts";
import { subjectFrom } from "../../domain/case/contact.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { oneFullStop } from "../../domain/format.ts";
import { formContext } from "../../domain/form/form-context.ts";
import { cleanNote, noteError } from "../../domain/form/note.ts";
import { isoDate, isoInstant } from "../../domain/calendar/instants.ts";
import {
  candidateOf,
  choosableNow,
  mayAnswer,
  notToAnswer,
  ownOutcomes,
  roleToBegin,
  type Candidate,
} from "../../domain/task/permission.ts";
import { shortened } from "../../domain/task/second-answer.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { dailyRows, monthlyRows, monthSheets, periodSheets } from "../../domain/reading-room/recap-export.ts";
import { readingTable } from "../../domain/reading-room/reading-tables.ts";
import { daysOf, monthsOf, serviceDaysIn, sumOf, type RecapEntry } from "../../domain/reading-room/recap-book.ts";
import { Refusal } from "../../domain/refusal.ts";
import { csvOf, xlsxOf } from "../../domain/export/spreadsheet.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { actorsOf, dayRow, figureFacts, headings, isFirstTask, readerRow, shortNumber } from "../views/reading-view.ts";
import { dateIn, monthOf, unknownMonth } from "../period-in-address.ts";
import { exportView } from "../views/export-view.ts";
import { outcomeView } from "../views/outcome-view.ts";
import { viewContext } from "../view-context.ts";
import { signedIn } from "../members.ts";
import { notThere } from "../readers.ts";

/** Whether a member reads the pages of the reading room: who reads its cases, and who steps in for whoever works there. */
export async function readsReadingRoom(
  { roles }: StaffMember,
  { agencies, clock }: Pick<Dependencies, "agencies" | "clock">,
): Promise<boolean> {
  const visit = readingTable("visit");
  if (readByRole(roles).procedure(visit)) return true;
  const day = dayAt(await agencies.settings(), clock.now());
  const served = actorsServedOn(day, roles, await agencies.staff());
  return actingRoles(visit).some((role) => actorOf(role).inside && served.includes(role));
}

/** @throws Refusal `unknown` */
async function roomReader(request: HttpRequest, dependencies: Dependencies): Promise<StaffMember> {
  const member = await signedIn(request, dependencies);
  if (!(await readsReadingRoom(member, dependencies))) throw notThere;
  return member;
}

export const showReadingRoom: RouteHandler = async (request, dependencies) => {
  const member = await roomReader(request, dependencies);
  const { agencies, clock, recaps } = dependencies;
  const [opening, visit] = [readingTable("opening"), readingTable("visit")];
  const { calendar } = await agencies.settings();
  const date = isoDate(clock.now(), calendar.zone);
  const inbox = await openTasksOf(dependencies, [...new Set([...actorsOf(visit), ...actorsOf(opening)])]);
  const check = inbox.find((task) => isFirstTask(opening, task) && task.subject === subjectFrom(opening, date));
  const sums = sumOf((await recaps.month(date.slice(0, 7))).filter((entry) => entry.date === date));
  const view: ReadingRoomView = {
    now: isoInstant(clock.now()),
    date,
    procedure: visit.id,
    mine: keepsDays(member),
    openingCheck: check && mayAnswer(check, candidateOf(member)) ? { case: check.caseId, task: check.id } : null,
    readers: await Promise.all(
      (await visitsIn(dependencies, visit.id, inbox)).map(async ({ dossier, task }) =>
        readerRow(dossier, task, await choosableNow(dependencies, dossier, task, candidateOf(member))),
      ),
    ),
    today: { visitors: sums.visitors, books: sums.books, questions: sums.questions },
  };
  return { body: view };
};

/** Who is in the room, in the order of coming. */
async function visitsIn(
  { cases }: Dependencies,
  visit: string,
  inbox: TaskItem[],
): Promise<{ dossier: Dossier; task: TaskItem }[]> {
  const ids = [...new Set(inbox.filter((task) => task.procedure === visit).map((task) => task.caseId))];
  const dossiers = await cases.dossiers(ids);
  return dossiers
    .flatMap((dossier) => {
      const [task] = dossier ? openTasks(dossier) : [];
      return dossier && task ? [{ dossier, task }] : [];
    })
    .toSorted((a, b) => (a.dossier.case.createdAt < b.dossier.case.createdAt ? -1 : 1));
}

/**
 * The page of whoever has waited longest. It shows an empty form and a number, nothing that anybody wrote.
 *
 * @throws Refusal `forbidden` where the signed-in member may not answer for readers
 */
export const showGuestBook: RouteHandler = async (request, dependencies) => {
  const member = await roomReader(request, dependencies);
  const settings = await dependencies.agencies.settings();
  const visit = readingTable("visit");
  const view: GuestBookView = {
    procedure: visit.id,
    catalogue: settings.catalogueUrl ?? null,
    page: await nextPage(dependencies, visit, candidateOf(member)),
  };
  return { body: view };
};

async function nextPage(
  dependencies: Dependencies,
  visit: Procedure,
  candidate: Candidate,
): Promise<GuestBookView["page"]> {
  const { agencies, cases, clock } = dependencies;
  const settings = await agencies.settings();
  const waiting = (await openTasksOf(dependencies, [firstStep(visit).actor]))
    .filter((task) => isFirstTask(visit, task))
    .toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  for (const task of waiting) {
    const [dossier] = await cases.dossiers([task.caseId]);
    if (!dossier) continue;
    const choosable = ownOutcomes(dossier, task, await choosableNow(dependencies, dossier, task, candidate)).filter(
      ({ from }) => from === null,
    );
    if (choosable.length === 0) throw notToAnswer(settings, dossier, task, candidate);
    const step = stepOfTask(dossier, task);
    return {
      case: task.caseId,
      task: task.id,
      number: shortNumber(task.caseId),
      fields: step.fields ?? [],
      rules: step.rules ?? [],
      outcomes: choosable.map((each) => outcomeView(step, each)),
      context: formContext(settings, visit, clock.now()),
    };
  }
  return null;
}

export const showRecaps: RouteHandler = async (request, dependencies) => {
  const member = await roomReader(request, dependencies);
  const { agencies, recaps } = dependencies;
  const month = monthOf(request);
  const report = readingTable("report");
  const { calendar } = await agencies.settings();
  const { days, entries } = await readMonth(dependencies, month);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: false });
  const open = (await openTasksOf(dependencies, actorsOf(report))).filter(
    (task) => task.procedure === report.id && task.subject === subjectFrom(report, month),
  );
  const view: RecapMonthView = {
    month,
    zone: calendar.zone,
    procedure: report.id,
    mine: roleToBegin(member, report) !== null,
    keepsDays: keepsDays(member),
    days: days.map(dayRow),
    ...headings(),
    serviceDays: serviceDaysIn(entries),
    figures: figureFacts(await monthFigures(dependencies, month), context),
    reports: [
      ...(await recaps.reports(month)).map(({ at, caseId, version }) => ({ case: caseId, version, at })),
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

/** Whether a member writes into the recap book by hand: as those do who greet readers. */
function keepsDays(member: StaffMember): boolean {
  return roleToBegin(member, readingTable("visit")) !== null;
}

/** All open tasks of roles whose lists hold little else. */
async function openTasksOf({ tasks }: Pick<Dependencies, "tasks">, roles: ActorId[]): Promise<TaskItem[]> {
  return (await Array.fromAsync(tasks.inbox(roles))).map(({ task }) => task);
}

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
