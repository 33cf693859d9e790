/** SOP 2 as people play it: a morning in the reading room. */
import { randomUUID } from "node:crypto";
import type { GuestBookView, ReadingRoomView } from "../../functions/contract/reading-room.ts";
import type { StaffCaseCreatedView } from "../../functions/contract/staff.ts";
import { until, type Officer } from "./people.ts";
import { lengths, type Stage, type Story } from "./stage.ts";

export const readingStories: Story[] = [
  { procedure: "opening-check", title: "hari layanan dibuka, internet mati", play: openingDay },
  { procedure: "reading-visit", title: "pemustaka bertanya dan membaca dua buku", play: reader },
  { procedure: "reading-visit", title: "rombongan dua belas siswa", play: group },
];

const guest = {
  company: "sendiri",
  sex: "P",
  category: "mahasiswa",
  purpose: "mencari-referensi",
  membership: "anggota",
};

async function openingDay(stage: Stage): Promise<string> {
  await officeMorning(stage);
  const officer = await stage.officer("circulation-officer");
  const check = await until("today's opening check", async () => (await room(officer)).openingCheck);
  await officer.work(check.case, "ada-kendala", { broken: ["internet"] }, "Internet mati, katalog dari server lokal.");
  tell(stage, check.case, "Sirkulasi", "memeriksa server dan komputer: internet mati, tetap melayani");
  return ends(stage, officer, check.case);
}

/** One reader, from the greeting to the recap; answers the case. */
export async function reader(stage: Stage): Promise<string> {
  await officeMorning(stage);
  const officer = await stage.officer("circulation-officer");
  const caseId = await greet(stage, officer);
  await signGuestBook(stage, officer, caseId, "kesulitan", guest);
  await officer.work(caseId, "terjawab", { subjects: 1, answered: 1 });
  tell(stage, caseId, "Sirkulasi", "menjawab satu pertanyaan rujukan");
  return leave(stage, officer, caseId, { "300": 1, X: 1 });
}

async function group(stage: Stage): Promise<string> {
  await officeMorning(stage);
  const officer = await stage.officer("circulation-officer");
  const caseId = await greet(stage, officer);
  const pupils = {
    company: "rombongan",
    groupSize: 12,
    groupMale: 5,
    category: "pelajar-smp",
    purpose: "mengerjakan-tugas",
  };
  await signGuestBook(stage, officer, caseId, "ketemu", pupils);
  return leave(stage, officer, caseId, { "500": 4, "800": 6 });
}

async function greet(stage: Stage, officer: Officer): Promise<string> {
  const body = { procedure: "reading-visit", submissionId: randomUUID(), language: "id", values: {} };
  const { case: caseId } = (await officer.browser.post<StaffCaseCreatedView>("/api/staff/cases", body)).body;
  tell(stage, caseId, "Sirkulasi", "menyambut pengunjung");
  stage.clock.advance(2 * lengths.minute);
  return caseId;
}

/** The reader at the kiosk. */
async function signGuestBook(
  stage: Stage,
  kiosk: Officer,
  caseId: string,
  outcome: string,
  values: Record<string, unknown>,
): Promise<void> {
  const page = await until("the guest book", async () => {
    const { page } = (await kiosk.browser.get<GuestBookView>("/api/staff/reading/guest-book")).body;
    return page?.case === caseId ? page : null;
  });
  const body = { outcome, note: "", values, channel: "counter" };
  const reply = await kiosk.browser.post(`/api/staff/tasks/${page.case}/${page.task}`, body);
  if (reply.status !== 200) throw new Error(`the guest book answered ${reply.status}: ${reply.text.slice(0, 200)}`);
  tell(stage, caseId, "Pengunjung", "mengisi buku tamu di kios");
  stage.clock.advance(2 * lengths.minute);
}

async function leave(stage: Stage, officer: Officer, caseId: string, books: Record<string, number>): Promise<string> {
  stage.clock.advance(40 * lengths.minute);
  await officer.work(caseId, "selesai-membaca");
  await officer.work(caseId, "terekap", { books });
  const count = Object.values(books).reduce((sum, each) => sum + each, 0);
  tell(stage, caseId, "Sirkulasi", `merekap ${count} buku dan menata di rak`);
  return ends(stage, officer, caseId);
}

export async function ends(stage: Stage, officer: Officer, caseId: string): Promise<string> {
  const { status } = await until(`${caseId} to end`, async () => {
    const view = await officer.showCase(caseId);
    return view.endedAt === null ? null : view;
  });
  if (status !== "SELESAI") throw new Error(`${caseId} ended as ${status}`);
  tell(stage, caseId, "Sistem", `berkas ditutup: ${status}`);
  return caseId;
}

async function room(officer: Officer): Promise<ReadingRoomView> {
  return (await officer.browser.get<ReadingRoomView>("/api/staff/reading")).body;
}

/** Moves the clock to a working morning that the calendar has opened. */
async function officeMorning(stage: Stage): Promise<void> {
  for (let hour = 0; hour < 24 * 10; hour += 1) {
    const local = new Date(stage.clock.now() + 7 * lengths.hour);
    const weekday = local.getUTCDay();
    if (weekday >= 1 && weekday <= 4 && local.getUTCHours() >= 8 && local.getUTCHours() < 11) break;
    stage.clock.jumpTo(Math.ceil((stage.clock.now() + 1) / lengths.hour) * lengths.hour);
  }
  await stage.tick();
}

export function tell(stage: Stage, caseId: string, who: string, what: string): void {
  stage.tell({ case: caseId, who, what });
}
