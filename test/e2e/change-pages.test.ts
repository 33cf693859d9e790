import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { changedCase, possibleChanges } from "../support/sample-changes.ts";
import { openCases, schoolCase } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answer, type Answers, type StaffPages } from "../support/staff-pages.ts";

const casePath = `/petugas/berkas/${schoolCase}`;
const changePath = `${casePath}/perubahan`;
const changesApi = `/api/staff/cases/${schoolCase}/changes`;

/** The case as it stands and the ways to change it; `post` answers what is sent. */
function api(post: () => Answer = () => undefined, possible = () => possibleChanges): Answers {
  return ({ method, path }) => {
    if (path === changesApi) return method === "POST" ? (post() ?? { json: { number: 2 } }) : { json: possible() };
    return path === `/api/staff/cases/${schoolCase}` ? { json: changedCase } : undefined;
  };
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const choose = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const reason = (page: Page) => page.getByLabel("Alasan");

describe.skipIf(!browserPath)("changing a case", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("is begun on the page of the case, where nothing is chosen for the reader and what ends it stands last", async () => {
    const { page, sent } = await pages.open(casePath, { answers: api() });
    await page.getByRole("link", { name: "Ubah berkas" }).click();
    await page.getByRole("heading", { level: 1, name: "Ubah berkas" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(changePath);
    const ways = await page.getByRole("main").getByRole("listitem").getByRole("link").allInnerTexts();
    expect(ways).toHaveLength(6);
    expect(ways.slice(-2)).toEqual(["Batalkan oleh dinas", "Tandai sebagai berkas ganda"]);
    expect(await reason(page).count()).toBe(0);
    expect(sent).toEqual([]);
  });

  test("sends what was filled in, as it stands, with the reason, and tells it on the page of the case", async () => {
    const { page, sent } = await pages.open(changePath, { answers: api() });
    await choose(page, "Perbaiki data");
    const name = page.getByLabel("Nama instansi/lembaga");
    expect(await name.inputValue()).toBe("SMP Negri 1 Contoh");
    await name.fill("SMP Negeri 1 Contoh");
    await press(page, "Perbaiki data");
    await page.getByRole("alert").getByText("Tulis alasan perubahan ini.").waitFor();
    await reason(page).fill("Salah ketik.");
    await press(page, "Perbaiki data");
    await page.getByText("Tersimpan: Perbaiki data.").waitFor();
    expect(new URL(page.url()).pathname).toBe(casePath);
    expect(sent).toMatchObject([
      {
        path: changesApi,
        body: {
          operation: "correct-data",
          seen: 1,
          reason: "Salah ketik.",
          values: { "request.institutionName": "SMP Negeri 1 Contoh", "request.contactName": "Budi Santoso" },
        },
      },
    ]);
  });

  test("ends a case only when that is ticked once more", async () => {
    const { page, sent } = await pages.open(changePath, { answers: api() });
    await choose(page, "Batalkan oleh dinas");
    await reason(page).fill("Gedung ditutup.");
    await press(page, "Batalkan oleh dinas");
    await page.getByRole("alert").getByText("Beri tanda untuk memastikan.").waitFor();
    expect(sent).toEqual([]);
    await page.getByLabel(`Ya, berkas ${schoolCase} berakhir dengan ini`).check();
    await press(page, "Batalkan oleh dinas");
    await page.getByText("Tersimpan: Batalkan oleh dinas.").waitFor();
    expect(sent).toHaveLength(1);
  });

  test("keeps what was typed through a refusal and a reload, and says what is wrong", async () => {
    const message = "Mobil ini sudah dipakai pada waktu itu.";
    const refused: Answer = { status: 409, json: { code: "taken", message } };
    const { page } = await pages.open(changePath, { answers: api(() => refused) });
    await choose(page, "Pindahkan jadwal");
    await page.getByLabel("Mulai").fill("10:00");
    await reason(page).fill("Kepala sekolah berhalangan.");
    await press(page, "Pindahkan jadwal");
    await page.getByText(message).waitFor();
    await page.reload();
    await reason(page).waitFor();
    expect(await page.getByLabel("Mulai").inputValue()).toBe("10:00");
    expect(await reason(page).inputValue()).toBe("Kepala sekolah berhalangan.");
  });

  test("tells that somebody else was faster, and types nothing over what they changed", async () => {
    const message = "Berkas ini baru saja diubah oleh orang lain.";
    let answered = 0;
    const moved = possibleChanges.operations.map((way) =>
      way.id === "move-appointment" ? { ...way, values: { ...way.values, date: "2026-12-09" } } : way,
    );
    const { page, sent } = await pages.open(changePath, {
      answers: api(
        () => ((answered += 1) === 1 ? { status: 409, json: { code: "stale", message } } : undefined),
        () => (answered === 0 ? possibleChanges : { ...possibleChanges, seen: 2, operations: moved }),
      ),
    });
    await choose(page, "Pindahkan jadwal");
    await page.getByLabel("Mulai").fill("10:00");
    await reason(page).fill("Kepala sekolah berhalangan.");
    await press(page, "Pindahkan jadwal");
    await page.getByRole("alert").getByText(message).waitFor();
    await press(page, "Muat keadaan terbaru");
    await page.getByText("Ini keadaan terbaru.").waitFor();
    expect(await page.getByLabel("Tanggal").inputValue()).toBe("2026-12-09");
    await press(page, "Pindahkan jadwal");
    await page.getByText("Tersimpan: Pindahkan jadwal.").waitFor();
    expect(sent.at(-1)?.body).toMatchObject({
      seen: 2,
      reason: "Kepala sekolah berhalangan.",
      values: { date: "2026-12-09", start: "10:00", end: "11:00" },
    });
  });

  test("lets a case that stopped go on, from the page that says what stopped it", async () => {
    const { page } = await pages.open(casePath, { answers: api() });
    await page.getByText("Alur berhenti pada langkah ini").waitFor();
    await page.getByRole("link", { name: "Lanjutkan" }).click();
    await reason(page).fill("Server sudah diperbaiki.");
    await press(page, "Lanjutkan");
    await page.getByText("Tersimpan: Lanjutkan.").waitFor();
  });

  test("is not offered to who may not, and the page says so", async () => {
    const answers: Answers = (request) => {
      if (request.path === changesApi) return { json: { ...possibleChanges, operations: [] } };
      if (request.path === `/api/staff/cases/${schoolCase}`) return { json: { ...changedCase, mayChange: [] } };
      return undefined;
    };
    const { page } = await pages.open(casePath, { answers });
    await page.getByText("Berkas ini dapat dilanjutkan oleh").waitFor();
    expect(await page.getByRole("link", { name: /Ubah berkas|Lanjutkan/ }).count()).toBe(0);
    await page.goto(pages.origin + changePath);
    await page.getByText("Tidak ada yang dapat Anda ubah").waitFor();
  });

  test("shows who changed what and why, each fact as it was and is, and what counts no more", async () => {
    const { page } = await pages.open(casePath, { answers: api() });
    const changes = page.getByRole("region", { name: "Perubahan berkas" });
    await changes.waitFor();
    const [first = "", second = ""] = await changes.getByRole("listitem").allInnerTexts();
    expect(first).toMatch(/Perbaiki data\s+Sri Wahyuni, .*, hari ini 09.00 WIB/);
    expect(first).toContain("Nama sekolah salah ketik.");
    expect(first.replace(/\s+/g, " ")).toContain("semula: SMP Negri 1 Contoh → menjadi: SMP Negeri 1 Contoh");
    expect(first.replace(/\s+/g, " ")).toContain("semula: kosong → menjadi: B 1234 XY");
    expect(second).toContain("KJG-2026-00047");
    const history = await page.getByRole("region", { name: "Riwayat" }).getByRole("listitem").allInnerTexts();
    expect(history.filter((entry) => entry.includes("tidak berlaku lagi"))).toHaveLength(2);
    expect(history.at(-1)).not.toContain("sedang berjalan");
  });

  describe("closing many at once", () => {
    const cases = openCases.cases.map((row) => ({ ...row, mayClose: row.case !== schoolCase }));
    const listed: Answers = ({ method, path }) => {
      if (path === "/api/staff/cases") return { json: { ...openCases, cases, next: null } };
      if (method !== "POST" || path !== "/api/staff/changes") return undefined;
      const message = "Kunjungan ini sudah dijadwalkan.";
      const results = [
        { case: "KJG-2026-00049", stored: true, message: null },
        { case: "KJG-2026-00047", stored: false, message },
      ];
      return { json: { results } };
    };

    test("takes one reason for what is ticked, and tells one by one what could not be closed", async () => {
      const { page, sent, complaints } = await pages.open("/petugas/berkas", { answers: listed });
      await press(page, "Pilih beberapa");
      expect(await page.getByRole("checkbox").count()).toBe(2);
      for (const box of await page.getByRole("checkbox").all()) await box.check();
      await press(page, "Ya, tutup 2 berkas");
      await page.getByRole("alert").getByText("Tulis alasan").waitFor();
      expect(await findings(page)).toEqual([]);
      await reason(page).fill("Iklan.");
      await press(page, "Ya, tutup 2 berkas");
      await page.getByText("1 dari 2 berkas ditutup.").waitFor();
      await page.getByText("Kunjungan ini sudah dijadwalkan.").waitFor();
      expect(await page.getByRole("list", { name: "Berjalan" }).getByRole("listitem").count()).toBe(2);
      expect(await reason(page).inputValue()).toBe("Iklan.");
      expect(sent.map(({ body }) => body)).toEqual([
        { operation: "close-quietly", cases: ["KJG-2026-00049", "KJG-2026-00047"], reason: "Iklan." },
      ]);
      expect(await findings(page)).toEqual([]);
      expect(await unfit(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    test("is not offered to who may not", async () => {
      const { page } = await pages.open("/petugas/berkas");
      await page.getByText("MTs Al-Hikmah").waitFor();
      expect(await page.getByRole("button", { name: "Pilih beberapa" }).count()).toBe(0);
    });
  });

  describe("can be read and worked by everyone, on any screen", () => {
    const named = (id: string) => `${changePath}?cara=${id}`;
    const addresses = [casePath, changePath, named("correct-data"), named("mark-duplicate"), named("replace-people")];

    test.each(addresses)("%s", async (address) => {
      const { page, complaints } = await pages.open(address, { answers: api() });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByText("Memuat…").waitFor({ state: "detached" });
      if (address.startsWith(`${changePath}?`)) await page.locator("button[type=submit]").click();
      expect(await findings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await findings(page, ["color-contrast"])).toEqual([]);
      expect(await unfit(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
