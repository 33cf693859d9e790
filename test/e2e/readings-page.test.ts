/** What the staff app shows of who reads what: the log for oversight, masked contacts, and pages that are not for a role. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ReadingsView, StaffMeView } from "../../functions/contract/staff.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { registrar, sampleCase, schoolCase } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const overseer: StaffMeView = { ...registrar, reads: { ...registrar.reads, register: false, log: true } };
const phone = "0812-3456-7890";

function readingsOf(query: URLSearchParams): ReadingsView {
  const entry = (minute: number): ReadingsView["readings"][number] => ({
    name: "Dra. Sri Wahyuni Kusumaningrum, M.Si.",
    case: schoolCase,
    what: { id: "Halaman berkas", en: "Page of the case" },
    at: `2026-11-23T02:${String(minute).padStart(2, "0")}:00.000Z`,
  });
  const asked = query.has("case") || query.has("person");
  const older = query.has("before");
  return {
    people: [{ id: "siti", name: "Siti Aminah" }],
    days: 180,
    readings: asked ? (older ? [entry(1)] : [entry(9), entry(5)]) : [],
    next: asked && !older ? "cursor" : null,
    total: older ? null : { count: asked ? 3 : 0, more: false },
  };
}

describe.skipIf(!browserPath)("who reads what", () => {
  let pages: StaffPages;
  let asked: string[] = [];

  const answers: Answers = ({ path, query }) => {
    if (path === "/api/staff/me") return { json: overseer };
    if (path !== "/api/staff/readings") return undefined;
    asked.push(query.toString());
    return { json: readingsOf(query) };
  };

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(async () => {
    asked = [];
    await pages.tidy();
  });
  afterAll(() => pages?.close());

  test("oversight looks the log up by case and by person, once each, and page by page", async () => {
    const { page, complaints } = await pages.open(`/petugas/pembaca?berkas=${schoolCase}`, { answers });
    await page.getByText("2 dari 3 catatan").waitFor();
    expect(await page.getByRole("listitem").first().innerText()).toContain("Halaman berkas KJG-2026-00045");
    await page.getByRole("button", { name: "Muat catatan yang lebih lama" }).click();
    await page.getByText("3 dari 3 catatan").waitFor();
    await page.getByLabel("Nomor berkas").fill("KJG-2026-00001");
    await page.getByRole("button", { name: "Cari berkas" }).click();
    await page.getByText("2 dari 3 catatan").waitFor();
    await page.getByLabel("Petugas").selectOption("Siti Aminah");
    await expect
      .poll(() => asked)
      .toEqual([`case=${schoolCase}`, `case=${schoolCase}&before=cursor`, "case=KJG-2026-00001", "person=siti"]);
    // The menu has no page that is not for the role.
    expect(await page.getByRole("link", { name: "Buku agenda" }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("whoever does not call or write asks for phone numbers by a button, which says that it is noted", async () => {
    const { page } = await pages.open(`/petugas/berkas/${schoolCase}`, {
      answers: ({ path, query }) => {
        if (path !== `/api/staff/cases/${schoolCase}`) return undefined;
        const isShown = query.get("contacts") === "show";
        const fact = { label: { id: "Telepon", en: "Phone" }, value: isShown ? phone : "0812••••90" };
        const [first] = sampleCase.facts;
        const facts = first ? [{ ...first, ...fact }] : [];
        return { json: { ...sampleCase, facts, contacts: isShown ? "shown" : "on-request" } };
      },
    });
    await page.getByText("0812••••90").waitFor();
    await page.getByText("akan tercatat").waitFor();
    await page.getByRole("button", { name: "Tampilkan nomor telepon dan email" }).click();
    await page.getByText(phone).waitFor();
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    expect(focused).toContain("tercatat bahwa Anda melihatnya");
    expect(await unfit(page)).toEqual([]);
  });

  test("a case that is not for somebody's role says so, whom to ask, and leads on", async () => {
    const message = "Berkas atau halaman ini tidak ada, atau bukan untuk peran Anda. Tanyakan kepada atasan Anda.";
    const { page } = await pages.open("/petugas/berkas/PKS-2026-00001", {
      answers: ({ path }) =>
        path.startsWith("/api/staff/cases/") ? { status: 404, json: { code: "unknown", message } } : undefined,
    });
    await page.getByText("Tidak ada, atau bukan untuk peran Anda", { exact: true }).waitFor();
    await page.getByText(message).waitFor();
    expect(await page.getByRole("button", { name: "Coba lagi" }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("link", { name: "Ke daftar tugas" }).click();
    await page.getByRole("heading", { level: 1, name: /Tugas saya/ }).waitFor();
  });
});
