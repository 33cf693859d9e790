import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RequestFormView } from "../../functions/contract/public.ts";
import type { MonthPlanView } from "../../functions/contract/staff.ts";
import type { TaskView } from "../../functions/contract/decision.ts";
import { findings } from "../support/axe.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { stopPlan, stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

/** A page waits a moment before it asks, from whenever it has seen what was typed: its clock runs until it has. */
async function hasAsked(page: Page, sent: readonly unknown[], times: number): Promise<void> {
  const asked = async () => {
    await page.clock.runFor(1_000);
    return sent.length;
  };
  await expect.poll(asked).toBe(times);
}

const { divisionHead, registrar, sectionHead } = people;

/** What the service answers about two stops of one morning: the plan that is typed in, the judging, the month. */
async function twoStops() {
  const work = player(stopScript);
  const first = await work.submit({ hostName: "Desa Sumberjaya" });
  await work.playTo(first, "assign", { plan: { values: stopPlan({ place: "Balai Desa" }) } });
  const second = await work.submit();
  await work.playTo(second, "plan");
  const { get, post } = browser(work);
  const path = `/api/staff/tasks/${second}/${(await work.task(second)).id}`;
  const plan = (await get(path, { as: sectionHead })).body as unknown as TaskView;
  const draft = { outcome: "ajukan", values: stopPlan() };
  const { rainPlan: _, ...values } = draft.values as Record<string, unknown>;
  const clashes = (await post(`${path}/clashes`, { outcome: "ajukan", values }, { as: sectionHead })).body;
  const month = (await get("/api/staff/plans/2026-12", { as: divisionHead })).body as unknown as MonthPlanView;
  return { path, plan, clashes, month, first, second };
}

const filledIn = { ...stopPlan(), travelMinutes: "40", distanceKm: "18" };

describe.skipIf(!browserPath)("what clashes, on the pages of staff", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("is told while the plan is typed in, with the other stop to open", async () => {
    const { clashes, first, path, plan } = await twoStops();
    const shown = { ...plan, aids: { ...plan.aids, prefill: filledIn } };
    const answers: Answers = ({ method, path: asked }) => {
      if (method === "GET" && asked === path) return { json: shown };
      return asked === `${path}/clashes` ? { json: clashes } : undefined;
    };
    const { page, sent } = await pages.open(path.replace("/api/staff/tasks", "/petugas/tugas"), { answers });
    await page.getByRole("heading", { level: 1, name: "Menyusun konsep rencana kegiatan" }).waitFor();
    await hasAsked(page, sent, 1);
    const told = page.getByRole("status").filter({ hasText: "sudah dijadwalkan di Balai Desa" });
    await told.waitFor();
    expect(await told.getByRole("link", { name: first }).getAttribute("href")).toBe(`/petugas/berkas/${first}`);
    expect(sent.map((each) => each.path)).toEqual([`${path}/clashes`]);
    await page.locator("#answer-rainPlan").fill("Pindah ke aula");
    await page.clock.runFor(1_000);
    expect(sent).toHaveLength(1);
    await page.locator("#answer-start").fill("10:00");
    await hasAsked(page, sent, 2);
    expect(await findings(page)).toEqual([]);
  });

  test("a companion who has another visit at that hour is told while named", async () => {
    const work = player(visitScript);
    const first = await work.caseAt("accept-companionship", {}, { headcount: 10 });
    const second = await work.caseAt("recommend", {}, { headcount: 10, institutionName: "SMA 2 Contoh" });
    const { get, post } = browser(work);
    const path = `/api/staff/tasks/${second}/${(await work.task(second)).id}`;
    const shown = (await get(path, { as: sectionHead })).body;
    const values = { companion: people.companion.id };
    const clashes = (await post(`${path}/clashes`, { outcome: "teruskan", values }, { as: sectionHead })).body;
    const answers: Answers = ({ method, path: asked }) => {
      if (method === "GET" && asked === path) return { json: shown };
      return asked === `${path}/clashes` ? { json: clashes } : undefined;
    };
    const { page, sent } = await pages.open(path.replace("/api/staff/tasks", "/petugas/tugas"), { answers });
    // It asks when it is opened too, however long somebody takes to choose.
    await hasAsked(page, sent, 1);
    await page.locator("#answer-companion").getByLabel(people.companion.name).check();
    await hasAsked(page, sent, 2);
    const told = page.getByRole("status").filter({ hasText: "sudah dijadwalkan untuk SMPN 1 Contoh" });
    await told.getByRole("link", { name: first }).waitFor();
    expect(sent).toEqual([
      expect.objectContaining({ path: `${path}/clashes`, body: { outcome: "teruskan", values: {} } }),
      expect.objectContaining({ path: `${path}/clashes`, body: { outcome: "teruskan", values } }),
    ]);
    expect(await findings(page)).toEqual([]);
  });

  test("stands beside both stops in the plan of the month", async () => {
    const { first, month, second } = await twoStops();
    const clash = {
      case: first,
      approved: true,
      text: { id: "B 9001 PUS sudah dijadwalkan di Balai Desa pukul 08.00-12.30, termasuk perjalanan.", en: "" },
    };
    const stops = month.stops.flatMap((stop) => [stop, { ...stop, case: second, place: "SDN 2", clashes: [clash] }]);
    const answers: Answers = ({ path }) =>
      path.startsWith("/api/staff/plans/") ? { json: { month: "2026-11", stops } } : undefined;
    const { page } = await pages.open("/petugas/rencana", { answers });
    const line = page.getByRole("listitem").filter({ hasText: "Bentrok." });
    await line.waitFor();
    expect(await line.innerText()).toContain("SDN 2");
    expect(await findings(page)).toEqual([]);
  });
});

describe.skipIf(!browserPath)("a letter that is registered already", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("is told before the form is sent, and one tick links both", async () => {
    const work = player(visitScript);
    const form = (await browser(work).get("/api/staff/forms/official-visit", { as: registrar })).body;
    const { fields, ...rest } = form as unknown as RequestFormView;
    const known = { case: "KJG-2026-00045", subject: "SMPN 1 Contoh", statusLabel: { id: "Selesai", en: "Finished" } };
    const answers: Answers = ({ method, path }) => {
      if (path === "/api/staff/forms/official-visit") return { json: { ...rest, fields } };
      if (path.endsWith("/letter")) return { json: { known } };
      return method === "POST" ? { status: 422, json: { code: "invalid", message: "x", fields: {} } } : undefined;
    };
    const { page, sent } = await pages.open("/petugas/berkas-baru/official-visit", { answers });
    for (const [name, value] of [
      ["institutionName", "SMPN 1 Contoh"],
      ["letterNumber", "421/087/2026"],
      ["letterDate", "2026-11-20"],
    ] as const) {
      await page.locator(`#field-${name}`).fill(value);
    }
    await hasAsked(page, sent, 1);
    await page.getByText("sudah tercatat:").waitFor();
    expect(sent).toMatchObject([
      {
        path: "/api/staff/forms/official-visit/letter",
        body: {
          values: {
            letterNumber: "421/087/2026",
            letterDate: "2026-11-20",
            institutionName: "SMPN 1 Contoh",
          },
        },
      },
    ]);
    expect(await page.locator("#field-sameLetterAs").count()).toBe(1);
    await page.getByLabel("Tetap catat surat ini, ditautkan ke berkas KJG-2026-00045").check();
    expect(await findings(page)).toEqual([]);
    await page.locator("#field-letterNumber").fill("");
    await page.clock.runFor(1_000);
    await expect.poll(() => page.locator("#field-sameLetterAs").count()).toBe(0);
  });
});
