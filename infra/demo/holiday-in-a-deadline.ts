/** Sc13, played on SOP 1: a holiday, and hours of Ramadan, that are entered while a plan waits for a decision. */
import type { SettingsSectionView } from "../../functions/contract/administration.ts";
import type { HistoryView, TimeView } from "../../functions/contract/shared.ts";
import { ask, procedure, putForward, tell, type Host } from "./mobile-acts.ts";
import { aMinuteLater, jumpToDay } from "./office-hours.ts";
import { expectStatus } from "./people.ts";
import type { Stage, Story } from "./stage.ts";

export const holidayStories: Story[] = [
  {
    procedure,
    title: "Sc13: hari libur di dalam batas waktu, libur daerah dan jam Ramadan yang ditambahkan kemudian",
    ownHost: true,
    play: holidayEntered,
  },
];

/** The list on the page of that section. */
const holidays = "calendar.holidays";

async function holidayEntered(stage: Stage): Promise<string> {
  await jumpToDay(stage, "2026-12-23", 9);
  const host = await ask(stage, "SD Negeri 13 Contoh", "2027-01-12");
  await jumpToDay(stage, "2026-12-23", 10);
  await putForward(stage, host);
  await due(stage, host, "2026-12-28 10:00", "24 Des cuti bersama, 25 Des libur, 26-27 akhir pekan");
  const finished = await finishedSteps(stage, host);

  await jumpToDay(stage, "2026-12-23", 14);
  const holiday = { date: "2026-12-28", name: "Libur daerah", kind: "local", estimated: "" };
  await enter(stage, "libur", ({ values }) => ({
    ...values,
    [holidays]: [...(values[holidays] as object[]), holiday],
  }));
  tell(stage, host, "Administrator", "menambahkan libur daerah Senin 28 Desember");
  const closed = "24 Des cuti bersama, 25 Des libur, 26-27 akhir pekan, 28 Des libur daerah";
  await due(stage, host, "2026-12-29 10:00", closed);
  if ((await finishedSteps(stage, host)) !== finished) throw new Error("a finished step has changed");
  tell(stage, host, "Riwayat", "langkah yang selesai tidak berubah");

  await jumpToDay(stage, "2026-12-29", 9);
  await stage.official("library-division-head").decide(host.caseId, "sesuai");
  const judged = (await history(stage, host)).findLast(({ outcome }) => outcome?.id === "sesuai");
  if (!judged || judged.late) throw new Error("the decision counts as late");
  tell(stage, host, "Kabid", "menyetujui pada hari kerja berikutnya: tepat waktu");
  await cancelled(stage, host);
  return ramadan(stage);
}

/** What was an estimate is known after the sidang isbat: the office closes at 15.00 from Monday on. */
async function ramadan(stage: Stage): Promise<string> {
  await jumpToDay(stage, "2027-02-04", 8);
  const estimated = await enter(stage, "ramadan", (section) => ({ ...section.values, "calendar.ramadan": [] }));
  const host = await ask(stage, "SD Negeri 14 Contoh");
  tell(stage, host, "Administrator", "mengosongkan perkiraan jam Ramadan sampai sidang isbat");
  await jumpToDay(stage, "2027-02-04", 15.5);
  await putForward(stage, host);
  await due(stage, host, "2027-02-08 15:30", "5 Feb cuti bersama, 6 Feb libur, 7 Feb akhir pekan");
  await jumpToDay(stage, "2027-02-07", 20);
  await enter(stage, "ramadan", () => estimated);
  tell(stage, host, "Administrator", "sesudah sidang isbat mengisi jam Ramadan mulai 8 Februari");
  await due(stage, host, "2027-02-08 15:00", "5 Feb cuti bersama, 6 Feb libur, 7 Feb akhir pekan");
  return cancelled(stage, host);
}

/** As the administrator does on the page of a section; answers what stood there before. */
async function enter(
  stage: Stage,
  section: string,
  changed: (before: SettingsSectionView) => SettingsSectionView["values"],
): Promise<SettingsSectionView["values"]> {
  const { browser } = await stage.officer("system-admin");
  const path = `/api/staff/administration/settings/${section}`;
  const before = expectStatus(await browser.get<SettingsSectionView>(path), 200);
  expectStatus(await browser.post(path, { revision: before.revision, values: changed(before) }), 200);
  await aMinuteLater(stage);
  return before.values;
}

/** Until when the Kabid may decide, and why not earlier, as the page of the task says it. @param when local time */
async function due(stage: Stage, host: Host, when: string, why: string): Promise<void> {
  const { closed, dueAt } = await timeOf(stage, host);
  const shown = new Date(Date.parse(dueAt ?? "") + zoneOffset).toISOString().slice(0, 16).replace("T", " ");
  if (shown !== when || closed?.id !== why) throw new Error(`due ${shown}, because of ${closed?.id ?? "nothing"}`);
  tell(stage, host, "Kabid", `melihat batas waktu ${when}: ${why}`);
}

const zoneOffset = 7 * 3_600_000;

async function timeOf(stage: Stage, { caseId }: Host): Promise<TimeView> {
  return (await (await stage.officer("library-division-head")).see(caseId, "sesuai")).time;
}

async function history(stage: Stage, { caseId }: Host): Promise<HistoryView[]> {
  return (await (await stage.officer("service-section-head")).showCase(caseId)).history;
}

async function finishedSteps(stage: Stage, host: Host): Promise<string> {
  return JSON.stringify((await history(stage, host)).filter(({ outcome }) => outcome !== null));
}

async function cancelled(stage: Stage, host: Host): Promise<string> {
  const head = await stage.officer("service-section-head");
  await head.change(host.caseId, "cancel", "Sekolah memindahkan kegiatannya.");
  await aMinuteLater(stage);
  await head.waitForEnd(host.caseId);
  tell(stage, host, "Kasi", "membatalkan atas permintaan sekolah; berkas ditutup");
  return host.caseId;
}
