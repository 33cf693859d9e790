/** A passkey from the page that makes it to the sign-in, with the virtual authenticator of a real browser. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memberWith } from "../../infra/demo/stage.ts";
import { findings } from "../support/axe.ts";
import { openLiveStage, overflow, type LiveStage } from "../support/live-stage.ts";
import { browserPath } from "../support/page-server.ts";

describe.skipIf(!browserPath)("a passkey", () => {
  let live: LiveStage;
  beforeAll(async () => {
    live = await openLiveStage();
  });
  afterAll(() => live?.close());

  /** A device whose lock opens at once. */
  async function withAuthenticator(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable");
    await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }

  /** Forgets the sign-in, but not the device. */
  async function signInAgain(page: Page): Promise<void> {
    await page.context().clearCookies();
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(`${live.stage.base}/petugas`);
    await page.getByRole("button", { name: "Masuk dengan kunci sandi" }).click();
  }

  test("is made by whoever is signed in, signs in without a code, and ends with the person's service or by a tap", async () => {
    const { id, email, name } = memberWith("agency-head");
    const page = await live.phoneOf("agency-head");
    await withAuthenticator(page);
    await page.goto(`${live.stage.base}/petugas/perangkat`);
    await page.getByRole("button", { name: "Tambahkan kunci sandi di perangkat ini" }).click();
    await page.getByText("Kunci sandi sudah ditambahkan.").waitFor();
    await live.stage.mailbox.next(email, /^Kunci sandi baru/);
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page, 320)).toBeLessThanOrEqual(0);

    await signInAgain(page);
    await page.waitForURL(/\/petugas$/);
    await page.getByRole("link", { name }).waitFor();

    await live.stage.note(id, { disabled: true });
    await signInAgain(page);
    await page.getByText("Kunci sandi ini tidak berlaku di sini.").waitFor();
    await live.stage.note(id, { disabled: undefined });
    await signInAgain(page);
    await page.waitForURL(/\/petugas$/);

    await page.goto(`${live.stage.base}/petugas/perangkat`);
    await page.getByRole("button", { name: /^Akhiri kunci sandi/ }).click();
    await page.getByText("Belum ada kunci sandi.").waitFor();
    await signInAgain(page);
    await page.getByText("Kunci sandi ini tidak berlaku di sini.").waitFor();
  });
});
