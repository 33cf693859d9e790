/** What an administrator sees first on a restored service, and how the waiting ends; what everybody else sees. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { RestorationView } from "../../functions/contract/restoration.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { registrar, sampleAgency } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const copyAt = "2026-11-22T18:00:00.000Z";
const waiting: RestorationView = {
  copyAt,
  restoredAt: "2026-11-23T02:30:00.000Z",
  registers: [
    {
      field: "incoming-2026",
      register: "incoming",
      title: { id: "Buku agenda surat masuk", en: "Agenda book of incoming letters" },
      year: 2026,
      last: 212,
    },
  ],
  mails: ["first", "second"].map((id) => ({
    case: "KJG-2026-00045",
    id,
    subject: `Surat ${id}`,
    to: "Budi Santoso",
    createdAt: "2026-11-22T17:59:00.000Z",
  })),
};

/** An API that waits after a restoration; refuses an end without numbers. */
function restoredApi(administers: boolean): Answers {
  let { mails } = waiting;
  return ({ method, path }) => {
    if (path === "/api/agency") return { json: { ...sampleAgency, restored: { copyAt } } };
    if (path === "/api/staff/me") return { json: { ...registrar, administers } };
    if (path === "/api/staff/restoration") return { json: { ...waiting, mails } };
    if (path === "/api/staff/restoration/mails") {
      mails = mails.slice(1);
      return { json: { ...waiting, mails } };
    }
    if (method !== "POST" || path !== "/api/staff/restoration/end") return undefined;
    if (mails.length === 0) return { json: {} };
    const fields = { "incoming-2026": "Isi nomor terakhir yang benar-benar dipakai; 0 bila belum ada." };
    return { status: 422, json: { code: "invalid", message: "Layanan belum dilanjutkan.", fields } };
  };
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

describe.skipIf(!browserPath)("a restored service", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("meets its administrator with what it waits for, and goes on when all is said", async () => {
    const { page, sent, complaints } = await pages.open("/petugas", { answers: restoredApi(true) });
    await heading(page, "Layanan dipulihkan dari salinan");
    expect(new URL(page.url()).pathname).toBe("/petugas/pemulihan");
    await page.getByText(/Layanan ini dipulihkan dari salinan Senin, 23 November 2026, pukul 01\.00 WIB/).waitFor();
    expect(await page.getByLabel("Buku agenda surat masuk 2026").inputValue()).toBe("");

    await press(page, "Lanjutkan layanan");
    await page.getByText("Isi nomor terakhir yang benar-benar dipakai").waitFor();

    await press(page, "Jangan kirim: Surat first");
    await press(page, "Kirim semua");
    await page.getByText("Tidak ada surat yang perlu ditentukan.").waitFor();
    await page.getByLabel("Buku agenda surat masuk 2026").fill("215");
    await press(page, "Lanjutkan layanan");
    await heading(page, /Tugas saya/);
    await page.getByText("Layanan dilanjutkan.").waitFor();
    expect(await page.getByText(/dipulihkan dari salinan/).count()).toBe(0);
    expect(sent.map(({ path, body }) => [path.replace("/api/staff/restoration/", ""), body])).toEqual([
      ["end", { numbers: [] }],
      ["mails", { mails: [{ case: "KJG-2026-00045", id: "first" }], send: false }],
      ["mails", { mails: "all", send: true }],
      ["end", { numbers: [{ register: "incoming", year: 2026, last: 215 }] }],
    ]);
    // The refusal of the first attempt is told by the browser too.
    expect(complaints.filter((line) => !/422/.test(line))).toEqual([]);
  });

  test("can be read and pressed by everyone, also on a narrow screen", async () => {
    const { page } = await pages.open("/petugas/pemulihan", { answers: restoredApi(true) });
    await heading(page, "Layanan dipulihkan dari salinan");
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
  });

  test("tells everybody else in a line above their tasks", async () => {
    const { page } = await pages.open("/petugas", { answers: restoredApi(false) });
    await heading(page, /Tugas saya/);
    expect(await page.getByText(/surat, email, dan nomor menyusul setelah admin memeriksanya/).count()).toBe(1);
    expect(await page.getByRole("link", { name: "Pemulihan" }).count()).toBe(0);
  });
});
