import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { daySheet } from "../../statemachines/reading-on-site/reading-visit/day-sheet.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { readingVisit } from "../../statemachines/reading-on-site/reading-visit/sop.ts";
import { surveyFields } from "../../functions/domain/survey/survey.ts";
import { browserPath, startStaffPages, type Answer, type StaffPages } from "../support/staff-pages.ts";
import { unfit } from "../support/narrow-screen.ts";
import { sampleNow } from "../support/sample-staff-views.ts";

const [, guestBookRow] = readingVisit.steps;
const outcomes = (guestBookRow?.outcomes ?? [])
  .filter((each) => !each.onDeadline)
  .map(({ id, label, tone }) => ({
    id,
    label,
    tone,
    note: "none",
    noteLabel: label,
    outsideSop: false,
    anytime: false,
  }));
const context = {
  today: "2026-11-23",
  leadDays: 0,
  serviceHours: {},
  closedDays: [],
  exceptions: [],
  office: { serviceHours: {}, closedDays: [], exceptions: [] },
  districts: [],
  vehicles: [],
};
const page = {
  case: "REF-2026-00012",
  task: "t1",
  number: "12",
  fields: guestBookRow?.fields,
  rules: [],
  outcomes,
  context,
};
const room = {
  now: sampleNow,
  date: "2026-11-23",
  procedure: readingVisit.id,
  mine: true,
  openingCheck: { case: "REF-2026-00001", task: "t0" },
  readers: [
    {
      case: "REF-2026-00011",
      number: "11",
      task: "t9",
      step: { id: "read", number: 5, state: { id: "Membaca di meja baca", en: "Reading" } },
      since: sampleNow,
      people: 1,
      category: { id: "Mahasiswa", en: "Student" },
      asks: false,
      outcomes: [{ ...outcomes[0], label: { id: "Selesai membaca", en: "Finished" } }],
    },
  ],
  today: { visitors: 3, books: 5, questions: 1 },
};

const label = (id: string, en = id) => ({ id, en });
const recaps = {
  month: "2026-11",
  zone: "Asia/Jakarta",
  procedure: "monthly-report",
  mine: true,
  keepsDays: true,
  days: [
    {
      date: "2026-11-20",
      status: "recap",
      reason: "",
      visitors: 3,
      bySex: [1, 2],
      books: 4,
      byClass: [4],
      questions: 1,
    },
    {
      date: "2026-11-23",
      status: "missing",
      reason: "",
      visitors: 0,
      bySex: [0, 0],
      books: 0,
      byClass: [0],
      questions: 0,
    },
  ],
  sexes: [label("Laki-laki"), label("Perempuan")],
  classes: [label("000 Karya umum")],
  serviceDays: 1,
  figures: [{ name: "visitors", label: label("Jumlah pengunjung"), value: "3" }],
  reports: [{ case: "REF-2026-00002", version: 1, at: sampleNow }],
  goLive: "2026-11-18",
  paper: {
    ...{ fields: daySheet.fields, rules: daySheet.rules, context, closed: null },
    days: { from: "2026-11-18", to: "2026-11-23" },
    entries: [
      {
        ...{ id: "0190a000-0000-7000-8000-00000000000a", date: "2026-11-20" },
        values: { paperSexes: { L: 1, P: 2 } },
        versions: [
          { version: 2, visitors: 3, books: 0, reason: "Salah hitung.", by: "Dewi Lestari, A.Md.", at: sampleNow },
          { version: 1, visitors: 30, books: 0, reason: "Listrik padam.", by: "Dewi Lestari, A.Md.", at: sampleNow },
        ],
      },
    ],
  },
};

const answers = ({ method, path }: { method: string; path: string }): Answer => {
  if (method !== "GET") return undefined;
  if (path === "/api/staff/reading/guest-book")
    return {
      json: { procedure: readingVisit.id, catalogue: "https://opac.contoh.example/", page },
    };
  if (path === "/api/staff/reading/surveys/99") return { status: 404, json: { code: "unknown", message: "" } };
  if (path === "/api/staff/reading/surveys/12")
    return { json: { title: label("Baca di Tempat"), open: true, answered: false, fields: surveyFields({}), context } };
  if (path === "/api/staff/reading") return { json: room };
  return path.startsWith("/api/staff/reading/recaps/") ? { json: recaps } : undefined;
};

describe.skipIf(!browserPath)("the pages of reading on site", () => {
  let pages: StaffPages;
  beforeAll(async () => {
    pages = await startStaffPages();
  }, 120_000);
  afterEach(() => pages.tidy());
  afterAll(() => pages.close());

  it("takes a reader through the guest book, and forgets everything for the next", async () => {
    const {
      complaints,
      page: tab,
      sent,
    } = await pages.open("/petugas/ruang-baca/kios", {
      answers,
      viewport: { width: 820, height: 1180 },
    });
    const tap = (name: string) => tab.getByRole("button", { name, exact: true }).click();
    await tap("Mulai");
    for (const answer of ["Sendiri", "Perempuan", "Mahasiswa", "Membaca"]) await tap(answer);
    await tab.getByLabel(/Nama atau asal/).fill("Ny. Rahasia");
    await tap("Lanjut");
    await tap("Saya perlu bantuan petugas");
    await tab.getByText("Silakan ke meja petugas").waitFor();
    expect(sent).toMatchObject([
      {
        path: "/api/staff/tasks/REF-2026-00012/t1",
        body: {
          outcome: "kesulitan",
          values: { company: "sendiri", sex: "P", category: "mahasiswa", purpose: "membaca", guestName: "Ny. Rahasia" },
        },
      },
    ]);
    await tab.clock.runFor(16_000);
    await tab.getByRole("button", { name: "Mulai", exact: true }).waitFor();
    expect(await tab.content()).not.toContain("Rahasia");
    expect(complaints).toEqual([]);
  });

  it("goes on with the next page where another kiosk took this one, and shows nothing of that reader", async () => {
    const message = "Jawaban Anda sudah tersimpan: Membaca (Nama: Ny. Rahasia).";
    let tries = 0;
    const { page: tab, sent } = await pages.open("/petugas/ruang-baca/kios", {
      answers: (call) => {
        if (call.method !== "POST") return answers(call);
        return (tries += 1) === 1 ? { status: 409, json: { code: "stored-otherwise", message } } : { json: {} };
      },
      viewport: { width: 820, height: 1180 },
    });
    const tap = (name: string) => tab.getByRole("button", { name, exact: true }).click();
    await tap("Mulai");
    for (const answer of ["Sendiri", "Perempuan", "Mahasiswa", "Membaca"]) await tap(answer);
    await tap("Lanjut");
    await tap("Saya perlu bantuan petugas");
    await tab.getByText("Silakan ke meja petugas").waitFor();
    expect(await tab.content()).not.toContain("Rahasia");
    expect(sent).toHaveLength(2);
  });

  it("tells a reader whose first try was stored without a word that the change was not", async () => {
    const message = "Jawaban Anda sudah tersimpan: Membaca (Nama: Ny. Rahasia).";
    let tries = 0;
    const { page: tab } = await pages.open("/petugas/ruang-baca/kios", {
      answers: (call) => {
        if (call.method !== "POST") return answers(call);
        if ((tries += 1) === 1) return { status: 502, json: { code: "unknown", message: "" } };
        return { status: 409, json: { code: "stored-otherwise", message } };
      },
      viewport: { width: 820, height: 1180 },
    });
    const tap = (name: string) => tab.getByRole("button", { name, exact: true }).click();
    await tap("Mulai");
    for (const answer of ["Sendiri", "Perempuan", "Mahasiswa", "Membaca"]) await tap(answer);
    await tap("Lanjut");
    await tap("Saya perlu bantuan petugas");
    await tab.getByRole("alert").waitFor();
    await tap("Saya perlu bantuan petugas");
    await tab.getByText("Isian Anda yang pertama sudah tersimpan; perubahan terakhir belum.").waitFor();
    await tab.getByText("Silakan ke meja petugas").waitFor();
    expect(await tab.content()).not.toContain("Rahasia");
  });

  it("asks a reader who has finished how it was, by number and without a name", async () => {
    const {
      complaints,
      page: tab,
      sent,
    } = await pages.open("/petugas/ruang-baca/kios", {
      answers: (call) =>
        call.method === "POST" && call.path.includes("/surveys/")
          ? { status: 201, json: { stored: true } }
          : answers(call),
      viewport: { width: 820, height: 1180 },
    });
    await tab.getByRole("button", { name: "Sudah selesai? Nilai layanan kami" }).click();
    await tab.getByLabel("Nomor Anda").fill("99");
    await tab.getByRole("button", { name: "Lanjut", exact: true }).click();
    await tab.getByText("Nomor ini tidak ada hari ini").waitFor();
    await tab.getByLabel("Nomor Anda").fill("12");
    await tab.getByRole("button", { name: "Lanjut", exact: true }).click();
    await tab.getByRole("radio", { name: "Murah", exact: true }).waitFor();
    for (const group of await tab
      .getByRole("group")
      .filter({ has: tab.getByRole("radio") })
      .all())
      if ((await group.getByRole("radio").count()) === 4) await group.getByRole("radio").nth(2).check();
    await tab.locator("button.yes").click();
    await tab
      .getByText(/Terima kasih/)
      .first()
      .waitFor();
    expect(sent).toMatchObject([{ path: "/api/staff/reading/surveys/12", body: { values: { u1: "3", u9: "3" } } }]);
    await tab.clock.runFor(61_000);
    await tab.getByRole("button", { name: "Mulai", exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("takes a group through the guest book of its visit, and forgets what was written", async () => {
    const [visit] = officialVisit.steps.filter(({ kiosk }) => kiosk);
    const [signed] = visit?.outcomes ?? [];
    const book = {
      ...{ case: "KJG-2026-00012", page: "open", language: "en", from: null, who: "SMPN 1 Contoh" },
      ...{ role: label("Pengunjung"), fields: visit?.fields, rules: visit?.rules, context },
      outcome: { id: signed?.id, label: signed?.label },
      holds: 50,
    };
    const {
      complaints,
      page: tab,
      sent,
    } = await pages.open("/petugas/ruang-baca/kios", {
      answers: (request) =>
        request.path === "/api/staff/reading/guest-books" && request.method === "GET"
          ? { json: { books: [book] } }
          : answers(request),
      viewport: { width: 390, height: 844 },
    });
    const tap = (name: string) => tab.getByRole("button", { name, exact: true }).click();
    await tab.getByRole("button", { name: "Buku tamu: SMPN 1 Contoh" }).waitFor();
    if (process.env["SHOTS"]) await tab.screenshot({ path: `${process.env["SHOTS"]}/kiosk-visits.png` });
    await tap("Buku tamu: SMPN 1 Contoh");
    await tap("Simpan buku tamu");
    await tab.getByRole("alert").getByText("Jumlah yang hadir").waitFor();
    await tab.getByLabel("Jumlah yang hadir").fill("38");
    await tab.getByLabel(/Nama wakil rombongan/).fill("Ny. Rahasia");
    expect(await unfit(tab)).toEqual([]);
    if (process.env["SHOTS"]) await tab.screenshot({ path: `${process.env["SHOTS"]}/kiosk-visit.png` });
    await tap("Simpan buku tamu");
    await tab.getByText("Buku tamu terisi. Selamat berkunjung.").waitFor();
    expect(sent.at(-1)).toMatchObject({
      path: "/api/staff/reading/guest-books/KJG-2026-00012",
      body: { values: { attendance: "38", representative: "Ny. Rahasia" } },
    });
    await tap("Selesai");
    await tab.getByRole("button", { name: "Mulai", exact: true }).waitFor();
    expect(await tab.content()).not.toContain("Rahasia");
    expect(complaints).toEqual([]);
  });

  it("returns to the start after a minute without a touch, and no other staff page opens from a kiosk", async () => {
    const { page: tab } = await pages.open("/petugas/ruang-baca/kios", {
      answers,
      viewport: { width: 390, height: 844 },
    });
    await tab.getByRole("button", { name: "Mulai", exact: true }).click();
    await tab.getByRole("button", { name: "Rombongan", exact: false }).click();
    expect(await unfit(tab)).toEqual([]);
    await tab.clock.runFor(61_000);
    await tab.getByRole("button", { name: "Mulai", exact: true }).waitFor();
    await tab.goto(`${pages.origin}/petugas/berkas`);
    await tab.getByRole("button", { name: "Mulai", exact: true }).waitFor();
    expect(await tab.getByRole("navigation").count()).toBe(0);
  });

  it("takes a day that was kept on paper, and a correction of one, on a phone", async () => {
    const opened = await pages.open("/petugas/ruang-baca/rekap/2026-11", {
      answers: (call) => (call.method === "POST" ? { status: 201, json: {} } : answers(call)),
      viewport: { width: 390, height: 844 },
    });
    const { complaints, page: tab, sent } = opened;
    const tap = (name: string) => tab.getByRole("button", { name, exact: true }).first().click();
    await tap("Isi dari catatan kertas");
    expect(await tab.getByLabel("Tanggal", { exact: true }).inputValue()).toBe("2026-11-23");
    await tap("Simpan catatan");
    await tab.getByRole("alert").getByText("Pengunjung hari itu").waitFor();
    await tab.getByLabel("Laki-laki").first().fill("4");
    await tab.getByLabel("Perempuan").first().fill("6");
    await tab.getByText("Rincian pengunjung, sejauh tercatat").click();
    await tab.getByLabel("Pelajar SD").fill("11");
    await tab.getByLabel("Alasan diisi susulan").fill("Listrik padam.");
    await tap("Simpan catatan");
    if (process.env["SHOTS"]) await tab.screenshot({ path: `${process.env["SHOTS"]}/paper.png`, fullPage: true });
    await tab.getByRole("alert").getByText("Lebih banyak daripada pengunjung hari itu").waitFor();
    await tab.getByLabel("Pelajar SD").fill("10");
    expect(await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await tap("Simpan catatan");
    await tab.getByText("Catatan tersimpan.").waitFor();
    await tap("Betulkan");
    await tab.getByLabel("Perempuan").first().fill("1");
    await tab.getByLabel("Alasan pembetulan").last().fill("Salah tulis.");
    expect(await unfit(tab)).toEqual([]);
    await tap("Simpan catatan");
    await tab.getByText("Catatan tersimpan.").waitFor();
    expect(sent).toMatchObject([
      {
        path: "/api/staff/reading/days/2026-11-23/paper",
        body: { version: 1, values: { paperSexes: { L: "4", P: "6" }, paperCategories: { "pelajar-sd": "10" } } },
      },
      {
        path: "/api/staff/reading/days/2026-11-20/paper",
        body: { version: 3, values: { paperSexes: { L: 1, P: "1" } }, reason: "Salah tulis." },
      },
    ]);
    expect(complaints).toEqual([]);
  });

  it.each([
    [1180, 820],
    [390, 844],
  ])("fits the room and the recap book into %i pixels", async (width, height) => {
    const open = (address: string) => pages.open(address, { answers, viewport: { width, height } });
    const { complaints, page: tab } = await open("/petugas/ruang-baca");
    await tab.getByText("Nomor 11").waitFor();
    const wide = () => document.documentElement.scrollWidth > innerWidth;
    expect(await tab.evaluate(wide)).toBe(false);
    if (process.env["SHOTS"]) await tab.screenshot({ path: `${process.env["SHOTS"]}/room-${width}.png` });
    const second = await open("/petugas/ruang-baca/rekap/2026-11");
    await second.page.getByText("1 hari layanan belum ada rekapnya").waitFor();
    expect(await second.page.evaluate(wide)).toBe(false);
    if (process.env["SHOTS"]) await second.page.screenshot({ path: `${process.env["SHOTS"]}/recaps-${width}.png` });
    expect([...complaints, ...second.complaints]).toEqual([]);
    expect([...(await unfit(tab)), ...(await unfit(second.page))]).toEqual([]);
  });
});
