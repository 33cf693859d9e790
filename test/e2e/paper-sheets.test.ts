/** The rows of the SOPs on paper, for when the service is away: read on a phone, printed on A4, a sheet each. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { paperSheets } from "../../functions/http/views/paper-sheets.ts";
import { agency } from "../support/builders.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { browserPath, startStaffPages, type StaffPages } from "../support/staff-pages.ts";

const view = paperSheets(agency());
const answers = ({ path }: { path: string }) => (path === "/api/staff/sheets" ? { json: view } : undefined);
const shots = process.env["SHOTS"];

describe.skipIf(!browserPath)("the sheets of paper", () => {
  let pages: StaffPages;
  beforeAll(async () => {
    pages = await startStaffPages();
  }, 120_000);
  afterEach(() => pages.tidy());
  afterAll(() => pages.close());

  it("are reached where staff begin a case, fit a phone, and are a page of A4 each", async () => {
    const { complaints, page } = await pages.open("/petugas/berkas-baru", {
      answers,
      viewport: { width: 390, height: 844 },
    });
    await page.getByRole("link", { name: "Lembar kertas" }).click();
    await page.getByRole("link", { name: "Baca di Tempat: persiapan buka" }).click();
    await page.getByRole("heading", { name: "Mempersiapkan server dan komputer inislite" }).waitFor();
    const officialVisit = view.services.find(({ procedure }) => procedure === "official-visit");
    await page.goto(`${pages.origin}/petugas/lembar-kertas/official-visit`);
    await page.getByText(`${officialVisit?.sheets.length} lembar`).waitFor();
    expect(await page.getByRole("article").count()).toBe(officialVisit?.sheets.length);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    if (shots) await page.screenshot({ path: `${shots}/sheets-390.png` });
    await page.setViewportSize({ width: 1280, height: 900 });
    if (shots) await page.screenshot({ path: `${shots}/sheets-1280.png` });
    expect(await findings(page)).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true, ...(shots ? { path: `${shots}/sheets.pdf` } : {}) });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(
      officialVisit?.sheets.length ?? Infinity,
    );
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
