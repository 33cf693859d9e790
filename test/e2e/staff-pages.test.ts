import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { findings } from "../support/axe.ts";
import { lengthenNames } from "../support/long-names.ts";
import { unfit } from "../support/narrow-screen.ts";
import {
  listOf,
  myTasks,
  noTasks,
  openCases,
  sampleAgency,
  sampleNow,
  sampleRegister,
  schoolCase,
  taskAt,
  waitingTasks,
  twoRooms,
} from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const taskPath = (step: string) => `/petugas/tugas/${schoolCase}/${step}-1`;
const apiPath = (step: string) => `/api/staff/tasks/${schoolCase}/${step}-1`;
const choose = (page: Page, label: string) => page.getByRole("radio", { name: label }).check();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();

/** An API that answers one POST with a refusal. */
function refusing(status: number, json: unknown): Answers {
  return ({ method }) => (method === "POST" ? { status, json } : undefined);
}

describe.skipIf(!browserPath)("staff pages", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  describe("inbox", () => {
    test("shows one row a task by due time, with lateness in words", async () => {
      const { page } = await pages.open("/petugas");
      await heading(page, /Tugas saya/);
      const rows = await page.getByRole("listitem").allInnerTexts();
      const cases = rows.map((row) => /KJG-2026-\d+/.exec(row)?.[0]);
      expect(cases).toEqual(["00047", "00049", "00045", "00048", "00031"].map((number) => `KJG-2026-${number}`));
      expect(rows[0]).toContain("terlambat 14 menit");
      expect(rows[0]).toContain("hari ini 10.16 WIB");
      expect(rows[2]).toContain("17 dari 20 menit");
      expect(rows[2]).toContain("mendekati batas");
    });

    test("is worked by keyboard alone", async () => {
      const { page } = await pages.open("/petugas");
      await page.getByRole("listitem").first().waitFor();
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("k");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Mengagendakan surat");
      await page.keyboard.press("/");
      await page.keyboard.type("smp negeri");
      expect(await page.getByRole("listitem").count()).toBe(1);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      await heading(page, "Membuat surat jawaban sesuai disposisi");
      expect(new URL(page.url()).pathname).toBe(taskPath("reply"));
    });

    test("explains its keys, and lets single letters be switched off", async () => {
      const { page } = await pages.open("/petugas");
      await page.getByRole("listitem").first().waitFor();
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Pintasan papan ketik" }).waitFor();
      await page.getByLabel("Pakai pintasan satu huruf").uncheck();
      await press(page, "Tutup");
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press("j");
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
    });

    test("refreshes itself and says what is new, keeping the selected row", async () => {
      let shown = 4;
      const answers: Answers = ({ path }) =>
        path === "/api/staff/tasks" ? { json: listOf(myTasks.tasks.slice(0, shown)) } : undefined;
      const { page } = await pages.open("/petugas", { answers });
      await page.getByRole("link", { name: "Membuat surat jawaban" }).focus();
      shown = 5;
      await page.clock.runFor(31_000);
      await page.getByText("1 tugas baru masuk").waitFor({ state: "attached" });
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Membuat surat jawaban");
    });

    test("takes only what changed into the list it has, and asks for nothing while nobody sees it", async () => {
      const { tasks } = myTasks;
      const asked: (string | undefined)[] = [];
      const { page } = await pages.open("/petugas", {
        prepare: async (page) => {
          await page.route(
            (url) => url.pathname === "/api/staff/tasks",
            async (route) => {
              asked.push(route.request().headers()["if-none-match"]);
              // At the third look three rows have gone, and two are as they were.
              if (asked.length === 1) await route.fulfill({ json: listOf(tasks), headers: { etag: '"1"' } });
              else if (asked.length === 2) await route.fulfill({ status: 304, headers: { etag: '"1"' } });
              else await route.fulfill({ json: { ...listOf(tasks.slice(1, 3)), tasks: [2, 1] } });
            },
          );
        },
      });
      await page.getByRole("listitem").first().waitFor();
      await page.clock.runFor(31_000);
      await expect.poll(() => asked.length).toBe(2);
      expect(await page.getByRole("listitem").count()).toBe(5);
      await page.evaluate(() =>
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }),
      );
      await page.clock.runFor(600_000);
      expect(asked).toEqual([undefined, '"1"']);
      await page.evaluate(() => {
        Object.defineProperty(document, "visibilityState", { value: "visible" });
        document.dispatchEvent(new Event("visibilitychange"));
      });
      await expect.poll(() => page.getByRole("listitem").count()).toBe(2);
      expect(asked).toEqual([undefined, '"1"', '"1"']);
    });

    test("shows a page at a time, and lets the service search all of them", async () => {
      const { tasks } = myTasks;
      const answer = (query: URLSearchParams) => {
        if (query.get("words") === "lestari") return listOf(waitingTasks.tasks);
        if (query.has("after")) return { ...listOf(tasks.slice(3)), total: null, late: null };
        return { ...listOf(tasks.slice(0, 3)), total: { count: 1_000, more: true }, next: "third" };
      };
      const answers: Answers = ({ path, query }) => (path === "/api/staff/tasks" ? { json: answer(query) } : undefined);
      const { page } = await pages.open("/petugas", { answers });
      await heading(page, "Tugas saya lebih dari 1.000");
      await press(page, "Berikutnya →");
      await page.getByText("halaman 2").waitFor();
      await expect.poll(() => page.getByRole("listitem").count()).toBe(2);
      expect(await page.getByRole("button", { name: "Berikutnya" }).isDisabled()).toBe(true);
      await press(page, "← Sebelumnya");
      await expect.poll(() => page.getByRole("listitem").count()).toBe(3);
      await page.getByRole("searchbox").fill("lestari");
      await page.clock.runFor(400);
      await page.getByText("Komunitas Baca Lestari").waitFor();
    });

    test("says what happens next when there is nothing to do", async () => {
      const answers: Answers = ({ path }) => (path === "/api/staff/tasks" ? { json: noTasks } : undefined);
      const { page } = await pages.open("/petugas", { answers });
      await page.getByText("Tidak ada tugas untuk Anda saat ini.").waitFor();
      await page.getByText("Tugas baru muncul di sini").waitFor();
    });

    test("asks for the tasks that wait for people outside", async () => {
      const { page } = await pages.open("/petugas");
      await press(page, "Menunggu pihak luar");
      await page.getByText("Komunitas Baca Lestari").waitFor();
      await page.getByText("dijeda").waitFor();
    });
  });

  test("the agenda book shows the last letters, the earlier ones when asked, and prints all of them", async () => {
    const rows = Array.from({ length: 5 }, (_, index) => ({ ...sampleRegister.rows[0], number: index + 1 }));
    const answers: Answers = ({ path, query }) => {
      if (path !== "/api/staff/register/2026") return undefined;
      const before = Number(query.get("before") ?? 6);
      const shown = rows.slice(Math.max(0, before - 3), before - 1);
      return { json: { year: 2026, total: 5, earlier: before > 3, rows: shown } };
    };
    const { page } = await pages.open("/petugas/agenda", { answers });
    await page.getByText("2 surat terakhir dari 5").waitFor();
    await press(page, "Tampilkan surat sebelumnya");
    await page.getByText("4 surat terakhir dari 5").waitFor();
    expect(await page.getByRole("rowheader").allInnerTexts()).toEqual(["0002", "0003", "0004", "0005"]);
    await page.evaluate(() => {
      window.print = () => (document.title = `printed ${document.querySelectorAll("tbody tr").length}`);
    });
    await press(page, "Cetak");
    await expect.poll(() => page.title()).toBe("printed 5");
    await page.getByText("5 surat", { exact: true }).waitFor();
  });

  describe("task", () => {
    test("posts the answers of the row, with the suggested times as edited, and goes on to the next task", async () => {
      const { page, sent } = await pages.open(taskPath("reply"));
      await heading(page, "Membuat surat jawaban sesuai disposisi");
      await page.getByLabel("Usulan 1: jam selesai").fill("14:30");
      await page.getByLabel("Catatan").fill("Mohon konfirmasi.");
      await press(page, "Kirim permintaan pergantian waktu");
      await heading(page, "Memeriksa jadwal yang tersedia");
      expect(sent).toEqual([
        {
          path: apiPath("reply"),
          authorization: "Bearer sample-token",
          body: {
            outcome: "tidak",
            note: "Mohon konfirmasi.",
            values: {
              proposedSlots: [
                { date: "2026-12-02", start: "13:00", end: "14:30" },
                { date: "2026-12-03", start: "09:00", end: "11:00" },
                { date: "2026-12-09", start: "09:00", end: "11:00" },
              ],
            },
          },
        },
      ]);
      await page.getByText("Tersimpan: Kirim permintaan pergantian waktu, SMP Negeri 1 Contoh.").waitFor();
    });

    test("asks the required note before anything is sent", async () => {
      const { page, sent } = await pages.open(taskPath("decide"));
      await choose(page, "Minta waktu lain");
      await press(page, "Minta waktu lain");
      await page.getByRole("alert").getByText("Alasan (dibaca pemohon) wajib diisi untuk pilihan ini.").waitFor();
      expect(sent).toEqual([]);
      await page.getByLabel("Alasan (dibaca pemohon)").fill("Ruang dipakai rapat.");
      await press(page, "Minta waktu lain");
      await expect.poll(() => sent.length).toBe(1);
      expect(sent[0]?.body).toEqual({ outcome: "tidak", note: "Ruang dipakai rapat.", values: {} });
    });

    test("never takes a decision for granted", async () => {
      const { page, sent } = await pages.open(taskPath("decide"));
      await heading(page, "Memberikan keputusan dan disposisi");
      expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
      await press(page, "Simpan");
      await page.getByRole("alert").getByText("Pilih hasilnya terlebih dahulu.").waitFor();
      expect(sent).toEqual([]);
    });

    test("sends none of the step's fields with a withdrawal", async () => {
      const { page, sent } = await pages.open(taskPath("register-letter"));
      await choose(page, "Catat di buku agenda");
      await page.getByRole("radio", { name: "Segera", exact: true }).check();
      await choose(page, "Batalkan kunjungan");
      await press(page, "Batalkan kunjungan");
      await expect.poll(() => sent.length).toBe(1);
      expect(sent[0]?.body).toEqual({ outcome: "dibatalkan", note: "", values: {} });
    });

    test("keeps what was typed when the server finds fault, and names the field", async () => {
      const fields = { proposedSlots: "Waktu ke-2 sudah terisi." };
      const answers = refusing(422, { code: "invalid", message: "Belum tersimpan.", fields });
      const { page } = await pages.open(taskPath("reply"), { answers });
      await page.getByLabel("Catatan").fill("Catatan saya");
      await press(page, "Kirim permintaan pergantian waktu");
      await page.getByRole("alert").getByText("Waktu ke-2 sudah terisi.").waitFor();
      expect(await page.getByLabel("Catatan").inputValue()).toBe("Catatan saya");
      await page.reload();
      await page.getByLabel("Catatan").waitFor();
      expect(await page.getByLabel("Catatan").inputValue()).toBe("Catatan saya");
    });

    test("keeps the form when a time has just been taken by another visit", async () => {
      const answers = refusing(409, { code: "taken", message: "Waktu itu baru saja terisi." });
      const { page } = await pages.open(taskPath("reply"), { answers });
      await press(page, "Kirim permintaan pergantian waktu");
      await page.getByRole("alert").getByText("Waktu itu baru saja terisi.").waitFor();
      expect(await page.getByLabel("Usulan 1: tanggal").inputValue()).toBe("2026-12-02");
    });

    test("asks how an answer from outside was given", async () => {
      const { page, sent } = await pages.open(taskPath("choose-other-time"));
      await choose(page, "Pilih salah satu waktu");
      await choose(page, "Kamis, 3 Desember 2026");
      await press(page, "Pilih salah satu waktu");
      await page.getByRole("alert").getByText("Pilih bagaimana jawaban disampaikan.").waitFor();
      expect(sent).toEqual([]);
      await choose(page, "WhatsApp");
      await press(page, "Pilih salah satu waktu");
      await page.getByRole("alert").getByText("Tuliskan kata-kata yang disampaikan").waitFor();
      await page.getByLabel("Kata-kata yang disampaikan").fill("Yang hari Kamis saja.");
      await press(page, "Pilih salah satu waktu");
      await expect.poll(() => sent.length).toBe(1);
      expect(sent[0]?.body).toEqual({
        outcome: "pilih",
        channel: "whatsapp",
        note: "Yang hari Kamis saja.",
        values: { slot: { date: "2026-12-03", start: "09:00", end: "11:00" } },
      });
    });

    test("tells who has decided already, and when", async () => {
      const answers = refusing(409, { code: "already-decided", message: "Berkas ini sudah diproses." });
      const { page } = await pages.open(taskPath("decide"), { answers });
      await choose(page, "Setujui dengan catatan");
      await page.getByRole("textbox", { name: "Catatan" }).fill("Siapkan ruang.");
      await press(page, "Setujui dengan catatan");
      await heading(page, "Tugas ini sudah dijawab");
      await page.getByText("Hadi Nugroho (Kepala Bidang Perpustakaan), hari ini 10.13 WIB").waitFor();
    });

    test("tells what is stored when an own answer was stored in other words, and keeps these", async () => {
      const message = "Jawaban Anda sudah tersimpan: Setujui dengan catatan (Catatan: Siapkan kursi.).";
      const answers = refusing(409, { code: "stored-otherwise", message });
      const { page } = await pages.open(taskPath("decide"), { answers });
      await choose(page, "Setujui dengan catatan");
      await page.getByRole("textbox", { name: "Catatan" }).fill("Siapkan ruang.");
      await press(page, "Setujui dengan catatan");
      await page.getByRole("alert").getByText(message).waitFor();
      expect(await page.getByRole("textbox", { name: "Catatan" }).inputValue()).toBe("Siapkan ruang.");
    });

    test("says why a person may not decide", async () => {
      const message = "Anda menyusun berkas ini, jadi keputusannya harus diambil oleh pejabat lain.";
      const answers = refusing(403, { code: "forbidden", message });
      const { page } = await pages.open(taskPath("recommend"), { answers });
      await choose(page, "Jadwal sesuai, dapat diterima");
      await choose(page, "Dewi Lestari");
      await press(page, "Teruskan kepada Kabid");
      await heading(page, "Anda tidak dapat menjawab tugas ini");
      await page.getByText(message).waitFor();
    });

    test("shows what overlaps the requested time", async () => {
      const { page } = await pages.open(taskPath("check-schedule"));
      await page.getByText("Waktu yang diminta bentrok").waitFor();
      await page.getByText("Universitas Contoh").waitFor();
      await page.getByText("SMA Bina Bangsa").waitFor();
    });

    test.each([390, 1280])("shows the rooms where there are several, and one is chosen; %d wide", async (width) => {
      const answers: Answers = ({ path, method }) =>
        method === "GET" && path === apiPath("check-schedule") ? { json: twoRooms() } : undefined;
      const { page, sent } = await pages.open(taskPath("check-schedule"), {
        answers,
        viewport: { width, height: 844 },
      });
      await page.getByText("Aula lantai 2 (untuk kunjungan ini)").waitFor();
      await page.getByText("menampung 50 orang · rombongan tidak muat").waitFor();
      await choose(page, "Laporkan kepada Kasi");
      const place = page.getByRole("group", { name: /^Tempat yang disiapkan$/ });
      expect(await place.getByRole("radio", { name: "Aula lantai 2" }).isChecked()).toBe(true);
      expect(await findings(page)).toEqual([]);
      expect(await unfit(page)).toEqual([]);
      await place.getByRole("radio", { name: "Ruang baca umum" }).check();
      await choose(page, "Jadwal tersedia");
      await press(page, "Laporkan kepada Kasi");
      await expect.poll(() => sent.length).toBe(1);
      expect(sent[0]?.body).toMatchObject({ values: { room: "Ruang baca umum" } });
    });

    test("lists Kelengkapan and Output of the row: in words what is there, with its papers; closed on a phone", async () => {
      const { page } = await pages.open(taskPath("reply"));
      const part = page.getByRole("region", { name: "Kelengkapan dan hasil menurut SOP" });
      const items = part.getByRole("listitem");
      await part.getByText("3 dari 5 yang dicatat layanan sudah ada").waitFor();
      expect((await items.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim())).toEqual([
        expect.stringMatching(/^✓ Surat permohonan ada Surat permohonan\.pdf/),
        "✓ Lembar disposisi isinya tercatat",
        "○ Notulensi rapat belum ada",
        "– Komputer di luar layanan ini",
        expect.stringMatching(/^✓ Surat permintaan pergantian waktu ada Permintaan pergantian waktu kunjungan/),
        "→ Surat jawaban wajib lewat jawaban ini",
      ]);
      expect(await findings(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.reload();
      await part.getByText("3 dari 5").waitFor();
      expect(await items.first().isVisible()).toBe(false);
      await part.getByText("3 dari 5").click();
      expect(await items.first().isVisible()).toBe(true);
      expect([await findings(page), await unfit(page)]).toEqual([[], []]);
    });

    test("is only to be read by somebody it is not for", async () => {
      const answers: Answers = ({ path }) => (path === apiPath("decide") ? { json: taskAt("decide", []) } : undefined);
      const { page } = await pages.open(taskPath("decide"), { answers });
      await page.getByText("Langkah ini dikerjakan oleh Kepala Bidang Perpustakaan.").waitFor();
      expect(await page.getByRole("radio").count()).toBe(0);
    });

    test("offers nothing before its day, and says from when it can be chosen", async () => {
      const answers: Answers = ({ method, path }) =>
        method === "GET" && path === apiPath("sign-guest-book")
          ? { json: taskAt("sign-guest-book", null, { availableFrom: "2026-11-25T01:00:00Z" }) }
          : undefined;
      const { page } = await pages.open(taskPath("sign-guest-book"), { answers });
      await page.getByText("Baru dapat diselesaikan mulai Rab 25 Nov 08.00 WIB").waitFor();
      const choice = (name: RegExp) => page.getByRole("radio", { name });
      expect(await choice(/^Simpan buku tamu.*mulai Rab 25 Nov 08.00 WIB/s).isDisabled()).toBe(true);
      expect(await choice(/^Batalkan kunjungan/).isEnabled()).toBe(true);
      expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
    });
  });

  describe("case", () => {
    test("draws every row of the SOP with where the case stands", async () => {
      const { page } = await pages.open(`/petugas/berkas/${schoolCase}`);
      const picture = page.getByRole("img", { name: /6 dari 10 langkah selesai. Sekarang: Membuat surat jawaban/ });
      await picture.waitFor();
      expect(await picture.locator("g").count()).toBe(13);
      expect(await picture.locator("g.done").count()).toBe(6);
      expect(await picture.getByText("di luar SOP").count()).toBe(3);
    });

    test("names mails that could not be sent and shows their text", async () => {
      const { page } = await pages.open(`/petugas/berkas/${schoolCase}`);
      await page.getByText("gagal dikirim").waitFor();
      await page.getByText("Pemohon membaca: “Permohonan kunjungan kami terima").waitFor();
      await page.getByText("Permohonan KJG-2026-00045 kami terima").click();
      await page.getByText("sedang diproses.").waitFor();
    });

    test("opens an attachment at the address the API gives for it", async () => {
      const answers: Answers = ({ path }) =>
        path === `/api/staff/cases/${schoolCase}/files/surat` ? { json: { url: "/icon.svg" } } : undefined;
      const { page } = await pages.open(`/petugas/berkas/${schoolCase}`, { answers });
      const tab = page.waitForEvent("popup");
      await page.getByRole("button", { name: /Surat permohonan/ }).click();
      await (await tab).waitForURL("**/icon.svg");
    });

    test("lists cases page by page", async () => {
      const { page } = await pages.open("/petugas/berkas");
      await page.getByText("MTs Al-Hikmah").waitFor();
      await press(page, "Muat berkas yang lebih lama");
      await page.getByText("SDN 05 Contoh Utara").waitFor();
      expect(await page.getByRole("listitem").count()).toBe(4);
    });

    test("finds cases of all years by words, says where each stands, and can be narrowed, on a phone too", async () => {
      const asked: URLSearchParams[] = [];
      const answers: Answers = ({ path, query }) => {
        if (path !== "/api/staff/cases") return undefined;
        asked.push(query);
        const none = query.get("words") === "tidak ada";
        return none ? { json: { ...openCases, cases: [], total: { count: 0, more: false }, next: null } } : undefined;
      };
      const { complaints, page } = await pages.open("/petugas/berkas", {
        viewport: { width: 390, height: 800 },
        answers,
      });
      const first = page.getByRole("listitem").first();
      await first.getByText("Membuat surat jawaban sesuai disposisi").waitFor();
      await first.getByText("langkah 7").waitFor();
      await page.getByRole("searchbox").fill("smp con");
      await page.clock.runFor(1_000);
      await page.getByText("Hasil dari semua tahun").waitFor();
      await page.getByText("Saring", { exact: true }).click();
      await page.getByLabel("Layanan").selectOption("official-visit");
      await page.getByLabel("Langkah").selectOption("reply");
      await page.getByLabel("Terlambat").check();
      await expect
        .poll(() => Object.fromEntries(asked.at(-1) ?? []))
        .toEqual({
          ...{ open: "true", words: "smp con", service: "official-visit", row: "reply", late: "true" },
        });
      expect(await unfit(page)).toEqual([]);
      await page.getByRole("searchbox").fill("tidak ada");
      await page.clock.runFor(1_000);
      await page.getByText("Tidak ada berkas yang cocok").waitFor();
      expect(complaints).toEqual([]);
    });
  });

  describe("sign-in", () => {
    test("goes by code with PKCE and comes back to the page that was asked for, with the draft kept", async () => {
      const provider = playProvider(pages.origin);
      let expired = true;
      const answers: Answers = ({ method, path }) => {
        if (path === "/api/agency") return { json: { ...sampleAgency, signIn: provider.signIn } };
        if (method === "POST" && expired) return { status: 401, json: { code: "signed-out", message: "" } };
        return undefined;
      };
      const { page, sent } = await pages.open(taskPath("reply"), {
        answers,
        signedIn: false,
        prepare: provider.attach,
      });
      await heading(page, "Membuat surat jawaban sesuai disposisi");
      await page.getByLabel("Catatan").fill("Catatan saya");
      const returned = page.waitForEvent("load");
      await press(page, "Kirim permintaan pergantian waktu");
      await returned;
      await heading(page, "Membuat surat jawaban sesuai disposisi");
      expect(await page.getByLabel("Catatan").inputValue()).toBe("Catatan saya");
      expired = false;
      await press(page, "Kirim permintaan pergantian waktu");
      await heading(page, "Memeriksa jadwal yang tersedia");
      expect(sent.at(-1)?.authorization).toBe("Bearer token-2");
      expect(provider.asked[0]).toMatchObject({
        response_type: "code",
        code_challenge_method: "S256",
        scope: "openid email profile",
        redirect_uri: `${pages.origin}/petugas/masuk`,
      });
    });

    test("says so when a sign-in cannot be completed, and offers another", async () => {
      const { page } = await pages.open("/petugas/masuk?code=x&state=unknown", { signedIn: false });
      await page.getByText("Proses masuk tidak selesai").waitFor();
      await page.getByRole("button", { name: "Masuk", exact: true }).waitFor();
    });

    test("tells an account that is not on the staff what to do, and lets it out", async () => {
      const message = "Akun Anda belum terdaftar sebagai petugas. Hubungi admin.";
      const answers: Answers = ({ path }) =>
        path === "/api/staff/me" ? { status: 403, json: { code: "forbidden", message } } : undefined;
      const { page } = await pages.open("/petugas", { answers });
      await page.getByText(message).waitFor();
      await page.getByRole("button", { name: "Keluar" }).waitFor();
    });

    test("ends the session at the sign-in service too", async () => {
      const provider = playProvider(pages.origin);
      const answers: Answers = ({ path }) =>
        path === "/api/agency" ? { json: { ...sampleAgency, signIn: provider.signIn } } : undefined;
      const { page } = await pages.open("/petugas", { answers, signedIn: false, prepare: provider.attach });
      await heading(page, /Tugas saya/);
      await press(page, "Keluar");
      await heading(page, "Anda sudah keluar");
      expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("token-1");
    });
  });

  describe("axe finds nothing, nothing scrolls sideways whatever the names, nothing breaks the content policy", () => {
    const addresses = {
      inbox: "/petugas",
      cases: "/petugas/berkas",
      case: `/petugas/berkas/${schoolCase}`,
      reply: taskPath("reply"),
      "schedule check": taskPath("check-schedule"),
      "outside step": taskPath("choose-other-time"),
      register: "/petugas/agenda",
      "signed out": "/petugas/keluar",
    };

    test.each(Object.entries(addresses))("%s", async (name, address) => {
      const { page, complaints } = await pages.open(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByText("Memuat…").waitFor({ state: "detached" });
      expect(await findings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await findings(page, ["color-contrast"])).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await findings(page)).toEqual([]);
      // A name of 78 letters without a space widens nothing either.
      await lengthenNames(page);
      if (name !== "signed out") expect(await page.getByText("Wakaratmaka").count()).toBeGreaterThan(0);
      expect(await unfit(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});

/** The least an OpenID provider does, on the pages' own origin; each sign-in gives the next token. */
function playProvider(origin: string) {
  const issuer = `${origin}/provider`;
  const asked: Record<string, string>[] = [];
  let signIns = 0;
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    end_session_endpoint: `${issuer}/end`,
  };
  const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const seconds = Date.parse(sampleNow) / 1000;
  const claims = { iss: issuer, sub: "sri", aud: "staff-app", iat: seconds, exp: seconds + 3600 };

  async function attach(page: Page): Promise<void> {
    await page.route(`${issuer}/**`, async (route) => {
      const url = new URL(route.request().url());
      const query = Object.fromEntries(url.searchParams);
      const redirect = (location: string) => route.fulfill({ status: 302, headers: { location } });
      if (url.pathname.endsWith("/openid-configuration")) return route.fulfill({ json: metadata });
      if (url.pathname.endsWith("/end")) return redirect(query.post_logout_redirect_uri ?? "");
      if (url.pathname.endsWith("/authorize")) {
        asked.push(query);
        return redirect(`${query.redirect_uri}?code=c&state=${query.state}`);
      }
      signIns += 1;
      const idToken = `${encoded({ alg: "none" })}.${encoded(claims)}.x`;
      const tokens = { access_token: `token-${signIns}`, id_token: idToken, token_type: "Bearer", expires_in: 3600 };
      return route.fulfill({ json: tokens });
    });
  }

  return { asked, attach, signIn: { issuer, clientId: "staff-app" } };
}
