import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { DecisionView } from "../../functions/contract/decision.ts";
import { findings } from "../support/axe.ts";
import { browserPath, startPublicPages, type Api, type PublicPages } from "../support/public-pages.ts";
import { lengthenNames } from "../support/long-names.ts";
import { unfit } from "../support/narrow-screen.ts";
import { busySchedule } from "../support/sample-staff-views.ts";
import {
  askingCode,
  choosingTime,
  closedPages,
  deciding,
  guestBook,
  sampleDevices,
  sampleTracking,
  withoutAddress,
} from "../support/sample-views.ts";

interface Visited {
  name: string;
  address: string;
  api?: Api;
  act?: (page: Page) => Promise<void>;
}

const behindLink = (view: DecisionView, status = 200): Api => ({ "GET /api/decisions/x": { json: view, status } });
const pressed = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).click();

const visited: Visited[] = [
  { name: "start", address: "/" },
  { name: "request form", address: "/permohonan/official-visit" },
  { name: "request form with errors", address: "/permohonan/official-visit", act: pressed("Kirim permohonan") },
  { name: "finding a request again", address: "/permohonan-saya" },
  { name: "tracking", address: "/lacak/sample" },
  {
    name: "tracking with known devices",
    address: "/lacak/sample",
    api: {
      "GET /api/tracking/sample": { json: { ...sampleTracking, known: true } },
      "GET /api/tracking/sample/devices": { json: { ...sampleDevices, nonce: "nonce-1" } },
    },
    act: openDevices,
  },
  { name: "withdrawal", address: "/lacak/sample", act: pressed("Batalkan permohonan") },
  { name: "unknown tracking link", address: "/lacak/garbled" },
  { name: "page that does not exist", address: "/tidak/ada/di-sini" },
  { name: "decision", address: "/k/x", api: behindLink(deciding()) },
  { name: "decision, history open", address: "/k/x", api: behindLink(deciding()), act: openHistory },
  { name: "decision, preselected", address: "/k/x?pilih=ya", api: behindLink(deciding()) },
  { name: "decision with a reason", address: "/k/x?pilih=tolak", api: behindLink(deciding()) },
  { name: "choice of a time", address: "/k/x", api: behindLink(choosingTime) },
  { name: "guest book", address: "/k/x", api: behindLink(guestBook) },
  { name: "proof by code", address: "/k/x", api: behindLink(askingCode) },
  { name: "proof without an address", address: "/k/x", api: behindLink(withoutAddress) },
  ...closedPages.map(({ view, status }) => ({
    name: `link that is ${view.page}`,
    address: "/k/x",
    api: behindLink(view, status),
  })),
];

async function openDevices(page: Page): Promise<void> {
  await page.getByText("Perangkat yang dikenal").click();
  await page.getByText("Samsung Internet, Android").waitFor();
}

async function openHistory(page: Page): Promise<void> {
  await page.getByText("Riwayat langkah").click();
}

describe.skipIf(!browserPath)("every page", () => {
  let pages: PublicPages;

  beforeAll(async () => {
    pages = await startPublicPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test.each(visited)("$name: can be read and pressed by everyone", async ({ address, api, act }) => {
    const { page, complaints } = await pages.open(address, api);
    await act?.(page);
    expect.soft(await lowTargets(page), "at least 44 pixels high").toEqual([]);
    expect.soft(await findings(page), "axe, light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect.soft(await findings(page, ["color-contrast"]), "axe, dark").toEqual([]);
    expect.soft(await unfit(page), "fits 320 pixels").toEqual([]);
    expect(complaints, "scripts and content security policy").toEqual([]);
  });
});

describe.skipIf(!browserPath)("a name of 78 letters without a space", () => {
  const stop = { date: "2026-12-09", start: "08:00", end: "11:00", postponed: false };
  const service = { id: "Perpustakaan Keliling", en: "Mobile library" };
  const stops = [
    { ...stop, place: "Desa Sawo", service },
    { ...stop, start: "09:00", place: "SDN 3", service, postponed: true },
  ];
  const api: Api = {
    "GET /api/schedule": { json: { zone: "Asia/Jakarta", from: "2026-11-23", until: "2026-12-23", stops } },
    ...behindLink(busyDecision()),
  };
  let pages: PublicPages;

  beforeAll(async () => {
    pages = await startPublicPages();
  });
  afterAll(() => pages?.close());

  test.each(["/k/x", "/jadwal", "/lacak/sample"])("widens no page of others: %s", async (address) => {
    const { page } = await pages.open(address, api);
    await lengthenNames(page);
    expect(await page.getByText("Wakaratmaka").count()).toBeGreaterThan(0);
    expect(await unfit(page)).toEqual([]);
  });
});

/** A decision whose hour other institutions want as well. */
function busyDecision(): DecisionView {
  return deciding({ aids: busySchedule().aids });
}

function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = [
      ...document.querySelectorAll<HTMLElement>("button, select, summary, .button, label.row, textarea"),
    ];
    const low = targets.filter((target) => target.offsetParent && target.getBoundingClientRect().height < 43.5);
    return low.map((target) => target.outerHTML.slice(0, 90));
  });
}
