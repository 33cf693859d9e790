/** A request that lacks something, on the real host: the officer ticks it, the visitor completes it on a phone. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../infra/demo/official-visit-acts.ts";
import { smallPdf } from "../../infra/demo/people.ts";
import { findings } from "../support/axe.ts";
import { openLiveStage, type LiveStage } from "../support/live-stage.ts";
import { unfit } from "../support/narrow-screen.ts";
import { browserPath } from "../support/page-server.ts";

const institution = "SMP Negeri 31 Contoh";

describe.skipIf(!browserPath)("a request that has to be completed", () => {
  let live: LiveStage;

  beforeAll(async () => {
    live = await openLiveStage();
  });
  afterAll(() => live?.close());

  test("the officer ticks what is missing; the visitor sends exactly that, with a file, and the case goes on", async () => {
    const { stage } = live;
    const { email } = await ask(stage, institution, 40);
    await askForMore(await live.phoneOf("mail-registrar"));
    const mail = await stage.mailbox.next(email, /^Mohon lengkapi permohonan/);
    const visitor = await live.phone();
    await visitor.goto(/https?:\/\/\S+\?pilih=dilengkapi/.exec(mail.text)?.[0] ?? "");
    await visitor.getByRole("button", { name: "Kirim kode" }).click();
    const code = await stage.mailbox.next(email, /^\d{6} adalah kode untuk berkas/);
    await visitor.getByLabel("Kode 6 angka dari email").fill(code.subject.slice(0, 6));
    await visitor.getByRole("button", { name: "Lanjutkan" }).click();
    await visitor.getByRole("heading", { name: "Mohon dilengkapi: Surat permohonan, Jumlah pengunjung" }).waitFor();
    await visitor.getByText("Surat belum ditandatangani.").waitFor();
    const people = visitor.getByLabel("Jumlah pengunjung");
    expect(await people.inputValue()).toBe("40");
    expect(await visitor.getByLabel("Uraian tujuan").count()).toBe(0);
    const send = visitor.getByRole("button", { name: "Kirim kelengkapan" });
    await send.click();
    await visitor.getByText("Surat permohonan belum diunggah.").first().waitFor();
    expect(await findings(visitor)).toEqual([]);
    expect(await unfit(visitor)).toEqual([]);
    await visitor.setViewportSize({ width: 390, height: 844 });
    await people.fill("38");
    const letter = { name: "Surat bertanda tangan.pdf", mimeType: "application/pdf", buffer: Buffer.from(smallPdf) };
    await visitor.locator('input[type="file"]').setInputFiles(letter);
    await visitor.getByText(letter.name).first().waitFor();
    await send.click();
    await visitor.getByRole("heading", { name: "Kelengkapan permohonan Anda kami terima" }).waitFor();
    const task = (await (await stage.officer("mail-registrar")).inbox()).find(({ subject }) => subject === institution);
    expect(task?.state).toBe("Mengagendakan surat izin kunjungan");
  });

  async function askForMore(officer: Page): Promise<void> {
    await officer.getByRole("link", { name: "Mengagendakan surat izin kunjungan" }).click();
    await officer.getByText("Mohon dilengkapi").click();
    await officer.getByLabel("Surat permohonan", { exact: true }).check();
    await officer.getByLabel("Jumlah pengunjung", { exact: true }).check();
    await officer.getByLabel("Penjelasan").fill("Surat belum ditandatangani.");
    expect(await officer.getByLabel("Paling lambat").inputValue()).toBe("2026-11-30");
    await officer.getByRole("button", { name: "Mohon dilengkapi" }).click();
  }
});
