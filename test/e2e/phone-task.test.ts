/** A requester whose address refuses mail, in a real browser on the real host: phone task, new address, mail again. */
import { AxeBuilder } from "@axe-core/playwright";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser as Chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";
import { jumpableClock, type JumpableClock } from "../../infra/local/clock.ts";
import { Browser } from "../../infra/local/demo/browser.ts";
import { Mailbox } from "../../infra/local/demo/mailbox.ts";
import { Requester } from "../../infra/local/demo/people.ts";
import { memberWith } from "../../infra/local/demo/stage.ts";
import { demoSettings } from "../../infra/local/demo-agency.ts";
import { startHost, type Host } from "../../infra/local/host.ts";
import { visitRequest } from "../support/builders.ts";
import { browserPath } from "../support/public-pages.ts";

/** Monday, 23 November 2026, 09.00 WIB. */
const monday = Date.parse("2026-11-23T02:00:00Z");
const refusing = "kepsek@bounce.test";
const better = "tu@smpn1.example";
const quietly = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
];

describe.skipIf(!browserPath)("a requester whose mail bounces", () => {
  let folder: string;
  let clock: JumpableClock;
  let host: Host;
  let chrome: Chromium;
  let mailbox: Mailbox;

  beforeAll(async () => {
    await buildWeb(fileURLToPath(new URL("../..", import.meta.url)), { onlyWhenStale: true });
    folder = await mkdtemp(join(tmpdir(), "alur-pustaka-e2e-"));
    process.env["LOG_LEVEL"] = "problem";
    clock = jumpableClock(monday, { exportTo: process.env });
    host = await startHost({ dataDir: folder, port: 0, clock, seed: true });
    chrome = await chromium.launch({ executablePath: browserPath ?? "", args: quietly });
    mailbox = new Mailbox(new Browser(host.url));
  });

  afterAll(async () => {
    await chrome?.close();
    await host?.close();
    await rm(folder, { recursive: true, force: true });
    delete process.env["CLOCK_SKEW_MS"];
    delete process.env["LOG_LEVEL"];
  });

  test("is called by the registrar, who writes down the right address; then the mail arrives", async () => {
    const requester = new Requester(
      host.url,
      visitRequest({ contactEmail: refusing, district: demoSettings.districts[0] }),
    );
    const caseId = await requester.ask("official-visit", randomUUID());
    await mailbox.next(refusing, /telah kami terima$/);
    await host.idle();

    const page = await (await chrome.newContext()).newPage();
    await page.clock.setFixedTime(clock.now());
    await signIn(page);
    await page.goto(`${host.url}/petugas/berkas/${caseId}`);
    await page.getByText(`Email ke ${refusing} tidak dapat diterima.`, { exact: false }).waitFor();
    await page.getByText("Menghubungi pemohon lewat telepon").first().waitFor();
    expect(await page.getByLabel("Tautan halaman pemohon").inputValue()).toBe(
      `${host.url}/lacak/${requester.tracking}`,
    );
    expect(
      await page
        .getByRole("link", { name: /^Buka di WhatsApp/ })
        .first()
        .getAttribute("href"),
    ).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=/);
    await expectAccessible(page);

    await page.getByRole("link", { name: /^Kerjakan.*Menghubungi pemohon/ }).click();
    await page.getByText("+6281234567890").first().waitFor();
    await page.getByRole("radio", { name: /Catat alamat email baru/ }).check();
    await page.getByLabel("Alamat email yang benar").fill(better);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Catat alamat email baru" }).click();
    await page.waitForURL(({ pathname }) => !pathname.includes("reach-by-phone"));

    clock.advance(60_000);
    await host.tick();
    const mail = await mailbox.next(better, /telah kami terima$/);
    expect(mail.text).toContain(requester.tracking);
    await page.goto(`${host.url}/petugas/berkas/${caseId}`);
    await page.locator("summary", { hasText: "telah kami terima" }).click();
    await page.getByText(`Dikirim ke ${refusing}, ${better}`).waitFor();
    expect(await page.getByText("tidak dapat diterima").count()).toBe(0);
  });

  async function signIn(page: Page): Promise<void> {
    const { email } = memberWith("mail-registrar");
    await page.goto(`${host.url}/petugas`);
    await page.locator("#email").fill(email);
    await page.getByRole("button", { name: "Kirim kode masuk" }).click();
    const { subject } = await mailbox.next(email, /^\d{6} adalah kode masuk/);
    await page.locator('input[inputmode="numeric"]').fill(subject.slice(0, 6));
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await page.waitForURL(`${host.url}/petugas`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  }
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
