/** What oversight sees of who read what; how masked phone numbers are asked for; what the menu leaves out. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ReadingsView } from "../../functions/contract/staff.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { registrar, sampleCase, schoolCase } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const reads = { ...registrar.reads, everything: false, register: false, log: true };
const line = (name: string, id: string): ReadingsView["readings"][number] => ({
  name,
  case: schoolCase,
  what: { id, en: id },
  at: "2026-11-23T02:00:00.000Z",
});

const api: Answers = ({ path, query }) => {
  if (path === "/api/staff/me") return { json: { ...registrar, reads } };
  if (path === `/api/staff/cases/${schoolCase}`)
    return { json: { ...sampleCase, contacts: query.get("contacts") === "show" ? "shown" : "on-request" } };
  if (path !== "/api/staff/readings") return undefined;
  const view: ReadingsView = {
    people: [{ id: "sri", name: "Sri Wahyuni" }],
    days: 180,
    readings: query.has("before") ? [line("Budi Santoso", "Halaman tugas")] : [line("Sri Wahyuni", "Halaman berkas")],
    total: query.has("before") ? null : { count: 2, more: false },
    next: query.has("before") ? null : "next",
  };
  return { json: query.has("case") || query.has("person") ? view : { ...view, readings: [], next: null } };
};

describe.skipIf(!browserPath)("who reads what", () => {
  let pages: StaffPages;
  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("a case leads to who read it, page by page; the menu has no page that is not for the role", async () => {
    const { page, complaints } = await pages.open(`/petugas/berkas/${schoolCase}`, { answers: api });
    await page.getByRole("button", { name: "Tampilkan nomor telepon dan email" }).click();
    await expect.poll(() => page.getByText("disamarkan").count()).toBe(0);
    expect(await page.getByRole("link", { name: "Buku agenda" }).count()).toBe(0);
    await page.getByRole("link", { name: "Siapa yang melihat berkas ini" }).click();
    await page.getByText("Sri Wahyuni").last().waitFor();
    await page.getByRole("button", { name: "Muat catatan yang lebih lama" }).click();
    await page.getByText("2 dari 2 catatan").waitFor();
    await page.getByLabel("Petugas").selectOption("sri");
    await page.getByText("1 dari 2 catatan").waitFor();
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("and fits a small phone", async () => {
    const phone = { answers: api, viewport: { width: 320, height: 640 } };
    const { page } = await pages.open(`/petugas/pembaca?berkas=${schoolCase}`, phone);
    await page.getByText("Sri Wahyuni").last().waitFor();
    expect(await unfit(page)).toEqual([]);
  });
});
