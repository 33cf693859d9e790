/** Sc11: the report of a month that was closed, one that nobody makes in time, and one with days that nobody recorded. */
import type { TaskView } from "../../functions/contract/decision.ts";
import type { RecapMonthView } from "../../functions/contract/reading-room.ts";
import type { ServiceLevelsView } from "../../functions/contract/service-levels.ts";
import { aMinuteLater, dayAhead, jumpToDay } from "./office-hours.ts";
import { expectStatus, refusal, until, type Officer } from "./people.ts";
import { ends, reader, tell } from "./reading-on-site.ts";
import { memberWith, type Stage, type Story } from "./stage.ts";

const procedure = "monthly-report";

export const monthReportStories: Story[] = [
  {
    procedure,
    title: "Sc11: akhir bulan tanpa buku: NIHIL dengan alasan, diterima Kasi sebelum 7 Desember",
    ownHost: true,
    play: nilMonth,
  },
  {
    procedure,
    title: "Sc11: petugas diam sampai lewat 7 Desember; laporan Desember dibuka 4 Januari",
    ownHost: true,
    play: lateMonth,
  },
];

const novemberDays = "2-6, 9-13, 16-20, 23-27, 30";
const decemberDays = "1-4, 7-9, 11, 14-18, 21-23, 28-31";

async function nilMonth(stage: Stage): Promise<string> {
  const officer = await stage.officer("circulation-officer");
  const caseId = await openedOn(stage, "2026-12-01", "2026-11");
  const page = await openPage(stage, officer, caseId, "2026-12-07T16:00");
  const zeros = ["serviceDays", "visitors", "books"].map((name) => factOf(page, name));
  if (zeros.some((figure) => figure !== "0")) throw new Error(`the figures are ${zeros.join(", ")}`);
  warns(stage, page, novemberDays);
  const answer = { outcome: "nihil", note: "", values: {} };
  const refused = await officer.browser.post(`/api/staff/tasks/${caseId}/${page.task}`, answer);
  if (refused.status !== 422) throw new Error(`a NIL report without reason got ${refused.status}`);
  tell(stage, caseId, "Sirkulasi", "mengirim NIHIL tanpa alasan: ditolak");

  await jumpToDay(stage, "2026-12-03", 7.5);
  await aMinuteLater(stage);
  const { text } = await stage.mailbox.next(officer.email, new RegExp(`^Pengingat: .*${caseId}`));
  if (!text.includes("Senin, 7 Desember 2026, pukul 16.00 WIB")) throw new Error(`the reminder says "${text}"`);
  tell(stage, caseId, "Sistem", "dua hari kerja tanpa laporan: mengingatkan petugas");
  await officer.work(caseId, "nihil", {}, "Ruang baca direnovasi.");
  tell(stage, caseId, "Sirkulasi", "mengirim laporan NIHIL dengan alasan");
  const kasi = stage.official("service-section-head");
  await kasi.decide(caseId, "kembalikan", "Sebutkan tanggal renovasi.");
  tell(stage, caseId, "Kasi", "mengembalikan untuk diperbaiki");
  await officer.work(caseId, "nihil", {}, "Ruang baca direnovasi 1 sampai 30 November 2026.");

  await jumpToDay(stage, "2026-12-04", 9);
  await kasi.decide(caseId, "terima");
  tell(stage, caseId, "Kasi", "menerima laporan lewat tautan email, sebelum batas waktunya");
  await filed(stage, officer, caseId, "2026-11");
  return ends(stage, officer, caseId);
}

async function lateMonth(stage: Stage): Promise<string> {
  const officer = await stage.officer("circulation-officer");
  const late = await openedOn(stage, "2026-12-01", "2026-11");
  await silentBeyond(stage, late);
  await officer.work(late, "nihil", {}, "Ruang baca direnovasi 1 sampai 30 November 2026.");
  await stage.official("service-section-head").decide(late, "terima");
  await ends(stage, officer, late);

  await jumpToDay(stage, "2026-12-10", 9);
  await reader(stage);
  await jumpToDay(stage, "2027-01-01", 9);
  await aMinuteLater(stage);
  if ((await recap(officer, "2026-12")).reports.length > 0) throw new Error("a report was opened on a holiday");
  const caseId = await openedOn(stage, "2027-01-04", "2026-12");
  const page = await openPage(stage, officer, caseId, "2027-01-11T16:00");
  if (!page.time.closed?.id.includes("5 Jan libur")) throw new Error(`what is told is "${page.time.closed?.id ?? ""}"`);
  if (factOf(page, "serviceDays") !== "1") throw new Error(`days of service: ${factOf(page, "serviceDays")}`);
  warns(stage, page, decemberDays);
  const unexplained = await refusal(officer.work(caseId, "laporkan"));
  if (!unexplained.includes("missingExplained")) throw new Error(`nothing is to be explained: ${unexplained}`);
  tell(stage, caseId, "Sirkulasi", "mengirim laporan tanpa menjelaskan hari itu: ditolak");
  await officer.work(caseId, "laporkan", { missingExplained: "Pencatatan berhenti selama renovasi meja layanan." });
  const kasi = await stage.officer("service-section-head");
  warns(stage, await kasi.see(caseId, "terima"), decemberDays);
  await kasi.work(caseId, "terima");
  tell(stage, caseId, "Kasi", "menerima laporan; hari tanpa rekap tetap tertulis di dalamnya");
  await filed(stage, officer, caseId, "2026-12");
  return ends(stage, officer, caseId);
}

/** Nobody makes the report: after its day it is late in the lists, in the mail of the morning, and to the post above. */
async function silentBeyond(stage: Stage, caseId: string): Promise<void> {
  const { email } = memberWith("circulation-officer");
  await jumpToDay(stage, "2026-12-08", 7.6);
  await aMinuteLater(stage);
  const morning = await stage.mailbox.next(email, /^Tugas hari ini, Selasa, 8 Desember 2026: \d+ terlambat/);
  if (!morning.text.includes(caseId)) throw new Error(`the mail of the morning says "${morning.text}"`);
  const kasi = await stage.officer("service-section-head");
  const row = (await kasi.inbox("all")).find((each) => each.case === caseId);
  if (row?.time.status !== "late") throw new Error(`the list says ${row?.time.status ?? "nothing"}`);
  const levels = expectStatus(await kasi.browser.get<ServiceLevelsView>("/api/staff/service-levels"), 200);
  const waits = levels.waiting.find((each) => each.procedure === procedure);
  if (!waits || waits.late === 0) throw new Error("the page of service levels says nothing of it");
  tell(stage, caseId, "Sistem", "lewat 7 Desember: terlambat di daftar tugas, Mutu layanan dan email pagi");
  await jumpToDay(stage, "2026-12-09", 7.5);
  await aMinuteLater(stage);
  await stage.mailbox.next(kasi.email, new RegExp(`^Terlambat: .*${caseId}`));
  tell(stage, caseId, "Sistem", "sehari kerja kemudian memberi tahu Kasi");
}

/** The report that the calendar opens at 07.30 on a day, of a month (YYYY-MM). */
async function openedOn(stage: Stage, date: string, month: string): Promise<string> {
  const officer = await stage.officer("circulation-officer");
  await jumpToDay(stage, date, 7.5);
  const { case: caseId } = await until(`the report of ${month}`, async () => (await recap(officer, month)).reports[0]);
  tell(stage, caseId, "Sistem", `membuka laporan ${month} dengan sendirinya`);
  return caseId;
}

/** @param dueAt local time */
async function openPage(stage: Stage, officer: Officer, caseId: string, dueAt: string): Promise<TaskView> {
  const row = await until(`a task of ${caseId}`, async () =>
    (await officer.inbox()).find((each) => each.case === caseId),
  );
  const page = (await officer.browser.get<TaskView>(`/api/staff/tasks/${row.case}/${row.task}`)).body;
  const { openedAt } = page.time;
  const opened = new Date(Date.parse(openedAt) + zoneOffset).toISOString().slice(0, 16);
  if (opened !== `${dayAhead(stage, 0)}T07:30`) throw new Error(`the report was opened at ${opened}`);
  if (page.time.dueAt !== new Date(`${dueAt}:00+07:00`).toISOString())
    throw new Error(`it is due ${page.time.dueAt ?? "never"}`);
  tell(stage, caseId, "Sirkulasi", `membaca laporan: batas waktunya ${dueAt.replace("T", " ")}`);
  return page;
}

const zoneOffset = 7 * 3_600_000;

function factOf({ facts }: TaskView, name: string): string {
  return facts.find((each) => each.name === name)?.value ?? "";
}

/** That days have no recap is a warning, which lists them. */
function warns(stage: Stage, page: TaskView, days: string): void {
  const warning = page.aids.notices.find(({ id }) => id.includes(`tanggal ${days} (`));
  if (!warning) throw new Error(`no warning of ${days}: ${JSON.stringify(page.aids.notices)}`);
  tell(stage, page.case, "Sistem", `memperingatkan: ${warning.id}`);
}

async function recap(officer: Officer, month: string): Promise<RecapMonthView> {
  return expectStatus(await officer.browser.get<RecapMonthView>(`/api/staff/reading/recaps/${month}`), 200);
}

async function filed(stage: Stage, officer: Officer, caseId: string, month: string): Promise<void> {
  await until("the report to be filed", async () =>
    (await recap(officer, month)).reports.find((each) => each.case === caseId && each.version === 1),
  );
  tell(stage, caseId, "Sistem", `menyimpan laporan ${month} sebagai versi 1`);
}
