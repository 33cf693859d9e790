/** A real host in this process with its mailbox and people, and a real browser before it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from "playwright-core";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";
import { jumpableClock } from "../../infra/local/host/clock.ts";
import { mailboxOf } from "../../infra/demo/mailbox.ts";
import { stopExecution } from "../../infra/demo/lose-execution.ts";
import { notePerson } from "../../infra/demo/note-person.ts";
import { castOf, memberWith, type Stage } from "../../infra/demo/stage.ts";
import { startHost } from "../../infra/local/host/host.ts";
import type { ActorId } from "../../statemachines/language/vocabulary.ts";
import { browserPath, quietly } from "./page-server.ts";

/** Monday, 23 November 2026, 09.00 WIB. */
const monday = Date.parse("2026-11-23T02:00:00Z");
const phone = { width: 390, height: 844 };

export interface LiveStage {
  stage: Stage;
  /** A phone of somebody nobody knows, whose clock stands where the service's stands now. */
  phone(): Promise<Page>;
  /** A phone on which a member of the staff has signed in; the same one each time. */
  phoneOf(role: ActorId): Promise<Page>;
  close(): Promise<void>;
}

export async function openLiveStage(): Promise<LiveStage> {
  await buildWeb(fileURLToPath(new URL("../..", import.meta.url)), { onlyWhenStale: true });
  const folder = await mkdtemp(join(tmpdir(), "alur-pustaka-e2e-"));
  process.env["LOG_LEVEL"] = "problem";
  const clock = jumpableClock(monday, { exportTo: process.env });
  const host = await startHost({ dataDir: folder, port: 0, clock, seed: true });
  const chrome: Chromium = await chromium.launch({ executablePath: browserPath ?? "", args: quietly });
  const mailbox = mailboxOf(host);
  const stage: Stage = {
    ...{ base: host.url, clock, mailbox, ...castOf(host.url, mailbox) },
    tick: () => host.tick(),
    note: (id, change) => notePerson(folder, id, change),
    release: () => Promise.reject(new Error("no release on this stage")),
    loseExecution: (caseId) => stopExecution(caseId),
    tell: () => undefined,
  };
  // Signed in is a tab, so each person keeps one.
  const known = new Map<string, Page>();
  const pageIn = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    await page.clock.setFixedTime(clock.now());
    return page;
  };
  return {
    stage,
    phone: async () => pageIn(await chrome.newContext({ viewport: phone })),
    async phoneOf(role) {
      const { email } = memberWith(role);
      const before = known.get(email);
      if (before) return before;
      const page = await pageIn(await chrome.newContext({ viewport: phone }));
      known.set(email, page);
      await page.goto(`${host.url}/petugas`);
      await page.locator(`button.person[value="${email}"]`).click();
      const { subject } = await mailbox.next(email, /^\d{6} adalah kode masuk/);
      await page.locator('input[name="code"]').fill(subject.slice(0, 6));
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/petugas$/);
      return page;
    },
    async close() {
      await chrome.close();
      await host.close();
      await rm(folder, { recursive: true, force: true });
      delete process.env["CLOCK_SKEW_MS"];
      delete process.env["LOG_LEVEL"];
    },
  };
}

/** How much wider a page is than a window of a width, in pixels. */
export async function overflow(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 700 });
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}
