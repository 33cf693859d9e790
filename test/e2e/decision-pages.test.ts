import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { DecisionView } from "../../functions/contract/decision.ts";
import { browserPath, startPublicPages, type Api, type PublicPages } from "../support/public-pages.ts";
import { taskAt } from "../support/sample-staff-views.ts";
import {
  askingCode,
  choosingTime,
  closedPages,
  deciding,
  guestBook,
  sampleLink,
  stored,
  withoutAddress,
} from "../support/sample-views.ts";

const page = `/k/${sampleLink}`;
const api = `/api/decisions/${sampleLink}`;
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const shows = (view: DecisionView, status = 200): Api => ({ [`GET ${api}`]: { json: view, status } });
const stores: Api = { [`POST ${api}`]: { json: stored } };
const nonce = "nonce-1";

/** Views one after the other; the last one stays. */
function inTurn(...views: DecisionView[]): Api {
  let turn = 0;
  return { [`GET ${api}`]: () => ({ json: views[Math.min(turn++, views.length - 1)] }) };
}

describe.skipIf(!browserPath)("decision page", () => {
  let pages: PublicPages;

  beforeAll(async () => {
    pages = await startPublicPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("answers at first sight what it is, what is asked and until when", async () => {
    const { page: sheet } = await pages.open(page, shows(deciding()));
    for (const words of [
      "Lembar disposisi. Mohon keputusan Bapak/Ibu",
      "SMP Negeri 1 Contoh",
      "17 dari 20 menit",
      "hari ini 10.33 WIB",
    ]) {
      await expect.soft(sheet.getByText(words).first().isVisible(), words).resolves.toBe(true);
    }
    const who = "Anda membuka halaman ini sebagai Dra. Endang Kusumawati, M.Si. (Kepala Bidang Perpustakaan).";
    expect(await sheet.getByRole("region", { name: "Pilihan keputusan" }).innerText()).toContain(who);
    const approve = await sheet.getByRole("button", { name: "Setujui", exact: true }).boundingBox();
    expect(approve?.height).toBeGreaterThanOrEqual(44);
  });

  test("stores only on the second tap, with the outcome and the nonce of the page", async () => {
    const { page: sheet, sent } = await pages.open(page, { ...shows(deciding()), ...stores });
    await press(sheet, "Setujui");
    expect(sent).toEqual([]);
    await press(sheet, "Ya, setujui");
    await sheet.getByRole("heading", { name: "Tersimpan: Setujui" }).waitFor();
    const values = {
      forwardedTo: ["mail-registrar", "companion-librarian", "front-office-officer"],
      instructions: ["proses-lebih-lanjut"],
    };
    expect(sent).toEqual([{ path: api, body: { outcome: "ya", note: "", values, nonce } }]);
  });

  test("the button of the mail preselects and stores nothing, with or without reload", async () => {
    const { page: sheet, sent } = await pages.open(`${page}?pilih=ya`, { ...shows(deciding()), ...stores });
    await sheet.getByRole("button", { name: "Ya, setujui" }).waitFor();
    await sheet.reload();
    await sheet.getByRole("button", { name: "Ya, setujui" }).waitFor();
    expect(sent).toEqual([]);
    for (const other of ["Setujui dengan catatan", "Minta waktu lain", "Tolak"])
      expect.soft(await sheet.getByRole("button", { name: other, exact: true }).isVisible(), other).toBe(true);
    await press(sheet, "Setujui");
    await sheet.getByText("Belum ada keputusan yang tersimpan.").waitFor();
  });

  test("a script that clicks every button and submits every form stores nothing", async () => {
    const { page: sheet, sent } = await pages.open(`${page}?pilih=ya`, { ...shows(deciding()), ...stores });
    await sheet.getByRole("button", { name: "Ya, setujui" }).waitFor();
    const forms = await sheet.evaluate(() => {
      // The last one first: it is the one that stores.
      for (const button of [...document.querySelectorAll("button")].reverse()) button.click();
      for (const form of document.forms) form.submit();
      return document.forms.length;
    });
    await sheet.getByRole("button", { name: /English/ }).click();
    await sheet.getByText("You have chosen").waitFor();
    expect(forms).toBe(0);
    expect(sent).toEqual([]);
  });

  test("asks the reason in place before another time is asked for", async () => {
    const { page: sheet, sent } = await pages.open(page, { ...shows(deciding()), ...stores });
    await press(sheet, "Minta waktu lain");
    await press(sheet, "Ya, minta waktu lain");
    await sheet.getByRole("alert").getByText("Tuliskan alasannya").waitFor();
    expect(sent).toEqual([]);
    await sheet.getByLabel("Alasan (dibaca pemohon)").fill("Ruang baca dipakai rapat dinas.");
    await press(sheet, "Ya, minta waktu lain");
    await sheet.getByRole("heading", { name: /^Tersimpan:/ }).waitFor();
    const body = { outcome: "tidak", note: "Ruang baca dipakai rapat dinas.", values: {}, nonce };
    expect(sent).toEqual([{ path: api, body }]);
  });

  test("keeps everything when the network fails, and tries again with the same answer", async () => {
    let online = false;
    const plan: Api = { ...shows(deciding()), [`POST ${api}`]: () => (online ? { json: stored } : "offline") };
    const { page: sheet, sent } = await pages.open(`${page}?pilih=tolak`, plan);
    await sheet.getByLabel("Alasan (dibaca pemohon)").fill("Di luar tugas perpustakaan.");
    await press(sheet, "Ya, tolak");
    await sheet.getByRole("alert").getByText("Belum tersimpan.").waitFor();
    expect(await sheet.getByLabel("Alasan (dibaca pemohon)").inputValue()).toBe("Di luar tugas perpustakaan.");
    online = true;
    await press(sheet, "Ya, tolak");
    await sheet.getByRole("heading", { name: /^Tersimpan:/ }).waitFor();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  test("tells what is stored when an own answer was stored in other words, and keeps these", async () => {
    const message = "Jawaban Anda sudah tersimpan: Tolak (Alasan: Penuh.). Isian yang baru tidak disimpan.";
    const { page: sheet } = await pages.open(`${page}?pilih=tolak`, {
      ...shows(deciding()),
      [`POST ${api}`]: { status: 409, json: { code: "stored-otherwise", message } },
    });
    await sheet.getByLabel("Alasan (dibaca pemohon)").fill("Di luar tugas perpustakaan.");
    await press(sheet, "Ya, tolak");
    await sheet.getByRole("alert").getByText(message).waitFor();
    expect(await sheet.getByLabel("Alasan (dibaca pemohon)").inputValue()).toBe("Di luar tugas perpustakaan.");
  });

  test("tells who was first when the race is lost", async () => {
    const decided = closedPages[0]?.view ?? deciding();
    const refused = { status: 409, json: { code: "already-decided", message: "Sudah diputuskan." } };
    const { page: sheet } = await pages.open(`${page}?pilih=ya`, {
      ...inTurn(deciding(), decided),
      [`POST ${api}`]: refused,
    });
    await press(sheet, "Ya, setujui");
    await sheet.getByRole("heading", { name: "Keputusan sudah tersimpan" }).waitFor();
    expect(await sheet.getByRole("status").innerText()).toContain("Setujui, oleh Dra. Endang Kusumawati");
  });

  test("goes to the proof and back without losing what was typed", async () => {
    const refused = { status: 401, json: { code: "proof-needed", message: "Pastikan dahulu." } };
    const { page: sheet, sent } = await pages.open(`${page}?pilih=tidak`, {
      ...inTurn(deciding(), askingCode, { ...deciding(), nonce: "nonce-2" }),
      [`POST ${api}`]: refused,
      [`POST ${api}/code`]: { status: 202, json: {} },
      [`POST ${api}/proof`]: { json: { known: true } },
    });
    await sheet.getByLabel("Alasan (dibaca pemohon)").fill("Jadwal penuh.");
    await press(sheet, "Ya, minta waktu lain");
    await press(sheet, "Kirim kode");
    await sheet.getByLabel("Kode 6 angka dari email").fill("123456");
    expect(sent.at(-1)?.path).toBe(`${api}/code`);
    await press(sheet, "Lanjutkan");
    expect(await sheet.getByLabel("Alasan (dibaca pemohon)").inputValue()).toBe("Jadwal penuh.");
    expect(sent.at(-1)).toEqual({ path: `${api}/proof`, body: { answer: "123456", shared: false } });
  });

  test("asks whether others use the computer too, and says what that means", async () => {
    const { page: sheet, sent } = await pages.open(page, {
      ...inTurn(askingCode, deciding()),
      [`POST ${api}/code`]: { status: 202, json: {} },
      [`POST ${api}/proof`]: { json: { known: true } },
    });
    await press(sheet, "Kirim kode");
    await sheet.getByLabel("Kode 6 angka dari email").fill("123456");
    await sheet.getByText("Cukup sekali pada ponsel ini.").waitFor();
    await sheet.getByLabel("Komputer atau ponsel ini dipakai bersama orang lain").check();
    await sheet.getByText("hanya dikenal sampai peramban ditutup, paling lama 12 jam").waitFor();
    expect(await sheet.getByText("Cukup sekali pada ponsel ini.").count()).toBe(0);
    await press(sheet, "Lanjutkan");
    await sheet.getByText("Mohon keputusan Bapak/Ibu").waitFor();
    expect(sent.at(-1)).toEqual({ path: `${api}/proof`, body: { answer: "123456", shared: true } });
  });

  test("says a wrong code, and one that is too short, at the field", async () => {
    const wrong = "Jawaban tidak cocok. Sisa percobaan: 4.";
    const { page: sheet, sent } = await pages.open(page, {
      ...shows(askingCode),
      [`POST ${api}/code`]: { status: 202, json: { sentTo: "e••••@contoh.go.id" } },
      [`POST ${api}/proof`]: { status: 422, json: { code: "invalid", message: wrong, fields: { answer: wrong } } },
    });
    await press(sheet, "Kirim kode");
    const digits = sheet.getByLabel("Kode 6 angka dari email");
    await digits.fill("12");
    await press(sheet, "Lanjutkan");
    await sheet.getByText("Tulis 6 angka.").waitFor();
    expect(sent.map(({ path }) => path)).toEqual([`${api}/code`]);
    await digits.fill("999999");
    await digits.press("Enter");
    await sheet.getByRole("alert").getByText(wrong).waitFor();
    expect(await digits.getAttribute("aria-invalid")).toBe("true");
  });

  test("tells people outside who gave no address that the office answers for them", async () => {
    const { page: sheet } = await pages.open(page, shows(withoutAddress));
    await sheet.getByText("tidak memiliki alamat email Anda").waitFor();
    expect(await sheet.getByRole("button", { name: "Kirim kode" }).count()).toBe(0);
  });

  test("lets the visitor choose one of the held times", async () => {
    const { page: sheet, sent } = await pages.open(page, { ...shows(choosingTime), ...stores });
    await press(sheet, "Pilih salah satu waktu");
    await press(sheet, "Kirim jawaban");
    await sheet.getByRole("alert").waitFor();
    await sheet.getByRole("radio", { name: /Jumat, 4 Desember 2026/ }).check();
    await press(sheet, "Kirim jawaban");
    await sheet.getByRole("heading", { name: /^Tersimpan:/ }).waitFor();
    const slot = { date: "2026-12-04", start: "08:30", end: "10:30" };
    expect(sent.map(({ body }) => body)).toEqual([{ outcome: "pilih", note: "", values: { slot }, nonce }]);
  });

  test("asks somebody outside a question with every answer in sight, and chooses none for them", async () => {
    const { page: sheet } = await pages.open(page, shows(choosingTime));
    await sheet.getByRole("heading", { level: 1, name: "Kapan Anda dapat berkunjung?" }).waitFor();
    for (const answer of ["Pilih salah satu waktu", "Usulkan waktu lain", "Batalkan kunjungan"]) {
      const box = await sheet.getByRole("button", { name: answer, exact: true }).boundingBox();
      expect.soft(box && box.y + box.height, answer).toBeLessThanOrEqual(844);
    }
    expect(await sheet.getByRole("button", { name: "Kirim jawaban" }).count()).toBe(0);
    expect(await sheet.getByRole("main").innerText()).not.toMatch(/Langkah|SOP|terlambat|keputusan/);
  });

  test("says what was chosen, and offers it to the calendar and to others", async () => {
    const told = "Anda memilih Jumat, 4 Desember 2026, pukul 08.30-10.30 WIB";
    const next = { id: "Kami memeriksa kesesuaian jadwal.", en: "We check the schedule." };
    const settled = { calendar: "BEGIN:VCALENDAR", share: told };
    const { page: sheet, complaints } = await pages.open(`${page}?pilih=pilih`, {
      ...shows(choosingTime),
      [`POST ${api}`]: { json: { ...stored, told, next, settled } },
    });
    await sheet.getByRole("radio", { name: /Jumat, 4 Desember 2026/ }).check();
    await press(sheet, "Kirim jawaban");
    await sheet.getByRole("heading", { level: 1, name: told }).waitFor();
    await sheet.getByText(next.id).waitFor();
    const [file] = await Promise.all([sheet.waitForEvent("download"), press(sheet, "Tambah ke kalender")]);
    expect(file.suggestedFilename()).toBe("jadwal.ics");
    const share = sheet.getByRole("link", { name: "Bagikan lewat WhatsApp" });
    expect(await share.getAttribute("href")).toBe(`https://wa.me/?text=${encodeURIComponent(told)}`);
    expect(complaints).toEqual([]);
  });

  test("refuses a guest book whose numbers do not add up, in place", async () => {
    const { page: sheet, sent } = await pages.open(page, { ...shows(guestBook), ...stores });
    expect(await sheet.getByLabel("Jumlah yang hadir").inputValue()).toBe("40");
    await sheet.getByLabel("Laki-laki").fill("30");
    await sheet.getByLabel("Perempuan").fill("20");
    await press(sheet, "Simpan buku tamu");
    await sheet.getByRole("alert").getByText("melebihi jumlah yang hadir").waitFor();
    await sheet.getByLabel("Perempuan").fill("10");
    await press(sheet, "Simpan buku tamu");
    await sheet.getByRole("heading", { name: /^Tersimpan:/ }).waitFor();
    expect(sent[0]?.body).toMatchObject({ outcome: "hadir", values: { attendance: 40, attendanceMale: "30" } });
  });

  test("warns where more came than the room holds, and takes the number", async () => {
    const { page: sheet, sent } = await pages.open(page, { ...shows(guestBook), ...stores });
    await sheet.getByLabel("Jumlah yang hadir").fill("57");
    await sheet.getByText("57 orang melebihi daya tampung ruangan (50 orang)").waitFor();
    await press(sheet, "Simpan buku tamu");
    await sheet.getByRole("heading", { name: /^Tersimpan:/ }).waitFor();
    expect(sent[0]?.body).toMatchObject({ values: { attendance: "57" } });
  });

  test("offers nothing before its day, whatever the mail preselects, and says from when", async () => {
    const early = { availableFrom: "2026-12-01T17:00:00Z" };
    const task = taskAt("sign-guest-book", ["hadir", "dibatalkan"], early);
    const view = { ...guestBook, task } as DecisionView;
    const { page: sheet } = await pages.open(`${page}?pilih=hadir`, shows(view));
    await sheet.getByText("Simpan buku tamu: mulai Rab 2 Des 00.00 WIB").waitFor();
    expect(await sheet.getByRole("button", { name: "Simpan buku tamu" }).count()).toBe(0);
    await press(sheet, "Batalkan kunjungan");
    expect(await sheet.getByLabel("Jumlah yang hadir").count()).toBe(0);
  });

  test.each(closedPages)("has a page of its own for a link that is $view.page", async ({ view, status, says }) => {
    const { page: sheet } = await pages.open(page, shows(view, status));
    expect(await sheet.getByRole("main").innerText()).toContain(says);
    expect(await sheet.getByRole("main").getByRole("button").count()).toBe(0);
  });
});
