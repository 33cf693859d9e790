/** The register of outgoing letters and the letters of a case, as the staff sees, searches, prints and opens them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { OutgoingView } from "../../functions/contract/papers.ts";
import { findings } from "../support/axe.ts";
import { lengthenNames } from "../support/long-names.ts";
import { unfit } from "../support/narrow-screen.ts";
import { sampleOutgoing } from "../support/sample-outgoing.ts";
import { registrar, schoolCase } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const book = "/petugas/surat-keluar";
const apiBook = "/api/staff/outgoing/2026";
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const numbers = (page: Page) => page.getByRole("rowheader").allInnerTexts();

/** Five letters, two on a page. */
function bookOf(query: URLSearchParams): OutgoingView {
  const rows = Array.from({ length: 5 }, (_, index) => ({ ...sampleOutgoing.rows[1], number: index + 1 }));
  const before = Number(query.get("before") ?? 6);
  const shown = rows.slice(Math.max(0, before - 3), before - 1) as OutgoingView["rows"];
  const months = query.has("before") ? null : sampleOutgoing.months;
  return { year: 2026, total: 5, earlier: before > 3, months, rows: shown };
}

describe.skipIf(!browserPath)("the register of outgoing letters", () => {
  let pages: StaffPages;
  let asked: string[] = [];

  const answers: Answers = ({ path, query }) => {
    if (!path.startsWith("/api/staff/outgoing/")) return undefined;
    asked.push(`${path.replace("/api/staff/outgoing/", "")}?${query.toString()}`);
    if (path.endsWith("/export"))
      return { json: { fileName: "surat-keluar-2026.csv", contentType: "text/csv", content: "" } };
    if (query.get("words") === "nihil" || path !== apiBook)
      return {
        json: { ...sampleOutgoing, year: Number(path.slice(-4)), total: 0, earlier: false, months: [], rows: [] },
      };
    return { json: bookOf(query) };
  };

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(async () => {
    asked = [];
    await pages.tidy();
  });
  afterAll(() => pages?.close());

  test("stands beside the agenda book, for those who read that", async () => {
    const { page } = await pages.open(book);
    await page.getByRole("heading", { level: 1, name: "Buku agenda surat keluar 2026" }).waitFor();
    const links = await page.getByRole("navigation").getByRole("link").allInnerTexts();
    expect(links[links.indexOf("Buku agenda") + 1]).toBe("Surat keluar");
    const me = { ...registrar, reads: { ...registrar.reads, register: false } };
    expect(await page.getByText("Hanya surat dari berkas yang Anda baca").count()).toBe(0);
    const other = await pages.open("/petugas", {
      answers: ({ path }) => (path === "/api/staff/me" ? { json: me } : undefined),
    });
    await other.page.getByRole("heading", { level: 1, name: /Tugas saya/ }).waitFor();
    expect(await other.page.getByRole("link", { name: "Surat keluar" }).count()).toBe(0);
  });

  test("says to whoever reads a part of the cases that it has the letters of those alone", async () => {
    const me = { ...registrar, reads: { ...registrar.reads, everything: false } };
    const { page } = await pages.open(book, {
      answers: ({ path }) => (path === "/api/staff/me" ? { json: me } : undefined),
    });
    await page.getByText("Hanya surat dari berkas yang Anda baca").waitFor();
  });

  test("has a line a letter, with its case and its file; a lost case says so", async () => {
    const { page } = await pages.open(book);
    await page.getByText("3 surat terakhir dari 89").waitFor();
    const lines = await page.getByRole("row").allInnerTexts();
    for (const words of [
      ...["0089", "000.4/89/DISPUSIP/2026", "23 Nov 2026", "Surat permintaan pergantian waktu"],
      ...["Permintaan Pergantian Waktu Kunjungan", "SMP Negeri 1 Contoh", "Drs. H. Hadi Nugroho, M.Si.", schoolCase],
    ])
      expect(lines[3]).toContain(words);
    expect(lines[1]).toContain("Dipakai sebelum pemulihan");
    expect(await page.getByRole("link", { name: schoolCase }).getAttribute("href")).toBe(
      `/petugas/berkas/${schoolCase}`,
    );
    expect(await page.getByRole("button", { name: /^Buka PDF/ }).count()).toBe(2);
  });

  test("opens the file of a letter in a tab of its own, and says why where it cannot", async () => {
    let isDrawn = false;
    const { page } = await pages.open(book, {
      answers: ({ path }) => {
        if (path !== `/api/staff/papers/${schoolCase}/other-time-asked.reply-1`) return undefined;
        if (isDrawn) return { json: { url: `${pages.origin}/surat.pdf` } };
        return { status: 409, json: { code: "taken", message: "Surat ini masih dibuat." } };
      },
    });
    await press(page, "Buka PDF 000.4/89/DISPUSIP/2026");
    await page.getByRole("alert").getByText("Surat ini masih dibuat.").waitFor();
    isDrawn = true;
    const opened = page.waitForEvent("popup");
    await press(page, "Buka PDF 000.4/89/DISPUSIP/2026");
    const tab = await opened;
    await tab.waitForURL(`${pages.origin}/surat.pdf`);
    expect(await page.getByRole("alert").innerText()).toBe("");
  });

  test("is narrowed by month and by words, which the file and the print follow", async () => {
    const { page } = await pages.open(book, { answers });
    await page.getByText("2 surat terakhir dari 5").waitFor();
    expect(await page.getByLabel("Bulan").locator("option").allInnerTexts()).toEqual([
      "Semua bulan",
      "Oktober 2026 (51)",
      "November 2026 (38)",
    ]);
    await page.getByLabel("Bulan").selectOption("November 2026 (38)");
    await page.getByRole("searchbox").fill("contoh");
    await page.getByRole("searchbox").press("Enter");
    await expect.poll(() => asked.at(-1)).toBe("2026?month=2026-11&words=contoh");
    await press(page, "CSV");
    await expect.poll(() => asked.at(-1)).toBe("2026/export?month=2026-11&words=contoh&as=csv");
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText('November 2026, pencarian "contoh"').isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("searchbox").fill("nihil");
    await page.getByRole("searchbox").press("Enter");
    await page.getByText("Tidak ada surat yang cocok.").waitFor();
    await press(page, "Tampilkan semua");
    await page.getByText("2 surat terakhir dari 5").waitFor();
    expect(asked.at(-1)).toBe("2026?");
  });

  test("of a year without letters says so", async () => {
    const { page } = await pages.open(book, { answers });
    await page.getByText("2 surat terakhir dari 5").waitFor();
    await page.getByLabel("Tahun").selectOption("2025");
    await page.getByText("Belum ada surat keluar pada tahun ini.").waitFor();
    await page.getByRole("heading", { level: 1, name: "Buku agenda surat keluar 2025" }).waitFor();
    expect(asked.at(-1)).toBe("2025?");
  });

  test("shows earlier letters when asked, and prints the whole book: who, which year, and the table alone", async () => {
    const { page } = await pages.open(book, { answers });
    await page.getByText("2 surat terakhir dari 5").waitFor();
    await press(page, "Tampilkan surat sebelumnya");
    await page.getByText("4 surat terakhir dari 5").waitFor();
    expect(await numbers(page)).toEqual(["0002", "0003", "0004", "0005"]);
    await page.evaluate(() => {
      window.print = () => (document.title = `printed ${document.querySelectorAll("tbody tr").length}`);
    });
    await press(page, "Cetak");
    await expect.poll(() => page.title()).toBe("printed 5");
    await page.emulateMedia({ media: "print" });
    const printed = (await page.getByRole("main").innerText())
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    expect(printed.slice(0, 3)).toEqual([
      "Pemerintah Kabupaten Contoh",
      "Dinas Perpustakaan dan Kearsipan",
      "Buku agenda surat keluar 2026",
    ]);
    expect(printed[3]).toMatch(/^No\. urut/);
    const words = printed.join(" ");
    for (const gone of ["Cetak", "XLSX", "Bulan", "surat terakhir", "5 surat", "PDF", "Dokumen"])
      expect(words).not.toContain(gone);
    expect(await page.getByRole("banner").count()).toBe(0);
  });

  test("the page of a case has its letters, and opens those that are drawn", async () => {
    const { page, complaints } = await pages.open(`/petugas/berkas/${schoolCase}`);
    const part = page.getByRole("region", { name: "Naskah yang diterbitkan" });
    await part.getByText("Sedang dibuat").waitFor();
    const lines = await part.getByRole("listitem").allInnerTexts();
    expect(lines[0]).toContain("Batal sejak 19 Nov 2026: Diganti karena tempat berubah.");
    expect(lines[1]).toContain("20 Nov 2026 · 1 halaman");
    expect(lines[2]).toContain("000.4/89/DISPUSIP/2026");
    expect(lines[2]).toContain("kepada SMP Negeri 1 Contoh · 23 Nov 2026 · 1 halaman");
    expect(lines[3]).toContain("Sedang dibuat");
    expect(await part.getByRole("button").count()).toBe(3);
    const opened = page.waitForEvent("popup");
    await part.getByRole("button", { name: "Buka PDF Lembar disposisi" }).click();
    await (await opened).close();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("axe finds nothing, nothing scrolls sideways whatever the names, nothing breaks the content policy", async () => {
    const { page, complaints } = await pages.open(book);
    await page.getByText("3 surat terakhir dari 89").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findings(page, ["color-contrast"])).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await findings(page)).toEqual([]);
    await lengthenNames(page);
    expect(await page.getByText("Wakaratmaka").count()).toBeGreaterThan(0);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
