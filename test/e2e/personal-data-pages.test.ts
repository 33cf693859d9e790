/** The desk of whoever looks after personal data, in a browser: finding, choosing, acting, breaches; and the requester's side. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type {
  FoundView,
  IncidentListView,
  IncidentView,
  PrivacyListView,
  PrivacyRequestView,
} from "../../functions/contract/personal-data.ts";
import type { StaffMeView } from "../../functions/contract/staff.ts";
import { incidentFields, requestFields } from "../../functions/domain/personal-data/record-forms.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { startPublicPages, type PublicPages } from "../support/public-pages.ts";
import { registrar, schoolCase } from "../support/sample-staff-views.ts";
import { sampleForm, sampleTracking } from "../support/sample-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const officer: StaffMeView = { ...registrar, dataRequests: { open: 2, overdue: true } };
const number = "PDP-2026-0001";
const form = (fields: typeof requestFields) => ({ fields, context: sampleForm.context });
const times = { receivedAt: "2026-11-20T02:00:00.000Z", dueAt: "2026-11-23T02:00:00.000Z", closedAt: null };
const title = { id: "Penghapusan data", en: "Erasure" };

const list: PrivacyListView = {
  requests: [{ number, kind: title, asker: "Ratna Dewi", overdue: true, ...times }],
  ...{ total: { count: 1, more: false }, next: null, hours: 72, form: form(requestFields) },
};
const service = { id: "Layanan Kunjungan Resmi", en: "Official visit" };
const known = {
  ...{ procedure: service, subject: "SMPN 1 Contoh", createdAt: "2026-11-10T02:00:00.000Z", endedAt: null },
  ...{ statusLabel: { id: "Sedang diproses", en: "In progress" }, privacy: null },
};
const request = (overrides: Partial<PrivacyRequestView> = {}): PrivacyRequestView => ({
  ...{ number, kind: { id: "erase", title }, asker: { name: "Ratna Dewi", contact: "0812" }, overdue: true, ...times },
  ...{ recognised: "KTP", channel: { id: "Datang sendiri", en: "In person" }, words: "Hapus data saya.", seen: 1 },
  entries: [{ at: times.receivedAt, name: "Wati", title: { id: "Dicatat", en: "Recorded" }, words: "" }],
  cases: [],
  classes: [
    { id: "contact", title: { id: "Nama dan kontak orang luar", en: "Names" }, why: null },
    {
      id: "letter",
      title: { id: "Surat masuk", en: "Letters" },
      why: { id: "Arsip dinas (UU 43/2009).", en: "Record." },
    },
  ],
  ...overrides,
});
const withCase = request({
  seen: 2,
  cases: [{ case: schoolCase, ...known, blocked: false, erased: [], endsByWithdrawal: true, correct: null }],
});
const found = (next: string | null): FoundView => ({
  ...{ read: 50, unreadable: [], total: next ? { count: 100, more: false } : null, next },
  hits: next ? [] : [{ case: schoolCase, where: [{ id: "Nomor HP/WhatsApp", en: "Phone" }], ...known }],
});
const facts = { foundOn: "2026-11-20", foundAt: "09:00", happened: "Daftar terkirim keliru.", data: "Nama." };
const incidents: IncidentListView = {
  incidents: [
    {
      number: "INS-2026-0001",
      happened: facts.happened,
      foundAt: times.receivedAt,
      overdue: true,
      dueAt: times.dueAt,
      closedAt: null,
    },
  ],
  ...{ total: { count: 1, more: false }, next: null, hours: 72, form: form(incidentFields) },
};
const incident: IncidentView = {
  ...{ number: "INS-2026-0001", foundAt: times.receivedAt, dueAt: times.dueAt, overdue: true, closedAt: null, seen: 1 },
  ...{ entries: request().entries, form: form(incidentFields), values: facts, notice: "Pemberitahuan ..." },
};

describe.skipIf(!browserPath)("the desk for personal data", () => {
  let pages: StaffPages;
  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("a request is opened from the list, the person found part by part, a case chosen, and its data erased after a second tap", async () => {
    let parts = 0;
    const answers: Answers = ({ method, path }) => {
      if (path === "/api/staff/me") return { json: officer };
      if (path === "/api/staff/personal-data") return { json: list };
      if (path.endsWith("/find")) return { json: found((parts += 1) === 1 ? "open x" : null) };
      if (path.endsWith(number)) return { json: method === "GET" ? request() : withCase };
      return undefined;
    };
    const { page, sent, complaints } = await pages.open("/petugas", { answers, viewport: { width: 320, height: 800 } });
    await page.getByRole("link", { name: "Data pribadi (2, terlambat!)" }).click();
    await page.getByText("1 dari 1").waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByRole("button", { name: "Simpan" }).click();
    await page.getByRole("alert").getByText("Nama peminta", { exact: false }).waitFor();
    await page.getByRole("link", { name: number }).click();
    await page.getByLabel("Email, telepon, atau nama").fill("0812 3456 7890");
    await page.getByRole("button", { name: "Cari di semua berkas" }).click();
    await page.getByText("100 dari 100 berkas dibaca").waitFor();
    await page.getByRole("button", { name: `Pilih ${schoolCase}` }).click();
    await page.getByRole("button", { name: "Hapus yang dipilih" }).click();
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByRole("button", { name: "Ya, lakukan" }).click();
    await expect
      .poll(() => sent.at(-1)?.body)
      .toEqual({ did: "erase", cases: [schoolCase], classes: ["contact"], seen: 2, words: "" });
    expect(sent.map(({ body }) => body)).toContainEqual({ did: "cases", cases: [schoolCase], seen: 1, words: "" });
    expect(complaints).toEqual([]);
  });

  test("a breach shows until when it is to be told, its ready notice, and takes new facts and its end", async () => {
    const answers: Answers = ({ path }) => {
      if (path === "/api/staff/me") return { json: officer };
      if (path === "/api/staff/personal-data/incidents") return { json: incidents };
      return path.startsWith("/api/staff/personal-data/incidents/") ? { json: incident } : undefined;
    };
    const { page, sent, complaints } = await pages.open("/petugas/data-pribadi/insiden", {
      ...{ answers, viewport: { width: 320, height: 800 } },
    });
    await page.getByRole("link", { name: "INS-2026-0001" }).click();
    await page.getByRole("textbox", { name: "Teks pemberitahuan" }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByLabel("Jumlah orang", { exact: false }).fill("12");
    await page.getByRole("button", { name: "Perbarui keterangan" }).click();
    await expect.poll(() => sent.at(-1)?.body).toEqual({ seen: 1, values: { ...facts, people: "12" } });
    await page.getByRole("textbox", { name: "Keterangan", exact: true }).fill("Selesai.");
    await page.getByRole("button", { name: "Tutup insiden" }).click();
    await expect.poll(() => sent.at(-1)?.body).toEqual({ seen: 1, did: "closed", words: "Selesai." });
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(!browserPath)("the requester's own data", () => {
  let pages: PublicPages;
  beforeAll(async () => {
    pages = await startPublicPages();
  });
  afterAll(() => pages?.close());

  test("are asked about last on the tracking page, on a browser that is known; the number and the day of the answer are told", async () => {
    const path = "/api/tracking/sample/personal-data";
    const { page, sent, complaints } = await pages.open("/lacak/sample", {
      "GET /api/tracking/sample": { json: { ...sampleTracking, known: true } },
      [`GET ${path}`]: { json: { requests: [], hours: 72, nonce: "nonce-1" } },
      [`POST ${path}`]: { status: 201, json: { number, dueAt: times.dueAt, copy: null } },
    });
    await page.getByText("Data pribadi Anda", { exact: true }).click();
    await page.getByRole("button", { name: "Minta perbaikan" }).click();
    await page.getByLabel("Apa yang salah", { exact: false }).fill("Nama saya Ratna.");
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByRole("button", { name: "Kirim permintaan" }).click();
    await page.getByText(`Permintaan ${number} tercatat.`, { exact: false }).waitFor();
    expect(sent.at(-1)?.body).toMatchObject({ kind: "correct", words: "Nama saya Ratna.", nonce: "nonce-1" });
    expect(complaints).toEqual([]);
    const stranger = await pages.open("/lacak/sample");
    expect(await stranger.page.getByText("Data pribadi Anda").count()).toBe(0);
  });
});
