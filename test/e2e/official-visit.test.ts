/** An official visit in a real browser on the real host: form, mail, decision, tracking, guest book. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReceivedMail } from "../../infra/demo/mailbox.ts";
import { smallPdf } from "../../infra/demo/people.ts";
import { memberWith, type Stage } from "../../infra/demo/stage.ts";
import { findings } from "../support/axe.ts";
import { openLiveStage, type LiveStage } from "../support/live-stage.ts";
import { browserPath } from "../support/page-server.ts";

const visitDate = "2026-12-02";
const schoolEmail = "kepsek@smpn1.example";

describe.skipIf(!browserPath)("an official visit in the browser", () => {
  let live: LiveStage;
  let stage: Stage;

  beforeAll(async () => {
    live = await openLiveStage();
    stage = live.stage;
  });
  afterAll(() => live?.close());

  test("goes from the form by mail and one tap to the guest book and the closed case", async () => {
    const visitor = await live.phone();
    const caseId = await sendForm(visitor);
    const tracking = (await visitor.locator('a[href*="/lacak/"]').first().getAttribute("href")) ?? "";
    await visitor.goto(stage.base + new URL(tracking, stage.base).pathname);
    await visitor.getByRole("heading", { name: /^Permohonan kunjungan kami terima/ }).waitFor();
    await expectAccessible(visitor);

    const registrar = await stage.officer("mail-registrar");
    await registrar.work(caseId, "agendakan", { urgency: "biasa" });
    await registrar.work(caseId, "lapor", { availability: "sesuai" });
    const companion = memberWith("companion-librarian").id;
    const head = await stage.officer("service-section-head");
    await head.work(caseId, "teruskan", { recommendation: "cocok", companion }, "Jadwal cocok.");

    const decider = await decideByMail(caseId);
    await endDevice(decider);

    await registrar.work(caseId, "ya");
    await stage.official("companion-librarian").decide(caseId, "terima");
    stage.clock.jumpTo(Date.parse(`${visitDate}T02:00:00Z`));
    await stage.tick();

    await signGuestBook(visitor);
    await (await stage.officer("companion-librarian")).work(caseId, "selesai");
    await expect.poll(() => statusOn(visitor), { timeout: 15_000 }).toContain("Kunjungan selesai.");
  });

  async function sendForm(page: Page): Promise<string> {
    await page.goto(`${stage.base}/permohonan/official-visit`);
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
        return page.getByLabel("Kode 6 angka dari email").isVisible();
      })
      .toBe(true);
    await expectAccessible(page);
    const mail = await stage.mailbox.next(typed.Email, /^\d{6} adalah kode konfirmasi/);
    await page.getByLabel("Kode 6 angka dari email").fill(mail.subject.slice(0, 6));
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    return page
      .getByText(/^KJG-2026-\d{5}$/)
      .first()
      .innerText();
  }

  /** The official opens the mail on a phone, types the code once, and approves with one tap. */
  async function decideByMail(caseId: string): Promise<Page> {
    const { email } = memberWith("library-division-head");
    const mail = await stage.mailbox.next(email, /^Mohon keputusan/);
    const page = await live.phone();
    await page.goto(buttonIn(mail, "ya"));
    await page.getByRole("button", { name: "Kirim kode" }).click();
    await page
      .getByLabel("Kode 6 angka dari email")
      .fill(codeIn(await stage.mailbox.next(email, /^\d{6} adalah kode untuk berkas/)));
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
    return page;
  }

  /** The phone was lost: its owner ends it on a computer, and then nobody is known on it. */
  async function endDevice(lost: Page): Promise<void> {
    const { name } = memberWith("library-division-head");
    await lost.reload();
    await lost.getByText("Keputusan Anda untuk berkas ini").waitFor();
    const computer = await live.phoneOf("library-division-head");
    await computer.getByRole("link", { name }).click();
    await computer.getByRole("heading", { name: "Perangkat saya" }).waitFor();
    await computer.getByRole("button", { name: /^Akhiri / }).click();
    await computer.getByText("Belum ada perangkat yang dikenal.").waitFor();
    await lost.reload();
    await lost.getByText("Keputusan untuk berkas ini sudah tersimpan: Setujui, oleh Kepala Bidang").waitFor();
  }

  async function signGuestBook(page: Page): Promise<void> {
    await page.clock.setFixedTime(stage.clock.now());
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
    await page.getByText("Yang sudah terjadi").waitFor();
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
  expect(await findings(page)).toEqual([]);
}
