/** How punctual the services are, over HTTP: the page, its files, and the dashboard's widget, all of the same figures. */
import { beforeAll, describe, expect, it } from "vitest";
import type { ExportView } from "../../functions/contract/reading-room.ts";
import type { ServiceLevelsView } from "../../functions/contract/service-levels.ts";
import { shareInWords, tookInWords, waitedInWords } from "../../functions/domain/used-time.ts";
import { askedIn, widget } from "../../functions/jobs/service-level-widget.ts";
import { serviceLevelsHtml } from "../../functions/http/views/service-levels-html.ts";
import { serviceLevelsView } from "../../functions/http/views/service-levels-view.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { member, people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { keepSampleTotals } from "../support/sample-service-levels.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const inspector = member("pemantau", "Pemantau", ["oversight-viewer"]);
let work: Player;

beforeAll(async () => {
  work = player(visitScript);
  work.agencies.now.staff = [...work.agencies.now.staff, inspector];
  await keepSampleTotals(work, ["2025-12-15", "2026-10-30", "2026-11-20"]);
  await work.caseAt("recommend");
  work.clock.advance({ days: 2 });
  await work.submit();
});

async function ask(period?: string, as: StaffMember = inspector, more: Record<string, string> = {}) {
  const path = `/api/staff/service-levels${more["as"] ? "/export" : ""}`;
  return browser(work).get(path, { as, query: { ...(period ? { period } : {}), ...more } });
}

async function page(period?: string): Promise<ServiceLevelsView> {
  const reply = await ask(period);
  expect(reply.status).toBe(200);
  return reply.body as unknown as ServiceLevelsView;
}

const visit = ({ services }: ServiceLevelsView) => services.find(({ procedure }) => procedure === "official-visit");

describe("service levels", () => {
  it("are told of the last thirty days, of a month and of a year, and what waits now with each", async () => {
    const [thirty, october, year, before] = [
      await page(),
      await page("2026-10"),
      await page("2026"),
      await page("2025"),
    ];
    expect([thirty.from, thirty.until]).toEqual(["2026-10-27", "2026-11-25"]);
    expect([october.from, october.until, year.from, year.until]).toEqual([
      ...["2026-10-01", "2026-10-31", "2026-01-01", "2026-11-25"],
    ]);
    const ended = [thirty, october, year, before].map((view) => visit(view)?.cases.ended ?? 0);
    expect(ended[0]).toBe(ended[2]);
    expect(ended[1]).toBeLessThan(ended[0] ?? 0);
    expect(before.until).toBe("2025-12-31");
    expect(thirty.periods).toEqual(["2026", "2025", "2026-11", "2026-10", "2025-12"]);
    for (const view of [thirty, october]) expect(visit(view)?.now).toMatchObject({ open: 2, late: 1 });
    expect(thirty.waiting[0]).toMatchObject({ step: "recommend", names: [people.sectionHead.name], late: 1 });
  });

  it("of a month that there is none of are told as what does not exist", async () => {
    for (const period of ["2026-13", "26", "kemarin"]) expect((await ask(period)).status).toBe(404);
  });

  it("tell of what waits with people outside nobody's name", async () => {
    const other = player(visitScript);
    await other.caseAt("sign-guest-book");
    const { waiting } = await serviceLevelsView(other, "30-days");
    expect(waiting).toMatchObject([{ step: "sign-guest-book", names: [], outside: true, late: 0 }]);
  });

  it("are taken out as CSV and XLSX with the figures of the page, which is noted", async () => {
    const view = await page("2026-10");
    const csv = (await ask("2026-10", inspector, { as: "csv" })).body as unknown as ExportView;
    const lines = Buffer.from(csv.content, "base64").toString("utf8").slice(1).trim().split("\r\n");
    const rows = view.services.flatMap(({ versions }) => versions.flatMap((each) => each.rows));
    expect(lines).toHaveLength(rows.length + 1);
    for (const [place, { count, inTime, of, p50, p90 }] of rows.entries())
      expect(lines[place + 1]).toContain(`;${count};${p50};${p90};${inTime};${of};`);
    const xlsx = (await ask("2026-10", inspector, { as: "xlsx" })).body as unknown as ExportView;
    expect(xlsx.fileName).toBe("mutu-layanan-2026-10-01-2026-10-31.xlsx");
    expect(Buffer.from(xlsx.content, "base64").toString("latin1")).toContain("Baris SOP");
    const { readings } = await work.readings.list({ person: "staff:pemantau" }, { limit: 9 });
    expect(readings.map(({ about }) => about)).toContain("mutu-layanan-2026-10-01-2026-10-31");
  });
});

describe("the dashboard's widget", () => {
  const cellsIn = (row: string): string[] => [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = ""]) => cell);

  it("has the figures of the page, service by service and row by row", async () => {
    const view = await page();
    const rows = serviceLevelsHtml(await serviceLevelsView(work, "30-days"))
      .split("<tr>")
      .map(cellsIn);
    for (const { cases, now, title, versions, ...share } of view.services) {
      expect(rows).toContainEqual([
        ...[title.en, ...[now.open, now.stopped, now.late, now.dueSoon, now.outside].map(String)],
        ...[`${shareInWords(share)} (${share.inTime} of ${share.of})`, String(cases.ended)],
        ...[waitedInWords(cases.leadHours.p50, "en"), waitedInWords(cases.leadHours.p90, "en"), String(cases.again)],
      ]);
      for (const { rows: all, version } of versions)
        for (const { activity, count, p50, p90, row, written, ...kept } of all)
          expect(rows).toContainEqual([
            ...[title.en, String(version), row, activity.en, written, String(count)],
            ...[tookInWords(p50, "en"), tookInWords(p90, "en"), shareInWords(kept)],
          ]);
    }
  });

  it("shows the days that are chosen on the dashboard, or zoomed into, and thirty where it is not said", async () => {
    const at = (day: string) => Date.parse(`${day}T09:00:00+07:00`);
    const timeRange = { mode: "absolute", start: at("2026-11-02"), end: at("2026-11-20") };
    const daysOf = async (event: unknown) => /<p>(\S+ to \S+),/.exec(await widget(work, askedIn(event)))?.[1];
    const zoom = { start: at("2026-11-09"), end: at("2026-11-10") };
    expect(await daysOf({ widgetContext: { timeRange } })).toBe("2026-11-02 to 2026-11-20");
    expect(await daysOf({ widgetContext: { timeRange: { ...timeRange, zoom } } })).toBe("2026-11-09 to 2026-11-10");
    const { from, until } = await serviceLevelsView(work, "30-days");
    expect(await daysOf({})).toBe(`${from} to ${until}`);
    expect(await widget(work, askedIn({ describe: true }))).toContain("Per SOP");
  });

  it("says what to do: with whom the late ones wait, and what the next revision of an SOP could say", async () => {
    const html = serviceLevelsHtml(await page());
    expect(html).toMatch(/Steps late: 1, most at .* name a substitute/);
    expect(html).toMatch(/too short\. Propose .* in the next revision of the SOP/);
    const nothing = serviceLevelsHtml(await serviceLevelsView(player(visitScript), "30-days"));
    expect(nothing).toContain("Nothing: no case stopped");
  });

  it("shows what an agency calls its people as text, whatever it holds", async () => {
    const other = player(visitScript);
    other.agencies.now.staff = other.agencies.now.staff.map((each) => ({ ...each, name: `<b>${each.name}</b>` }));
    await other.submit();
    expect(serviceLevelsHtml(await serviceLevelsView(other, "30-days"))).not.toContain("<b>");
  });
});
