/** An official visit in a real browser on the real host: form, mail, decision, tracking, guest book. */
import { AxeBuilder } from "@axe-core/playwright";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser as Chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";
import { jumpableClock, type JumpableClock } from "../../infra/local/clock.ts";
import { Browser } from "../../infra/local/demo/browser.ts";
import { Mailbox, type ReceivedMail } from "../../infra/local/demo/mailbox.ts";
import { smallPdf } from "../../infra/local/demo/people.ts";
import { castOf, memberWith, type Stage } from "../../infra/local/demo/stage.ts";
import { startHost, type Host } from "../../infra/local/host.ts";
import { browserPath } from "../support/public-pages.ts";

/** Monday, 23 November 2026, 09.00 WIB. */
const monday = Date.parse("2026-11-23T02:00:00Z");
const visitDate = "2026-12-02";
const schoolEmail = "kepsek@smpn1.example";
const phone = { width: 390, height: 844 };
const quietly = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
];

describe.skipIf(!browserPath)("an official visit in the browser", () => {
  let folder: string;
  let clock: JumpableClock;
  let host: Host;
  let chrome: Chromium;
  let mailbox: Mailbox;
  let cast: Pick<Stage, "officer" | "official">;

  beforeAll(async () => {
    await buildWeb(fileURLToPath(new URL("../..", import.meta.url)), { onlyWhenStale: true });
    folder = await mkdtemp(join(tmpdir(), "alur-pustaka-e2e-"));
    process.env["LOG_LEVEL"] = "problem";
    clock = jumpableClock(monday, { exportTo: process.env });
    host = await startHost({ dataDir: folder, port: 0, clock, seed: true });
    chrome = await chromium.launch({ executablePath: browserPath ?? "", args: quietly });
    mailbox = new Mailbox(new Browser(host.url));
    cast = castOf(host.url, mailbox);
  });

  afterAll(async () => {
    await chrome?.close();
    await host?.close();
    await rm(folder, { recursive: true, force: true });
    delete process.env["CLOCK_SKEW_MS"];
    delete process.env["LOG_LEVEL"];
  });

  test("goes from the form by mail and one tap to the guest book and the closed case", async () => {
    const visitor = await (await chrome.newContext({ viewport: phone })).newPage();
    await visitor.clock.setFixedTime(clock.now());

    const caseId = await sendForm(visitor);
    const tracking = (await visitor.locator('a[href*="/lacak/"]').first().getAttribute("href")) ?? "";
    await visitor.goto(host.url + new URL(tracking, host.url).pathname);
    await visitor.getByText("Sedang diproses").waitFor();
    await expectAccessible(visitor);

    const registrar = await cast.officer("mail-registrar");
    await registrar.work(caseId, "agendakan", { urgency: "biasa" });
    await registrar.work(caseId, "lapor", { availability: "sesuai" });
    const companion = memberWith("companion-librarian").id;
    const head = await cast.officer("service-section-head");
    await head.work(caseId, "teruskan", { recommendation: "cocok", companion }, "Jadwal cocok.");

    await decideByMail(caseId);

    await registrar.work(caseId, "ya");
    await cast.official("companion-librarian").decide(caseId, "terima");
    clock.jumpTo(Date.parse(`${visitDate}T02:00:00Z`));
    await host.tick();

    await signGuestBook(visitor);
    await (await cast.officer("companion-librarian")).work(caseId, "selesai");
    await expect.poll(() => statusOn(visitor), { timeout: 15_000 }).toContain("Selesai");
  });

  async function sendForm(page: Page): Promise<string> {
    await page.goto(`${host.url}/permohonan/official-visit`);
    const send = page.getByRole("button", { name: "Kirim permohonan" });
    await send.click();
    await page.getByText("Nama instansi wajib diisi.").first().waitFor();
    await expectAccessible(page);
    for (const [label, value] of Object.entries(typed))
      await page.getByLabel(label, { exact: false }).first().fill(value);
    for (const [label, value] of Object.entries(chosen))
      await page.getByLabel(label, { exact: false }).first().selectOption(value);
    const letter = { name: "Surat permohonan.pdf", mimeType: "application/pdf", buffer: Buffer.from(smallPdf) };
    await page.locator('input[type="file"]').setInputFiles(letter);
    await page.getByText("Surat permohonan.pdf").first().waitFor();
    await page.getByRole("checkbox", { name: /menyetujui pemrosesan data pribadi/ }).check();
    await expect
      .poll(async () => {
        if (await send.isVisible()) await send.click();
        return page
          .getByText(/^KJG-2026-\d{5}$/)
          .first()
          .isVisible();
      })
      .toBe(true);
    return page
      .getByText(/^KJG-2026-\d{5}$/)
      .first()
      .innerText();
  }

  /** The official opens the mail on a phone, types the code once, and approves with one tap. */
  async function decideByMail(caseId: string): Promise<void> {
    const { email } = memberWith("library-division-head");
    const mail = await mailbox.next(email, /^Mohon persetujuan/);
    const page = await (await chrome.newContext({ viewport: phone })).newPage();
    await page.clock.setFixedTime(clock.now());
    await page.goto(buttonIn(mail, "ya"));
    await page.getByRole("button", { name: "Kirim kode" }).click();
    await page.getByLabel("Kode 6 angka dari email").fill(codeIn(await mailbox.next(email, /^Kode/)));
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    const approve = page.getByRole("button", { name: "Ya, setujui" });
    await approve.waitFor();
    await page.getByText("SMP Negeri 1 Contoh").first().waitFor();
    await expectAccessible(page);
    await approve.click();
    await page.getByText("Tersimpan: Setujui").waitFor();
    await page.goto(buttonIn(mail, "tidak"));
    await page.getByText("Keputusan sudah tersimpan").waitFor();
    expect(await page.getByText(caseId).count()).toBeGreaterThan(0);
  }

  async function signGuestBook(page: Page): Promise<void> {
    await page.clock.setFixedTime(clock.now());
    await page.reload();
    await page.locator('a[href*="/k/"]').first().click();
    await page.getByLabel("Jumlah yang hadir").fill("38");
    await expectAccessible(page);
    await page.getByRole("button", { name: /simpan buku tamu/i }).click();
    await page
      .getByText(/tersimpan/i)
      .first()
      .waitFor();
    await page.goBack();
  }

  async function statusOn(page: Page): Promise<string> {
    await page.reload();
    await page.getByText("Perjalanan permohonan").waitFor();
    return page.locator("main").innerText();
  }
});

const typed = {
  "Nama instansi/lembaga": "SMP Negeri 1 Contoh",
  "Alamat instansi": "Jalan Pendidikan Nomor 10, Contoh",
  "Nama penanggung jawab": "Drs. H. Ma'ruf, M.Pd.",
  Email: schoolEmail,
  "Nomor HP/WhatsApp": "081234567890",
  "Uraian tujuan": "Mengenal koleksi referensi dan cara menelusur katalog.",
  "Tanggal kunjungan": visitDate,
  "Jam mulai": "09:00",
  "Jam selesai": "11:00",
  "Jumlah pengunjung": "40",
};
const chosen = { "Jenis instansi": "smp", Kecamatan: "Contoh Kota", "Tujuan kunjungan": "literasi" };

function buttonIn(mail: ReceivedMail, outcome: string): string {
  const link = mail.links.find((each) => each.endsWith(`?pilih=${outcome}`));
  if (!link) throw new Error(`the mail has no button for ${outcome}`);
  return link;
}

function codeIn(mail: ReceivedMail): string {
  const code = /\b\d{6}\b/.exec(mail.text)?.[0];
  if (!code) throw new Error("the mail has no code");
  return code;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`)).toEqual([]);
}
