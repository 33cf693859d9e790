import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UnconfirmedView } from "../../functions/contract/staff.ts";
import { findings } from "../support/axe.ts";
import { browserPath, startStaffPages, type StaffPages } from "../support/staff-pages.ts";

const view: UnconfirmedView = {
  mine: true,
  requests: [
    {
      id: "request-1",
      title: { id: "Layanan Perpustakaan Keliling", en: "Mobile library" },
      subject: "Taman Bacaan Masyarakat Kampung Sawah Baru Indah Permai",
      phone: "+6281234567890",
      facts: [{ name: "hostAddress", label: { id: "Alamat", en: "Address" }, value: "Kampung Sawah RT 03 RW 02" }],
      createdAt: "2026-11-27T02:00:00.000Z",
      until: "2026-12-04T02:00:00.000Z",
      confirmedBy: null,
    },
  ],
};

describe.skipIf(!browserPath)("requests without e-mail", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterAll(() => pages?.close());

  test("are told in the list of tasks, opened, and confirmed in the own words; the page fits a phone", async () => {
    const { complaints, page, sent } = await pages.open("/petugas", {
      answers: ({ method, path }) => {
        if (method === "GET" && path === "/api/staff/unconfirmed") return { json: view };
        return path.endsWith("/confirm") ? { status: 201, json: { case: "KEL-2026-00001" } } : undefined;
      },
    });
    await page.getByRole("link", { name: "1 permohonan tanpa email menunggu telepon" }).click();
    await page.getByRole("heading", { name: "Belum terkonfirmasi" }).waitFor();
    await page.getByText("Kampung Sawah Baru").click();
    await page.getByRole("link", { name: "Telepon +6281234567890" }).waitFor();
    expect(await findings(page)).toEqual([]);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await page.getByLabel("Yang dikatakan di telepon", { exact: false }).fill("Benar, akan siap.");
    await page.getByRole("button", { name: "Dikonfirmasi lewat telepon" }).click();
    await page.waitForURL(/KEL-2026-00001/);
    expect(sent).toMatchObject([
      { path: "/api/staff/unconfirmed/request-1/confirm", body: { words: "Benar, akan siap." } },
    ]);
    expect(complaints).toEqual([]);
  });
});
