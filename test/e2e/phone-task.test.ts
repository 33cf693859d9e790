/** A requester whose address refuses mail, in a real browser on the real host: phone task, new address, mail again. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoSettings } from "../../infra/local/host/demo-agency.ts";
import { aMinuteLater } from "../../infra/demo/office-hours.ts";
import { Requester } from "../../infra/demo/people.ts";
import { findings } from "../support/axe.ts";
import { visitRequest } from "../support/builders.ts";
import { openLiveStage, type LiveStage } from "../support/live-stage.ts";
import { browserPath } from "../support/page-server.ts";

const refusing = "kepsek@bounce.test";
const better = "tu@smpn1.example";

describe.skipIf(!browserPath)("a requester whose mail bounces", () => {
  let live: LiveStage;

  beforeAll(async () => {
    live = await openLiveStage();
  });
  afterAll(() => live?.close());

  test("is called by the registrar, who writes down the right address; then the mail arrives", async () => {
    const { base, mailbox, tick } = live.stage;
    const requester = new Requester(
      base,
      visitRequest({ contactEmail: refusing, district: demoSettings.districts[0] }),
      mailbox,
    );
    const caseId = await requester.ask("official-visit", randomUUID());
    await mailbox.next(refusing, /telah kami terima$/);
    await tick();

    const page = await live.phoneOf("mail-registrar");
    await page.goto(`${base}/petugas/berkas/${caseId}`);
    await page.getByText(`Email ke ${refusing} tidak dapat diterima.`, { exact: false }).waitFor();
    await page.getByText("Menghubungi pemohon lewat telepon").first().waitFor();
    expect(await page.getByLabel("Tautan untuk diteruskan").inputValue()).toContain(`${base}/lihat/${caseId}/`);
    expect(await page.content()).not.toContain(requester.tracking);
    expect(
      await page
        .getByRole("link", { name: /^Buka di WhatsApp/ })
        .first()
        .getAttribute("href"),
    ).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=/);
    expect(await findings(page)).toEqual([]);

    await page.getByRole("link", { name: /^Kerjakan.*Menghubungi pemohon/ }).click();
    await page.getByText("+6281234567890").first().waitFor();
    await page.getByRole("radio", { name: /Catat alamat email baru/ }).check();
    await page.getByLabel("Alamat email yang benar").fill(better);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Catat alamat email baru" }).click();
    await page.waitForURL(({ pathname }) => !pathname.includes("reach-by-phone"));

    await aMinuteLater(live.stage);
    const mail = await mailbox.next(better, /telah kami terima$/);
    expect(mail.text).toContain(requester.tracking);
    await page.goto(`${base}/petugas/berkas/${caseId}`);
    await page.locator("summary", { hasText: "telah kami terima" }).click();
    await page.getByText(`Dikirim ke ${refusing}, ${better}`).waitFor();
    expect(await page.getByText("tidak dapat diterima").count()).toBe(0);
  });
});
