/** Every page of the service as people see it in the middle of a month's work, on the real host. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as agreement from "../../infra/demo/agreement-acts.ts";
import * as mobile from "../../infra/demo/mobile-acts.ts";
import { officialVisitStories } from "../../infra/demo/official-visit.ts";
import * as visit from "../../infra/demo/official-visit-acts.ts";
import { smallPdf, until } from "../../infra/demo/people.ts";
import { readingStories } from "../../infra/demo/reading-on-site.ts";
import type { Stage } from "../../infra/demo/stage.ts";
import type { ActorId } from "../../statemachines/language/vocabulary.ts";
import { findings } from "../support/axe.ts";
import { openLiveStage, overflow, type LiveStage } from "../support/live-stage.ts";
import { unfit } from "../support/narrow-screen.ts";
import { browserPath } from "../support/page-server.ts";

interface Work {
  /** Ended: three sessions, rated. */
  visit: string;
  /** The visitor's private link of it. */
  tracking: string;
  /** Before the Kabid. */
  openVisit: string;
  /** On the road: the officer has arrived. */
  stop: string;
  newStop: string;
  reader: string;
  /** With the partner, in its second version. */
  drafted: string;
  /** Where the partner reads the draft. */
  review: string;
}

async function prepared(stage: Stage): Promise<Work> {
  const play = (stories: typeof readingStories, title: RegExp) =>
    stories.find((each) => title.test(each.title))?.play(stage) ??
    Promise.reject(new Error(`no story ${title.source}`));
  const reader = await play(readingStories, /dua buku/);
  const rated = await play(officialVisitStories, /^Sc7/);
  const partner = await agreement.offered(stage, "Yayasan Sekar Baca");
  await agreement.untilDraft(stage, partner);
  await agreement.draft(stage, partner, agreement.articles("satu"));
  const changed = { agreementText: agreement.articles("dua") };
  await partner.requester.answer("usul-perubahan", () => changed, "Jangka waktu dua tahun.");
  await agreement.draft(stage, partner, agreement.articles("tiga"));
  const review = await until("the draft", async () => (await partner.requester.look()).answer?.path);
  const host = await mobile.ask(stage, "SD Negeri 2 Contoh");
  await mobile.planned(stage, host);
  await mobile.published(stage, host);
  await host.requester.answer("ya", () => ({}));
  await mobile.dayOfStop(stage, host);
  const crew = await stage.officer("mobile-library-officer");
  await crew.work(host.caseId, "siap", mobile.checklist);
  await crew.work(host.caseId, "tiba");
  const visitor = await visit.ask(stage, "SMP Negeri 1 Contoh", 40);
  await visit.untilDecision(stage, visitor.caseId, "cocok");
  const newStop = await mobile.ask(stage, "TBM Cahaya");
  const { drafted, openVisit } = { drafted: partner.caseId, openVisit: visitor.caseId };
  const tracking = `/lacak/${visitor.requester.tracking}`;
  return { visit: rated, tracking, openVisit, stop: host.caseId, newStop: newStop.caseId, reader, drafted, review };
}

type Place = [name: string, role: ActorId | null, address: (work: Work) => string];

const places: Place[] = [
  ["form of the mobile library", null, () => "/permohonan/mobile-library"],
  ["form of cooperation", null, () => "/permohonan/cooperation-agreement"],
  ["public schedule", null, () => "/jadwal"],
  ["index of satisfaction", null, () => "/kepuasan"],
  ["tracking of a visit", null, ({ tracking }) => tracking],
  ["draft before the partner", null, ({ review }) => review],
  ["inbox", "service-section-head", () => "/petugas"],
  ["cases", "service-section-head", () => "/petugas/berkas"],
  ["case of a visit in sessions", "service-section-head", ({ visit }) => `/petugas/berkas/${visit}`],
  ["case before the Kabid", "service-section-head", ({ openVisit }) => `/petugas/berkas/${openVisit}`],
  ["case of a stop", "service-section-head", ({ stop }) => `/petugas/berkas/${stop}`],
  ["case with versions", "service-section-head", ({ drafted }) => `/petugas/berkas/${drafted}`],
  ["case of a reader", "circulation-officer", ({ reader }) => `/petugas/berkas/${reader}`],
  ["what can be begun", "service-section-head", () => "/petugas/berkas-baru"],
  ["a request typed in", "service-section-head", () => "/petugas/berkas-baru/mobile-library"],
  ["an initiative typed in", "service-section-head", () => "/petugas/berkas-baru/cooperation-agreement"],
  ["month plan", "service-section-head", () => "/petugas/rencana"],
  ["agreements", "service-section-head", () => "/petugas/perjanjian"],
  ["letter register", "mail-registrar", () => "/petugas/agenda"],
  ["register of outgoing letters", "mail-registrar", () => "/petugas/surat-keluar"],
  ["reading room", "circulation-officer", () => "/petugas/ruang-baca"],
  ["recaps", "circulation-officer", () => "/petugas/ruang-baca/rekap"],
  ["devices of one's own", "circulation-officer", () => "/petugas/perangkat"],
  ["kiosk", "circulation-officer", () => "/petugas/ruang-baca/kios"],
];

describe.skipIf(!browserPath)("pages in use", () => {
  let live: LiveStage;
  let work: Work;

  beforeAll(async () => {
    live = await openLiveStage();
    work = await prepared(live.stage);
  });
  afterAll(() => live?.close());

  const open = async (role: ActorId | null, path: string): Promise<Page> => {
    const page = await (role ? live.phoneOf(role) : live.phone());
    await page.goto(live.stage.base + path);
    await page.locator("h1").first().waitFor();
    await page.waitForLoadState("networkidle");
    return page;
  };

  test.each(places)("%s: can be read by everyone, on a small phone and a wide screen", async (_name, role, address) => {
    const page = await open(role, address(work));
    const fault = await page.getByText(/tidak ditemukan|Terjadi gangguan/).count();
    expect.soft(fault, "shows what was asked for").toBe(0);
    expect.soft(await findings(page), "axe, light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect.soft(await findings(page, ["color-contrast"]), "axe, dark").toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    expect.soft(await unfit(page), "fits 320 pixels").toEqual([]);
    expect.soft(await overflow(page, 1280), "fits 1280 pixels").toBeLessThanOrEqual(0);
  });

  test("a letter that went out is opened from the register, and is the PDF that was mailed", async () => {
    const page = await open("mail-registrar", "/petugas/surat-keluar");
    const opened = page.waitForResponse((response) => response.url().includes("/api/staff/papers/"));
    await page
      .getByRole("row")
      .filter({ hasText: work.visit })
      .getByRole("button", { name: /^Buka PDF/ })
      .click();
    const { url } = (await (await opened).json()) as { url: string };
    const file = await fetch(url);
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(decodeURIComponent(file.headers.get("content-disposition") ?? "")).toContain(`Surat jawaban ${work.visit}`);
  });

  test("an officer photographs the stamped page: it is stored with the answer and can be opened again", async () => {
    const page = await open("mobile-library-officer", "/petugas");
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .getByRole("link", { name: /cap serta tanda tangan/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Mulai", exact: true }).click();
    const photo = { name: "halaman.pdf", mimeType: "application/pdf", buffer: Buffer.from(smallPdf) };
    await page.locator('input[type="file"]').setInputFiles(photo);
    await page.getByText("halaman.pdf").first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("radio", { name: "Buku tamu terisi" }).check();
    await page.getByRole("button", { name: "Buku tamu terisi" }).click();
    await page
      .getByText(/Tersimpan/)
      .first()
      .waitFor();
    const officer = await live.stage.officer("mobile-library-officer");
    const signed = (await officer.showCase(work.stop)).history.find(({ step }) => step === "sign-guest-book");
    expect(signed?.files).toHaveLength(1);
    await page.goto(`${live.stage.base}/petugas/berkas/${work.stop}`);
    const opened = page.context().waitForEvent("request", (request) => request.isNavigationRequest());
    await page.getByText("halaman.pdf").first().click();
    const stored = await fetch((await opened).url());
    expect(new Uint8Array(await stored.arrayBuffer())).toEqual(smallPdf);
  });
});
