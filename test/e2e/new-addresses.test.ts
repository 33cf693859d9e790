import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { NewAddressesView, StaffMeView } from "../../functions/contract/staff.ts";
import { findings } from "../support/axe.ts";
import { registrar } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type StaffPages } from "../support/staff-pages.ts";

const mine = "sri.wahyuni.sekretariat.dinas.perpustakaan@surat.contohkabupaten.example";
const theirs = "hadi.nugroho.bidang.perpustakaan.dan.literasi@surat.contohkabupaten.example";
const me: StaffMeView = { ...registrar, oversees: true, newEmail: mine };
const waiting: NewAddressesView["addresses"] = [
  { member: "hadi", name: "Drs. H. Hadi Nugroho, M.Si.", email: theirs, vouchers: ["Rina Kartika"], done: false },
  { member: "sri", name: "Sri Wahyuni", email: mine, vouchers: [], done: true },
];

describe.skipIf(!browserPath)("addresses that somebody else entered", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("are confirmed by the person and vouched for by colleagues, on a small phone too", async () => {
    const { complaints, page, sent } = await pages.open("/petugas/perangkat", {
      viewport: { width: 320, height: 640 },
      answers: ({ method, path }) => {
        if (path === "/api/staff/me") return { json: me };
        if (path === "/api/staff/devices") return { json: { devices: [] } };
        if (path === "/api/staff/addresses") return { json: { addresses: waiting } };
        if (method === "POST" && path === "/api/staff/addresses/hadi") return { json: { addresses: waiting.slice(1) } };
        return undefined;
      },
    });
    await page.getByText("Untuk Anda dicatat alamat email baru").waitFor();
    await page.getByText("Sudah dipastikan oleh Rina Kartika.").waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const vouch = page.getByRole("button", { name: /^Saya memastikan/ });
    // Nobody vouches for the own address.
    expect(await vouch.count()).toBe(1);

    await vouch.click();
    await page.getByText(theirs).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Ya, alamat saya" }).click();
    await page.getByText("Alamat email sudah dipastikan.").waitFor();
    expect(await page.getByText("Untuk Anda dicatat").count()).toBe(0);
    expect(sent.map(({ body, path }) => [path, body])).toEqual([
      ["/api/staff/addresses/hadi", { email: theirs }],
      ["/api/staff/address", { email: mine }],
    ]);
    expect(complaints).toEqual([]);
  });
});
