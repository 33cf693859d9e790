/** Who steps in and what has nobody, as the pages of the staff show it: real browser, real host. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aMinuteLater } from "../../infra/demo/office-hours.ts";
import { ask, decide, reply, untilDecision } from "../../infra/demo/official-visit-acts.ts";
import { memberWith } from "../../infra/demo/stage.ts";
import { findings } from "../support/axe.ts";
import { openLiveStage, overflow, type LiveStage } from "../support/live-stage.ts";
import { browserPath } from "../support/page-server.ts";

const away = { away: [{ from: "2026-11-01", until: "2027-12-31" }] };
const pictures = process.env["PICTURES"];

describe.skipIf(!browserPath)("somebody is not there", () => {
  let live: LiveStage;

  beforeAll(async () => {
    live = await openLiveStage();
  });
  afterAll(() => live?.close());

  async function picture(page: Awaited<ReturnType<LiveStage["phoneOf"]>>, name: string): Promise<void> {
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page, 320)).toBeLessThanOrEqual(0);
    if (pictures) {
      await page.setViewportSize({ width: 1100, height: 800 });
      await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 390, height: 844 });
  }

  test("a task says for whom it is done; what is not asked for is taken over by a tap; what has nobody is a list", async () => {
    const { stage } = live;
    const companion = memberWith("companion-librarian");
    const visitor = await ask(stage, "SMP Negeri 8 Contoh", 32);
    await untilDecision(stage, visitor.caseId, "cocok");
    await decide(stage, visitor.caseId, "ya");
    await reply(stage, visitor.caseId, "ya");

    const kasi = await live.phoneOf("service-section-head");
    await kasi.goto(`${stage.base}/petugas/berkas/${visitor.caseId}`);
    await kasi.getByText(`Untuk ${companion.name}; Anda dapat mengerjakannya sebagai pengganti.`).waitFor();
    await picture(kasi, "case");
    await kasi.getByRole("link", { name: /^Kerjakan sebagai pengganti/ }).click();
    await kasi.getByText(`Ditugaskan kepada ${companion.name}; Anda dapat mengerjakannya sebagai pengganti.`).waitFor();
    expect(await kasi.getByRole("radio").count()).toBe(0);
    await picture(kasi, "take-over");
    await kasi.getByRole("button", { name: "Kerjakan sebagai pengganti" }).click();
    await kasi.getByRole("radio", { name: /Terima tugas/ }).check();
    await kasi.getByRole("button", { name: "Terima tugas" }).click();
    await kasi.waitForURL(({ pathname }) => !pathname.includes(visitor.caseId));
    await kasi.goto(`${stage.base}/petugas/berkas/${visitor.caseId}`);
    await kasi.getByText(`menggantikan ${companion.name}`).first().waitFor();

    for (const role of ["mail-registrar", "circulation-officer"] as const) await stage.note(memberWith(role).id, away);
    const second = await ask(stage, "SMP Negeri 9 Contoh", 20);
    const desk = await live.phoneOf("front-office-officer");
    await desk.goto(`${stage.base}/petugas`);
    await desk.getByText(/menggantikan Petugas Agenda/).waitFor();
    await picture(desk, "inbox");

    await stage.note(memberWith("circulation-officer", 1).id, away);
    await stage.note(memberWith("front-office-officer").id, away);
    await aMinuteLater(stage);
    await kasi.goto(`${stage.base}/petugas`);
    await kasi.getByText("Tanpa petugas").first().click();
    await kasi.getByText("tidak ada petugas yang hadir").first().waitFor();
    await picture(kasi, "nobody");
    await kasi.goto(`${stage.base}/petugas/berkas/${second.caseId}`);
    await kasi
      .getByText(
        `Tidak ada petugas yang hadir untuk langkah ini. Penanggung jawab: ${memberWith("system-admin").name}.`,
      )
      .waitFor();
    await picture(kasi, "nobody-case");
  });
});
