import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { CaseRequest } from "../../functions/contract/requests.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { sampleNow, schoolCase, taskAt } from "../support/sample-staff-views.ts";
import { sampleForm } from "../support/sample-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const formPath = "/petugas/berkas-baru/official-visit";
/** A paper letter: the fields of the staff entry channel, those with files left out so that no store is needed. */
const fields = sampleForm.fields.filter(({ kind }) => kind !== "consent" && kind !== "file");
const staffForm: Answers = ({ path }) =>
  path === "/api/staff/forms/official-visit" ? { json: { ...sampleForm, fields } } : undefined;

const typed: Record<string, string> = {
  institutionName: "SMP Negeri 1 Contoh",
  institutionAddress: "Jalan Merdeka 12, Contoh",
  contactName: "Budi Santoso, S.Pd.",
  contactEmail: "budi@smpn1.sch.id",
  contactPhone: "081234567890",
  purposeDetail: "Mengenal koleksi referensi.",
  preferredDate: "2026-12-02",
  preferredStart: "09:00",
  preferredEnd: "11:00",
  headcount: "40",
};
const field = (page: Page, name: string) => page.locator(`#field-${name}`);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function fillIn(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
  await field(page, "institutionType").selectOption("smp");
  await field(page, "purpose").selectOption("literasi");
  await page.getByRole("radio", { name: "Contoh Barat" }).check();
}

describe.skipIf(!browserPath)("a case begun by staff", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("is chosen, typed in and leads to its page", async () => {
    const { page, sent } = await pages.open("/petugas", { answers: staffForm });
    await page.getByRole("link", { name: "Berkas baru" }).click();
    await page.getByRole("link", { name: "Layanan Kunjungan Resmi" }).click();
    await page.getByRole("heading", { level: 1, name: "Layanan Kunjungan Resmi" }).waitFor();
    await fillIn(page);
    await press(page, "Buat berkas");
    await page.getByText(`Berkas ${schoolCase} sudah dibuat.`).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/petugas/berkas/${schoolCase}`);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ path: "/api/staff/cases", authorization: "Bearer sample-token" });
    expect(sent[0]?.body).toMatchObject({ procedure: "official-visit", language: "id", values: typed });
  });

  test("keeps what was typed through a refusal and a reload, and says which field is wrong", async () => {
    const refused = {
      code: "invalid",
      message: "x",
      fields: { contactEmail: "Alamat ini tidak dapat menerima surat." },
    };
    const answers: Answers = (request) =>
      request.method === "POST" ? { status: 422, json: refused } : staffForm(request);
    const { page, sent } = await pages.open(formPath, { answers });
    await fillIn(page);
    await press(page, "Buat berkas");
    await page.getByRole("link", { name: refused.fields.contactEmail }).click();
    expect(await field(page, "contactEmail").getAttribute("aria-invalid")).toBe("true");
    await page.reload();
    await page.getByText("Isian Anda yang terakhir dikembalikan.").waitFor();
    expect(await field(page, "institutionName").inputValue()).toBe(typed["institutionName"]);
    await press(page, "Buat berkas");
    await page.getByRole("alert").waitFor();
    expect(new Set(sent.map(({ body }) => (body as CaseRequest).submissionId)).size).toBe(1);
  });

  test("leads to the case that is stored instead, and keeps what was typed", async () => {
    const message = `Yang sudah tersimpan dengan nomor ${schoolCase}: SMPN 1, 40 orang.`;
    const json = { code: "stored-otherwise", message, stored: { case: schoolCase, tracking: null } };
    const answers: Answers = (request) => (request.method === "POST" ? { status: 409, json } : staffForm(request));
    const { page } = await pages.open(formPath, { answers });
    await fillIn(page);
    await press(page, "Buat berkas");
    await page.getByRole("alert").getByText(message).waitFor();
    const link = page.getByRole("link", { name: "Buka berkas itu" });
    expect(await link.getAttribute("href")).toBe(`/petugas/berkas/${schoolCase}`);
    expect(await field(page, "institutionName").inputValue()).toBe(typed["institutionName"]);
    await page.getByRole("button", { name: "Simpan sebagai berkas baru" }).waitFor();
  });

  test("an incomplete form is not sent", async () => {
    const { page, sent } = await pages.open(formPath, { answers: staffForm });
    await press(page, "Buat berkas");
    await page.getByRole("alert").getByRole("link", { name: "Nama instansi wajib diisi." }).waitFor();
    expect(sent).toEqual([]);
  });

  test.each([
    ["says that nothing can be begun by this member", "/petugas/berkas-baru", { json: { forms: [] } }],
    [
      "says who is asked when the case is another's to begin",
      formPath,
      {
        status: 403,
        json: { code: "forbidden", message: "Berkas layanan ini dibuat oleh Petugas Agenda (Agendaris)." },
      },
    ],
  ])("%s", async (_name, address, answer) => {
    const answers: Answers = ({ path }) => (path.startsWith("/api/staff/forms") ? answer : undefined);
    const { page } = await pages.open(address, { answers });
    await page.getByText(/(petugas lain|Petugas Agenda \(Agendaris\))\.$/).waitFor();
  });

  test.each(["/petugas/berkas-baru", formPath])("%s can be read by everyone, at any width", async (address) => {
    const { page, complaints } = await pages.open(address, { answers: staffForm });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Memuat…").waitFor({ state: "detached" });
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(!browserPath)("field work", () => {
  let pages: StaffPages;
  const asField = taskAt("guide-visitors", null, { follows: sampleNow });
  const waiting = { ...asField, step: { ...asField.step, kind: "field" as const } };
  const task = `/petugas/tugas/${schoolCase}/guide-visitors-1`;
  const answers: Answers = ({ path }) => {
    if (path.endsWith("/start")) return { json: { ...waiting, startedAt: sampleNow } };
    return path === `/api/staff/tasks/${schoolCase}/guide-visitors-1` ? { json: waiting } : undefined;
  };

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("begins with a tap, then shows its form", async () => {
    const { page, sent } = await pages.open(task, { answers, viewport: { width: 390, height: 844 } });
    await page.getByRole("button", { name: "Mulai", exact: true }).waitFor();
    expect(await page.locator("form").count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await press(page, "Mulai");
    await page.getByText(/^Dimulai hari ini/).waitFor();
    await page.locator("form").waitFor();
    expect(sent.map(({ path }) => path)).toEqual([`/api/staff/tasks/${schoolCase}/guide-visitors-1/start`]);
  });

  test("that is done already is entered with its real times and why only now", async () => {
    const { page, sent } = await pages.open(task, { answers, viewport: { width: 320, height: 800 } });
    await press(page, "Sudah selesai, isi susulan");
    await page.locator("form").waitFor();
    expect(await page.getByRole("checkbox", { name: "Diisi susulan" }).isChecked()).toBe(true);
    await press(page, "Kunjungan selesai");
    expect(sent).toEqual([]);
    expect(await page.locator(".summary li").allInnerTexts()).toHaveLength(3);
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    await page.getByLabel("Mulai", { exact: true }).fill("2026-11-25T09:00");
    await page.getByLabel("Selesai", { exact: true }).fill("2026-11-25T10:30");
    await page.getByLabel("Alasan diisi susulan").fill("Tidak ada sinyal.");
    await press(page, "Kunjungan selesai");

    await expect.poll(() => sent.length).toBe(1);
    expect(sent[0]?.body).toMatchObject({
      outcome: "selesai",
      later: { from: "2026-11-25T09:00", until: "2026-11-25T10:30", reason: "Tidak ada sinyal." },
    });
  });
});
