/** The guest book of a visit on the phones of those who came, and the sheet with its code; views made by the office itself. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { people } from "../support/builders.ts";
import { findings } from "../support/axe.ts";
import { browser } from "../support/http.ts";
import { unfit } from "../support/narrow-screen.ts";
import { player } from "../support/player.ts";
import { browserPath, startPublicPages, type Api, type PublicPages } from "../support/public-pages.ts";
import { sampleCase, schoolCase } from "../support/sample-staff-views.ts";
import { startStaffPages, type StaffPages } from "../support/staff-pages.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const shots = process.env["SHOTS"];

/** A visit that was asked for in English and is about to begin. */
async function atTheDoor(): Promise<{ address: string; api: string; page: Record<string, unknown> }> {
  const work = player(visitScript);
  const caseId = await work.submit({}, { language: "en" });
  await work.playTo(caseId, "sign-guest-book");
  work.clock.set("2026-12-02T01:45:00.000Z");
  const { body } = await browser(work).get(`/api/staff/cases/${caseId}`, { as: people.frontOffice });
  const address = String(body["guestBook"]).slice(work.publicUrl.length);
  const api = address.replace("/buku-tamu/", "/api/guest-books/");
  return { address, api, page: (await browser(work).get(api)).body };
}

describe.skipIf(!browserPath)("the sheet with the code", () => {
  let pages: StaffPages;
  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterAll(() => pages?.close());

  test.each([1280, 390])(
    "is reached from the case, and printed without what is for the staff, at %i pixels",
    async (width) => {
      const guestBook = `https://layanan.contoh.test/buku-tamu/${schoolCase}/${"a".repeat(43)}`;
      const { page, complaints } = await pages.open(`/petugas/berkas/${schoolCase}`, {
        viewport: { width, height: 844 },
        answers: ({ path }) =>
          path === `/api/staff/cases/${schoolCase}` ? { json: { ...sampleCase, guestBook } } : undefined,
      });
      await page.getByRole("link", { name: "Cetak kode QR buku tamu" }).click();
      const code = page.getByRole("img", { name: "Kode QR buku tamu" });
      await code.waitFor();
      expect((await code.boundingBox())?.width).toBeGreaterThan(250);
      expect(await unfit(page)).toEqual([]);
      if (shots) await page.screenshot({ path: `${shots}/guest-book-code-${width}.png`, fullPage: true });
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("button", { name: "Cetak" }).isVisible()).toBe(false);
      expect(await code.isVisible()).toBe(true);
      expect(complaints).toEqual([]);
    },
  );
});

describe.skipIf(!browserPath)("the guest book behind the code on the desk", () => {
  let pages: PublicPages;
  let found: Awaited<ReturnType<typeof atTheDoor>>;

  beforeAll(async () => {
    [pages, found] = await Promise.all([startPublicPages(), atTheDoor()]);
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("begins in the language of the case, is switched on this device, and is signed with few taps", async () => {
    const api: Api = {
      [`GET ${found.api}`]: { json: found.page },
      [`POST ${found.api}`]: { status: 201, json: { stored: true } },
    };
    const { page, sent, complaints } = await pages.open(found.address, api);
    await page.getByRole("heading", { name: "Guest book: SMPN 1 Contoh" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/guest-book.png`, fullPage: true });
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.reload();
    await page.getByRole("heading", { name: "Buku tamu: SMPN 1 Contoh" }).waitFor();
    await page.getByRole("button", { name: "Simpan buku tamu" }).click();
    await page.getByRole("alert").getByText("Jumlah yang hadir").waitFor();
    await page.getByLabel("Jumlah yang hadir").fill("38");
    await page.getByRole("button", { name: "Simpan buku tamu" }).click();
    await page.getByText("Buku tamu terisi. Selamat berkunjung.").waitFor();
    expect(sent).toEqual([{ path: found.api, body: { values: { attendance: "38" } } }]);
    expect(complaints).toEqual([]);
  });

  test("says where it is over, and what to do where the link is none", async () => {
    const over = { [`GET ${found.api}`]: { json: { page: "signed" } } };
    const { page } = await pages.open(found.address, over);
    await page.getByText("Buku tamu ini sudah diisi.").waitFor();
    const { page: other } = await pages.open("/buku-tamu/KJG-2026-00001/x");
    await other.getByText("Pindai kembali kode QR di meja petugas.").waitFor();
  });
});
