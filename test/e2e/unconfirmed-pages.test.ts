import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestFields, requestRules } from "../../statemachines/mobile-library/request.ts";
import type { RequestFormView } from "../../functions/contract/public.ts";
import type { UnconfirmedView } from "../../functions/contract/staff.ts";
import { findings } from "../support/axe.ts";
import { sampleAgency } from "../support/sample-staff-views.ts";
import { sampleForm } from "../support/sample-views.ts";
import { browserPath, startStaffPages, type StaffPages } from "../support/staff-pages.ts";

const form: RequestFormView = {
  ...sampleForm,
  ...{ procedure: "mobile-library", fields: requestFields, rules: requestRules },
  ...{ capacity: null, headcount: null, optionalEmail: "contactEmail" },
};

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

  test("that would not be taken are told so as soon as somebody has no e-mail, with the telephone and the form on paper", async () => {
    let asked = 0;
    const { complaints, page, sent } = await pages.open("/permohonan/mobile-library", {
      signedIn: false,
      viewport: { width: 320, height: 640 },
      answers: ({ method, path }) => {
        if (path === "/api/procedures/mobile-library/request-form") return { json: form };
        if (method !== "GET" || path !== "/api/procedures/mobile-library/without-email") return undefined;
        asked += 1;
        return { json: { taken: asked > 1 } };
      },
    });
    const noEmail = page.getByLabel("Tidak punya email; hubungi lewat telepon");
    const told = page.getByText("Saat ini permohonan tanpa email tidak dapat diterima");
    await noEmail.waitFor();
    expect([asked, await told.count()]).toEqual([0, 0]);
    await noEmail.check();
    await told.waitFor();
    expect(await page.getByRole("link", { name: `Telepon ${sampleAgency.phone}` }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Cetak formulir ini" }).isVisible()).toBe(true);
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

    // An address, or no tick, and the form is as always; later on there may be room again.
    await page.locator("#field-contactEmail").fill("surya@desa.example");
    await told.waitFor({ state: "detached" });
    await page.locator("#field-contactEmail").fill("");
    await expect.poll(() => asked).toBe(2);
    expect(await told.count()).toBe(0);
    expect(sent).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
