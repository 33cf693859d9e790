/** Pages of whoever looks after the service: settings, holidays from a file, the log, on a phone and on a desk. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { SettingsSectionView } from "../../functions/contract/administration.ts";
import { settingsSections } from "../../functions/domain/administration/settings-sections.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { findings } from "../support/axe.ts";
import { everybody } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { browser } from "../support/http.ts";
import { unfit } from "../support/narrow-screen.ts";
import { registrar } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const base = "/api/staff/administration";
const phone = { width: 390, height: 844 };

const otherRooms = [
  { name: "Aula lantai 2", capacity: 120 },
  { name: "Ruang audiovisual", capacity: 30 },
];

/** What the service itself answers, asked before: settings of the sample agency, and the log after one change. */
async function answeredBefore(): Promise<Map<string, unknown>> {
  const work = dependencies();
  const [somebody] = everybody();
  if (!somebody) throw new Error("nobody");
  const admin: StaffMember = { ...somebody, id: "admin", name: "Admin Sistem", roles: ["system-admin"] };
  work.agencies.now.staff = [...work.agencies.now.staff, admin];
  work.agencies.now.settings = { ...work.agencies.now.settings, calendar: demoCalendar, otherRooms };
  const service = browser(work);
  const found = new Map<string, unknown>();
  const keep = async (path: string): Promise<void> => {
    found.set(path, (await service.get(path, { as: admin })).body);
  };
  await keep(`${base}/settings`);
  for (const { id } of settingsSections()) await keep(`${base}/settings/${id}`);
  const { revision, values } = found.get(`${base}/settings/tempat`) as SettingsSectionView;
  const body = { revision, values: { ...values, "room.capacity": "60" } };
  await service.post(`${base}/settings/tempat`, body, { as: admin });
  await keep(`${base}/entries`);
  return found;
}

describe.skipIf(!browserPath)("the settings", () => {
  let pages: StaffPages;
  let views: Map<string, unknown>;

  const answers: Answers = ({ method, path }) => {
    if (path === "/api/staff/me") return { json: { ...registrar, administers: true } };
    if (method === "POST" && path === `${base}/settings/tempat`)
      return { status: 409, json: { code: "stale", message: "Bagian ini baru saja diubah orang lain (Bu Rina)." } };
    if (method === "POST" && path === `${base}/holidays`)
      return {
        json: {
          ok: true,
          rows: [{ date: "2026-12-28", name: "Libur daerah", kind: "local" }],
          added: "x",
          removed: "",
        },
      };
    return views.has(path) ? { json: views.get(path) } : undefined;
  };

  beforeAll(async () => {
    views = await answeredBefore();
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("every page fits a phone and a desk, and has no barrier", async () => {
    const addresses = ["", "/catatan", "/pengaturan", ...settingsSections().map(({ id }) => `/pengaturan/${id}`)];
    const { complaints, page } = await pages.open("/petugas/administrasi", { answers, viewport: phone });
    for (const address of addresses) {
      await page.goto(`${pages.origin}/petugas/administrasi${address}`);
      await page.locator("h1").waitFor();
      expect([address, await unfit(page)]).toEqual([address, []]);
      // Long lists of the same rows say nothing more.
      if (address !== "/pengaturan/jam") expect([address, await findings(page)]).toEqual([address, []]);
    }
    expect(complaints).toEqual([]);
    const wide = await pages.open("/petugas/administrasi/pengaturan/libur", { answers });
    await wide.page.locator("h1").waitFor();
    expect(await findings(wide.page)).toEqual([]);
  });

  test("what was typed stays where somebody else was faster, and what is stored now is shown", async () => {
    const { page, sent } = await pages.open("/petugas/administrasi/pengaturan/tempat", { answers, viewport: phone });
    await page.getByLabel("Daya tampung ruang").fill("75");
    const before = views.get(`${base}/settings/tempat`) as SettingsSectionView;
    views.set(`${base}/settings/tempat`, {
      ...before,
      revision: "another",
      values: { ...before.values, "room.capacity": "64", "room.name": "Aula" },
    });
    await page.getByRole("button", { name: "Simpan" }).click();
    await page.getByText("baru saja diubah orang lain (Bu Rina)").waitFor();
    expect(await page.getByLabel("Daya tampung ruang").inputValue()).toBe("75");
    expect(await page.getByRole("definition").allInnerTexts()).toEqual(["Aula", "64"]);
    await page.getByRole("button", { name: "Simpan" }).click();
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]?.body).toMatchObject({
      revision: "another",
      values: { "room.capacity": "75", "room.name": "Aula" },
    });
    views.set(`${base}/settings/tempat`, before);
  });

  test("a letter reads as it is worded while it is typed, and as it came with when it is emptied", async () => {
    const { page } = await pages.open("/petugas/administrasi/pengaturan/naskah-surat", { answers, viewport: phone });
    const words = page.getByLabel("Isi surat (Kunjungan: ditolak)");
    await page.getByText("Kunjungan: ditolak", { exact: true }).last().click();
    const shown = page.locator("details[open]");
    await shown.getByText("karena ruang dipakai untuk kegiatan lain.").waitFor();
    await words.fill("Maaf, {reason}.\n\nHubungi {telepon}.");
    await shown.getByText("Maaf, ruang dipakai untuk kegiatan lain.").waitFor();
    await shown.getByText("Hubungi {telepon}.", { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await words.fill("");
    await page.getByLabel("Hal (Kunjungan: ditolak)").fill("");
    await shown.getByText("Kosong: naskah bawaan dipakai.").waitFor();
  });

  test("another room is a row of its list, and is sent with the others", async () => {
    const { page, sent } = await pages.open("/petugas/administrasi/pengaturan/tempat", { answers, viewport: phone });
    await page
      .getByRole("group", { name: /Ruang lain/ })
      .getByRole("button", { name: /Tambah/ })
      .click();
    await page.getByLabel("Nama", { exact: true }).last().fill("Teater");
    await page.getByLabel("Daya tampung", { exact: true }).last().fill("80");
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByRole("button", { name: "Simpan" }).click();
    await expect.poll(() => sent.length).toBe(1);
    const values = sent[0]?.body as { values: { otherRooms: { name: string; capacity: unknown }[] } };
    expect(values.values.otherRooms.map(({ capacity, name }) => `${name} ${String(capacity)}`)).toEqual([
      "Aula lantai 2 120",
      "Ruang audiovisual 30",
      "Teater 80",
    ]);
  });

  test("a file of holidays fills the form, and nothing is stored before that is sent", async () => {
    const { page, sent } = await pages.open("/petugas/administrasi/pengaturan/libur", { answers, viewport: phone });
    await page.getByText("Dari atau ke lembar kerja").click();
    const file = { name: "libur.csv", mimeType: "text/csv", buffer: Buffer.from("tanggal;nama;jenis\n") };
    await page.getByLabel("Baca dokumen CSV").setInputFiles(file);
    await page.getByText("Dokumen terbaca").waitFor();
    expect(await page.getByLabel("Nama", { exact: true }).inputValue()).toBe("Libur daerah");
    expect(sent.map(({ path }) => path)).toEqual([`${base}/holidays`]);
  });
});
