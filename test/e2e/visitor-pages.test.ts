import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { CaseRequest } from "../../functions/contract/requests.ts";
import { browserPath, startPublicPages, type PublicPages } from "../support/public-pages.ts";
import type { TrackingView } from "../../functions/contract/public.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { sampleCreated, sampleForm, sampleTracking } from "../support/sample-views.ts";
import { sampleAgency, schoolCase } from "../support/sample-staff-views.ts";

const form = "/permohonan/official-visit";
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const field = (page: Page, name: string) => page.locator(`#field-${name}`);
const letter = { name: "surat.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 sample") };
const uploads = {
  "POST /api/uploads": { json: { file: "letter-1", url: "/store/letters", fields: { key: "letters/letter-1" } } },
  "POST /store/letters": { status: 204, json: null },
};

const typed: Record<string, string> = {
  institutionName: "SMP Negeri 1 Contoh",
  institutionAddress: "Jalan Merdeka 12, Contoh",
  contactName: "Budi Santoso, S.Pd.",
  contactEmail: "budi@smpn1.sch.id",
  contactPhone: "0812 3456 7890",
  purposeDetail: "Mengenal koleksi referensi.",
  preferredDate: "2026-12-02",
  preferredStart: "09:00",
  preferredEnd: "11:00",
  headcount: "40",
};

async function fillIn(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
  await field(page, "institutionType").selectOption("smp");
  await field(page, "purpose").selectOption("literasi");
  await page.getByRole("radio", { name: "Contoh Barat" }).check();
}

async function finish(page: Page): Promise<void> {
  await field(page, "letterFile").setInputFiles(letter);
  await page.getByText("Sudah terunggah").waitFor();
  await field(page, "consent").check();
}

const typedNow = (page: Page) =>
  Promise.all(Object.keys(typed).map(async (name) => [name, await field(page, name).inputValue()] as const));

describe.skipIf(!browserPath)("visitor pages", () => {
  let pages: PublicPages;

  beforeAll(async () => {
    pages = await startPublicPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("the front page shows the service standard, the complaints channel and the way to the form", async () => {
    const { page } = await pages.open("/");
    await page.getByText("Tidak dipungut biaya.").waitFor();
    await page.getByRole("heading", { name: "Pengaduan dan saran" }).waitFor();
    await page.getByRole("link", { name: /Ajukan permohonan/ }).click();
    await page.getByRole("heading", { name: "Permohonan Layanan Kunjungan Resmi" }).waitFor();
  });

  test("a request is sent once complete, and its number and private link are shown", async () => {
    const { page, sent } = await pages.open(form, {
      ...uploads,
      "POST /api/requests": { status: 201, json: sampleCreated },
    });
    await fillIn(page);
    await finish(page);
    await press(page, "Kirim permohonan");
    await page.getByText(schoolCase).waitFor();
    expect(await page.getByLabel("Tautan pribadi untuk memantau").inputValue()).toMatch(/\/lacak\/\S{43}$/);
    const request = sent.at(-1)?.body as CaseRequest;
    expect(request).toMatchObject({ procedure: "official-visit", language: "id" });
    expect(request.values).toMatchObject({ ...typed, letterFile: "letter-1", consent: true });
    await page.reload();
    await page.getByText(schoolCase).waitFor();
  });

  test("what the agency announces stands on the front page and above the form, as it was typed", async () => {
    const notice = { id: "Layanan <b>tutup</b> 24 Desember.\nBuka lagi 28 Desember.", en: "Closed." };
    const texts = { ...sampleAgency.texts, notice, welcome: { id: "Selamat datang.", en: "Welcome." } };
    const { page } = await pages.open("/", { "GET /api/agency": { json: { ...sampleAgency, texts } } });
    await page.getByText("Selamat datang.").waitFor();
    await page.getByText("Layanan <b>tutup</b> 24 Desember.").waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByRole("link", { name: /Ajukan permohonan/ }).click();
    await field(page, "consent").waitFor();
    expect(await page.getByText("Buka lagi 28 Desember.").isVisible()).toBe(true);
    expect(await findings(page)).toEqual([]);
  });

  test("a consent that was changed meanwhile is shown, to be ticked again, and nothing else is lost", async () => {
    const text = "Teks persetujuan baru saja diubah.";
    const replies = [
      { status: 422, json: { code: "invalid", message: text, fields: { consent: text } } },
      { status: 201, json: sampleCreated },
    ];
    const consent = { version: "2", text: { id: "Saya setuju dengan kata-kata baru.", en: "I agree anew." } };
    let changed = false;
    const { page, sent } = await pages.open(form, {
      ...uploads,
      "GET /api/procedures/official-visit/request-form": () => ({
        json: changed ? { ...sampleForm, consent } : sampleForm,
      }),
      "POST /api/requests": () => replies.shift(),
    });
    await fillIn(page);
    await finish(page);
    changed = true;
    await press(page, "Kirim permohonan");
    await page.getByText("Saya setuju dengan kata-kata baru.").waitFor();
    expect(await field(page, "consent").isChecked()).toBe(false);
    expect(await page.locator("#field-consent-error").innerText()).toContain(text);
    expect(await typedNow(page)).toEqual(Object.entries(typed));
    await field(page, "consent").check();
    await press(page, "Kirim permohonan");
    await page.getByText(schoolCase).waitFor();
    const posts = sent
      .filter(({ path }) => path === "/api/requests")
      .map(({ body }) => (body as CaseRequest).consentVersion);
    expect(posts).toEqual(["1", "2"]);
  });

  test("a request is found again by its number and a mailed code, and is still there after the page that told its number is closed", async () => {
    const wrong = "Tuliskan nomor seperti pada surat kami, misalnya KJG-2026-00012.";
    const replies = [
      { status: 422, json: { code: "invalid", message: wrong, fields: { case: wrong } } },
      { status: 202, json: { minutes: 10 } },
    ];
    const { page, sent, complaints } = await pages.open("/", {
      ...{ "POST /api/found/code": () => replies.shift() },
      "POST /api/found/proof": { json: { tracking: "/lacak/sample" } },
    });
    await page.getByRole("link", { name: "Cari permohonan saya" }).click();
    await page.getByRole("heading", { level: 1, name: "Cari permohonan saya" }).waitFor();
    await page.getByLabel("Nomor permohonan").fill("12");
    await press(page, "Kirim kode");
    await page.getByRole("alert").getByText(wrong).waitFor();
    await page.getByLabel("Nomor permohonan").fill("kjg-2026-00045");
    await press(page, "Kirim kode");
    await page.getByLabel("Kode 6 angka dari email").fill("123456");
    await press(page, "Lanjutkan");
    await page.waitForURL("**/lacak/sample");
    expect(sent.at(-1)?.body).toEqual({ case: "kjg-2026-00045", answer: "123456", shared: false });

    await page.evaluate((created) => history.pushState(created, "", "/terkirim"), sampleCreated);
    await page.reload();
    await page.getByText(schoolCase).waitFor();
    await page.getByText("menjawab paling lambat 1 hari kerja sesudah permohonan kami terima").waitFor();
    await page.goto(new URL("/", page.url()).href);
    await page.goto(new URL("/terkirim", page.url()).href);
    await page.getByRole("link", { name: schoolCase }).waitFor();
    await page.goto(new URL("/permohonan-saya", page.url()).href);
    expect(await page.getByRole("link", { name: schoolCase }).getAttribute("href")).toBe(sampleCreated.tracking);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });

  test("the code that confirms the address is asked for on the same page; a wrong one is said there, and nothing typed is lost", async () => {
    const wrong = "Jawaban tidak cocok. Sisa percobaan: 4.";
    const replies = [
      { status: 202, json: { codeSentTo: typed.contactEmail, minutes: 10 } },
      { status: 422, json: { code: "invalid", message: wrong, fields: { code: wrong } } },
      { status: 201, json: sampleCreated },
    ];
    const { page, sent } = await pages.open(form, { ...uploads, "POST /api/requests": () => replies.shift() });
    await fillIn(page);
    await finish(page);
    await press(page, "Kirim permohonan");
    await page.getByRole("heading", { name: "Konfirmasi email Anda" }).waitFor();
    await page.getByText(`Kode sudah dikirim ke ${typed.contactEmail}.`, { exact: false }).waitFor();
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    const code = page.getByLabel("Kode 6 angka dari email");
    await code.fill("000000");
    await press(page, "Lanjutkan");
    await page.getByRole("alert").getByText(wrong).waitFor();
    await press(page, "Ubah isian atau alamat email");
    expect(Object.fromEntries(await typedNow(page))).toEqual(typed);
    await page.getByRole("button", { name: "Kembali ke kode" }).click();
    await code.fill("123456");
    await page.getByRole("checkbox", { name: "dipakai bersama orang lain" }).check();
    await press(page, "Lanjutkan");
    await page.getByText(schoolCase).waitFor();
    const [first, , last] = sent.filter(({ path }) => path === "/api/requests").map(({ body }) => body as object);
    expect(last).toEqual({ ...first, code: "123456", shared: true });
  });

  test("what was typed stays when the server refuses a field, and the field says why", async () => {
    const message = "Alamat email tidak dapat menerima surat.";
    const { page, sent } = await pages.open(form, {
      ...uploads,
      "POST /api/requests": { status: 422, json: { code: "invalid", message: "x", fields: { contactEmail: message } } },
    });
    await fillIn(page);
    await finish(page);
    await press(page, "Kirim permohonan");
    await page.getByRole("link", { name: message }).click();
    expect(await field(page, "contactEmail").evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field(page, "contactEmail").getAttribute("aria-invalid")).toBe("true");
    expect(Object.fromEntries(await typedNow(page))).toEqual(typed);
    await field(page, "contactEmail").fill("budi@gmail.com");
    expect(await field(page, "contactEmail").getAttribute("aria-invalid")).toBe("false");
    await press(page, "Kirim permohonan");
    const ids = sent
      .filter(({ path }) => path === "/api/requests")
      .map(({ body }) => (body as CaseRequest).submissionId);
    expect(new Set(ids).size).toBe(1);
  });

  test("a lost answer is asked for again with the same id and secret, kept through a reload", async () => {
    const { page, sent } = await pages.open(form, { ...uploads, "POST /api/requests": "offline" });
    await fillIn(page);
    await finish(page);
    await press(page, "Kirim permohonan");
    await page.getByRole("alert").getByText("Permohonan belum terkirim.").waitFor();
    await page.reload();
    await page.getByText("Isian Anda yang terakhir dikembalikan.").waitFor();
    await finish(page);
    await press(page, "Kirim permohonan");
    await page.getByRole("alert").getByText("Permohonan belum terkirim.").waitFor();
    const requests = sent.filter(({ path }) => path === "/api/requests").map(({ body }) => body as CaseRequest);
    expect(requests).toHaveLength(2);
    expect(new Set(requests.map(({ secret, submissionId }) => `${submissionId} ${String(secret)}`)).size).toBe(1);
    expect(requests[0]?.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test("when another content is stored: it says which and where, keeps what was typed, and can send it as new", async () => {
    const message =
      "Yang sudah tersimpan dengan nomor KJG-2026-00001: SMPN 1, 40 orang. Isian yang baru ini belum disimpan.";
    const json = { code: "stored-otherwise", message, stored: { case: "KJG-2026-00001", tracking: "/lacak/abc" } };
    let tries = 0;
    const { page, sent } = await pages.open(form, {
      ...uploads,
      "POST /api/requests": () => ((tries += 1) === 1 ? { status: 409, json } : { status: 201, json: sampleCreated }),
    });
    await fillIn(page);
    await finish(page);
    await press(page, "Kirim permohonan");
    await page.getByRole("alert").getByText(message).waitFor();
    expect(await page.getByRole("link", { name: "Buka halaman pemantauan" }).getAttribute("href")).toBe("/lacak/abc");
    expect(Object.fromEntries(await typedNow(page))).toEqual(typed);
    expect(await field(page, "consent").isChecked()).toBe(true);
    await press(page, "Kirim sebagai permohonan baru");
    await page.getByText(schoolCase).waitFor();
    const [first, second] = sent.filter(({ path }) => path === "/api/requests").map(({ body }) => body as CaseRequest);
    expect(second?.values).toEqual(first?.values);
    expect(second?.submissionId).not.toBe(first?.submissionId);
    expect(second?.secret).not.toBe(first?.secret);
  });

  test("a reload or a dead network loses nothing that was typed", async () => {
    const { page } = await pages.open(form, { ...uploads, "POST /api/requests": "offline" });
    await fillIn(page);
    await finish(page);
    await press(page, "Kirim permohonan");
    await page.getByRole("alert").getByText("Permohonan belum terkirim.").waitFor();
    await page.reload();
    await page.getByText("Isian Anda yang terakhir dikembalikan.").waitFor();
    expect(Object.fromEntries(await typedNow(page))).toEqual(typed);
    expect(await field(page, "consent").isChecked()).toBe(false);
  });

  test("what was typed and chosen is there for a day, also in another window, until somebody says otherwise", async () => {
    const { page, sent } = await pages.open(form, {
      ...uploads,
      "POST /api/requests": { status: 201, json: sampleCreated },
    });
    await fillIn(page);
    await finish(page);
    await page.reload();
    await page.getByText("surat.pdf").waitFor();
    await page.getByText("Sudah terunggah").waitFor();
    const another = await page.context().newPage();
    const address = page.url();
    await another.goto(new URL("/", address).href);
    // What one window writes is told to the other a little later.
    const keysIn = (window: Page) => window.evaluate(() => Object.keys(localStorage).sort().join(" "));
    const reopened = async () => {
      await expect.poll(() => keysIn(another)).toBe(await keysIn(page));
      await another.goto(address);
      await field(another, "institutionName").waitFor();
      return field(another, "institutionName").inputValue();
    };
    expect(await reopened()).toBe(typed["institutionName"]);
    await another.getByText("surat.pdf").waitFor();
    const shared = page.getByLabel("Komputer atau ponsel ini dipakai bersama orang lain");
    await shared.check();
    await another.evaluate(() => sessionStorage.clear());
    expect(await reopened()).toBe("");
    expect(await another.getByText("surat.pdf").count()).toBe(0);
    await shared.uncheck();
    await field(page, "consent").check();
    await press(page, "Kirim permohonan");
    await page.getByText(schoolCase).waitFor();
    const request = sent.find(({ path }) => path === "/api/requests")?.body as CaseRequest;
    expect(request.values).toMatchObject({ institutionName: typed["institutionName"], letterFile: "letter-1" });
    const left = await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
    // What was sent is known on a device of one's own, by its number and page.
    expect(left.filter((key) => key.startsWith("draft:"))).toEqual(["draft:sent-requests"]);
    expect(await reopened()).toBe("");
  });

  test("what was typed is erased by two taps, and by a day that goes by", async () => {
    const { page } = await pages.open(form, uploads);
    await fillIn(page);
    await finish(page);
    await press(page, "Hapus isian");
    await press(page, "Ya, hapus semua isian");
    await page.getByText("surat.pdf").waitFor({ state: "detached" });
    expect(await field(page, "institutionName").inputValue()).toBe("");
    await field(page, "institutionName").fill("SD Negeri 2 Contoh");
    await page.clock.setFixedTime(Date.now() + 25 * 3_600_000);
    await page.reload();
    await field(page, "institutionName").waitFor();
    expect(await field(page, "institutionName").inputValue()).toBe("");
    expect(await page.getByText("surat.pdf").count()).toBe(0);
  });

  test("an incomplete form is not sent; the list of errors takes the focus and leads to the fields", async () => {
    const { page, sent } = await pages.open(form);
    await press(page, "Kirim permohonan");
    const summary = page.getByRole("alert");
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    await summary.getByRole("link", { name: "Pilih jenis instansi." }).click();
    expect(await field(page, "institutionType").evaluate((element) => element === document.activeElement)).toBe(true);
    expect(sent).toEqual([]);
  });

  test("a slip in an address, a holiday and a large group are told at once, none too strictly", async () => {
    const { page } = await pages.open(form);
    await field(page, "contactEmail").fill("budi@gmial.com");
    await press(page, "Ya, perbaiki");
    expect(await field(page, "contactEmail").inputValue()).toBe("budi@gmail.com");
    await field(page, "preferredDate").fill("2026-12-25");
    await page.getByText("Jumat, 25 Desember 2026: Hari Raya Natal").waitFor();
    await field(page, "preferredDate").fill("2026-12-04");
    await page.getByText("Jumat, 4 Desember 2026, buka pukul 08.00-11.00 WIB").waitFor();
    await field(page, "headcount").fill("120");
    await page.getByText("diterima dalam 3 sesi").waitFor();
  });

  test("an upload that failed is told and can be tried again", async () => {
    let reachable = false;
    const { page } = await pages.open(form, {
      ...uploads,
      "POST /store/letters": () => (reachable ? { status: 204, json: null } : "offline"),
    });
    await field(page, "letterFile").setInputFiles(letter);
    await page.getByText("Dokumen belum terunggah.").waitFor();
    reachable = true;
    await press(page, "Coba lagi");
    await page.getByText("Sudah terunggah").waitFor();
    const word = { name: "surat.docx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004[Content_Types].xml") };
    await field(page, "letterFile").setInputFiles(word);
    await page.getByText("Dokumen ini dari Word, Excel, atau program sejenis.", { exact: false }).waitFor();
  });

  test("the tracking page says what came of the request and what is asked, then the letter; cancelling stands last", async () => {
    const { page } = await pages.open("/lacak/sample");
    await page.getByRole("heading", { level: 1, name: "Kami mengusulkan waktu lain untuk kunjungan Anda" }).waitFor();
    const answer = page.getByRole("link", { name: "Pilih salah satu waktu" });
    expect(await answer.getAttribute("href")).toBe(`${sampleTracking.answer?.path}?pilih=pilih`);
    const order = [
      page.getByText("Kapan Anda dapat berkunjung?"),
      page.getByText("Mohon dijawab paling lambat Senin, 30 November 2026, pukul 16.00 WIB."),
      answer,
      page.getByRole("link", { name: "Usulkan waktu lain" }),
      page.getByText("Sebagai gantinya, kami mengusulkan tiga waktu"),
      page.getByText("Yang sudah terjadi"),
      page.getByRole("button", { name: "Batalkan permohonan" }),
    ];
    const tops = await Promise.all(order.map(async (part) => (await part.boundingBox())?.y ?? 0));
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    expect(tops[3]).toBeLessThan(844 - 52);
    expect(await page.getByRole("main").innerText()).not.toMatch(/SOP|terlambat|Langkah/);
  });

  test("date and number of an undecided request are changed on its page, by the rules of its form", async () => {
    const fields = sampleForm.fields.filter(({ changeable }) => changeable);
    const names = new Set(fields.map(({ name }) => name));
    const offered: NonNullable<TrackingView["change"]> = {
      ...{ nonce: "nonce-1", seen: 0, fields, context: sampleForm.context },
      rules: sampleForm.rules.filter((rule) => rule.kind === "sum-at-most" && names.has(rule.total)),
      values: { preferredDate: "2026-12-02", preferredStart: "09:00", preferredEnd: "11:00", headcount: 40 },
    };
    const view: TrackingView = { ...sampleTracking, change: offered, known: true, proof: null };
    const { page, sent, complaints } = await pages.open("/lacak/sample", {
      "GET /api/tracking/sample": { json: view },
      "POST /api/tracking/sample/change": { json: { number: 1 } },
    });
    await press(page, "Ubah tanggal atau jumlah");
    await page.getByLabel("Jumlah pengunjung").fill("0");
    await press(page, "Simpan perubahan");
    await page.getByRole("alert").first().waitFor();
    expect(sent).toEqual([]);
    await page.getByLabel("Jumlah pengunjung").fill("35");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await press(page, "Simpan perubahan");
    await page.getByText("Perubahan Anda sudah tersimpan.").waitFor();
    expect(sent.at(-1)?.body).toMatchObject({ nonce: "nonce-1", seen: 0, values: { headcount: "35" } });
    expect(complaints).toEqual([]);
  });

  test("a reason that comes second stays on the page, with the one that is stored", async () => {
    const message = 'Pembatalan sudah tersimpan dengan alasan "Ujian dimajukan.". Alasan yang baru tidak disimpan.';
    const { page } = await pages.open("/lacak/sample", {
      "GET /api/tracking/sample": { json: { ...sampleTracking, known: true, proof: null } },
      "POST /api/tracking/sample/cancel": { status: 409, json: { code: "stored-otherwise", message } },
    });
    await press(page, "Batalkan permohonan");
    await page.getByLabel(/Alasan/).fill("Bus tidak tersedia.");
    await press(page, "Ya, batalkan permohonan");
    await page.getByRole("alert").getByText(message).waitFor();
    expect(await page.getByLabel(/Alasan/).inputValue()).toBe("Bus tidak tersedia.");
  });

  test("a request is withdrawn only after the question, a mailed code and a second tap", async () => {
    const withdrawn = { ...sampleTracking, status: "DIBATALKAN", cancel: null, answer: null };
    let cancelled = false;
    let known = false;
    const proved = { ...sampleTracking, known: true, proof: null };
    const { page, sent } = await pages.open("/lacak/sample", {
      "GET /api/tracking/sample": () => ({ json: cancelled ? withdrawn : known ? proved : sampleTracking }),
      "GET /api/tracking/sample/devices": { json: { devices: [], nonce: "nonce-2" } },
      "POST /api/tracking/sample/code": { status: 202, json: { sentTo: "r••••@sekolah.example" } },
      "POST /api/tracking/sample/proof": () => {
        known = true;
        return { json: { known } };
      },
      "POST /api/tracking/sample/cancel": () => {
        cancelled = true;
        return { json: { cancelled } };
      },
    });
    await press(page, "Batalkan permohonan");
    expect(await page.getByRole("button", { name: "Ya, batalkan permohonan" }).count()).toBe(0);
    await press(page, "Kirim kode");
    await page.getByLabel("Kode 6 angka dari email").fill("123456");
    await press(page, "Lanjutkan");
    await page.getByRole("button", { name: "Ya, batalkan permohonan" }).waitFor();
    await page.getByLabel("Alasan pembatalan").fill("Jadwal ujian berubah.");
    await press(page, "Ya, batalkan permohonan");
    await page.getByText("Permohonan sudah dibatalkan.").waitFor();
    expect(sent).toEqual([
      { path: "/api/tracking/sample/code", body: {} },
      { path: "/api/tracking/sample/proof", body: { answer: "123456", shared: false } },
      { path: "/api/tracking/sample/cancel", body: { note: "Jadwal ujian berubah.", nonce: "nonce-1" } },
    ]);
  });

  test("whoever knows the old address, or the browser of the request, says whether a new address is theirs", async () => {
    const asked = { source: "change-1", maskedEmail: "s••••@surat.example", nonce: "nonce-3" };
    const known = { ...sampleTracking, known: true, proof: null, address: { asked } };
    let answered = false;
    const { page, sent } = await pages.open("/lacak/sample", {
      "GET /api/tracking/sample": () => ({ json: answered ? { ...known, address: null } : known }),
      "POST /api/tracking/sample/address": () => {
        answered = true;
        return { json: { right: false } };
      },
    });
    await page.getByText("s••••@surat.example").waitFor();
    await press(page, "Bukan, itu keliru");
    await page.getByText("Alamat email permohonan ini diganti").waitFor({ state: "detached" });
    expect(sent).toEqual([
      { path: "/api/tracking/sample/address", body: { source: "change-1", nonce: "nonce-3", right: false } },
    ]);
  });

  test("English is one tap away and remembered", async () => {
    const { page } = await pages.open(form);
    await page.getByRole("button", { name: /English/ }).click();
    await page.getByLabel("Name of the institution").waitFor();
    await page.reload();
    await page.getByLabel("Name of the institution").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });
});
