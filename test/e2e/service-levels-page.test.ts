/** What heads and inspectors see of how punctual the services are, on a phone and at a desk. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { StaffMeView } from "../../functions/contract/staff.ts";
import { serviceLevelsView } from "../../functions/http/views/service-levels-view.ts";
import { people } from "../support/builders.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { player } from "../support/player.ts";
import { keepSampleTotals } from "../support/sample-service-levels.ts";
import { registrar } from "../support/sample-staff-views.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const inspector: StaffMeView = {
  ...registrar,
  name: "Drs. Bambang Sutrisno Hadikusumo, M.Si.",
  roles: [{ id: "oversight-viewer", title: { id: "Pemantau", en: "Oversight" } }],
  reads: { ...registrar.reads, register: false, agreements: false, plans: false, readingRoom: false, log: true },
  worksWithCases: false,
};

/** An agency with figures of three months, where two cases wait. */
async function agencyAtWork() {
  const work = player(visitScript);
  await keepSampleTotals(work, ["2026-09-30", "2026-10-30", "2026-11-20"]);
  await work.caseAt("sign-guest-book");
  await work.caseAt("recommend");
  work.clock.advance({ days: 4 });
  return work;
}

describe.skipIf(!browserPath)("the page of service levels", () => {
  let pages: StaffPages;
  let asked: string[] = [];
  let work: Awaited<ReturnType<typeof agencyAtWork>>;

  beforeAll(async () => {
    [pages, work] = await Promise.all([startStaffPages(), agencyAtWork()]);
  });
  afterEach(async () => {
    asked = [];
    await pages.tidy();
  });
  afterAll(() => pages?.close());

  async function answersWith(periods: string[]): Promise<Answers> {
    const views = new Map(
      await Promise.all(periods.map(async (period) => [period, await serviceLevelsView(work, period)] as const)),
    );
    return ({ path, query }) => {
      if (path === "/api/staff/me")
        return { json: { ...inspector, reads: { ...inspector.reads, serviceLevels: true } } };
      if (!path.startsWith("/api/staff/service-levels")) return undefined;
      asked.push(`${path.replace("/api/staff/service-levels", "")}?${query.toString()}`);
      if (path.endsWith("/export")) return { json: { fileName: "mutu.csv", contentType: "text/csv", content: "YQ==" } };
      return { json: views.get(query.get("period") ?? "") };
    };
  }

  test("is the first and only page of an inspector beside the log, and fits a phone", async () => {
    const answers = await answersWith(["30-days", "2026-10"]);
    const { page, complaints } = await pages.open("/petugas", { answers, viewport: { width: 390, height: 800 } });
    await page.getByRole("heading", { level: 1, name: "Mutu layanan" }).waitFor();
    await page.getByRole("table", { name: "Ringkasan" }).waitFor();
    const sections = await page.getByRole("navigation", { name: "Bagian aplikasi" }).getByRole("link").allInnerTexts();
    expect(sections).toEqual(["Mutu layanan", "Jejak baca"]);
    await shoot(page, "service-levels-390");
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByLabel("Masa").selectOption("Oktober 2026");
    await page.getByText("Dari Kamis, 1 Oktober 2026").waitFor();
    await page.getByRole("button", { name: "CSV" }).click();
    await expect.poll(() => asked).toEqual(["?period=30-days", "?period=2026-10", "/export?period=2026-10&as=csv"]);
    expect(complaints).toEqual([]);
  });

  test("at a desk tells what waits and with whom, each row against its standard, and what to revise", async () => {
    const answers = await answersWith(["30-days"]);
    const { page, complaints } = await pages.open("/petugas/mutu-layanan", {
      answers,
      viewport: { width: 1280, height: 900 },
    });
    const waiting = page.getByRole("table", { name: "Menunggu sekarang, dan pada siapa" });
    await waiting.waitFor();
    expect(await waiting.innerText()).toContain(people.sectionHead.name);
    expect(await waiting.innerText()).toContain("pihak luar");
    const rows = page.getByRole("table", { name: /Langkah SOP Layanan Kunjungan Resmi, versi/ });
    expect(await rows.innerText()).toContain("2 ditunda, tidak dihitung terlambat");
    const realism = page.getByRole("table", { name: "Waktu baku yang perlu ditinjau" });
    expect(await realism.innerText()).toMatch(/Terlalu singkat[\s\S]*1 jam 30 menit|Terlalu singkat[\s\S]*1 jam/);
    await shoot(page, "service-levels-1280");
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("says where nothing is counted yet that there is nothing, and prints without its buttons", async () => {
    work = player(visitScript);
    const answers = await answersWith(["30-days"]);
    const { page } = await pages.open("/petugas/mutu-layanan", { answers });
    await page.getByText("Belum ada", { exact: true }).waitFor();
    await page.getByText("Tidak ada yang menunggu.").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Cetak" }).isVisible()).toBe(false);
    expect(await page.getByRole("table", { name: "Ringkasan" }).isVisible()).toBe(true);
  });
});

/** Keeps a picture where somebody wants to look. */
async function shoot(page: Awaited<ReturnType<StaffPages["open"]>>["page"], name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
