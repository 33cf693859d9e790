import { afterEach, describe, expect, it } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { replaceTables } from "../../statemachines/language/registry.ts";
import { cooperationAgreement } from "../../statemachines/cooperation-agreement/sop.ts";
import { mobileLibrary } from "../../statemachines/mobile-library/sop.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { monthlyReport } from "../../statemachines/reading-on-site/monthly-report/sop.ts";
import { openingCheck } from "../../statemachines/reading-on-site/opening-check/sop.ts";
import { readingVisit } from "../../statemachines/reading-on-site/reading-visit/sop.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { registrar, sectionHead } = people;
const others = [mobileLibrary, openingCheck, readingVisit, monthlyReport, cooperationAgreement];

/** A case that is played to no row of its table is played to its end. */
const itsEnd = "none";

const restore: (() => void)[] = [];
afterEach(() => {
  for (const putBack of restore.splice(0).reverse()) putBack();
});

/** Cases of a version at three rows and at their end, and how to look at everything that names them. */
async function officeWithVisits(): Promise<{
  work: Player;
  cases: string[];
  pages(as?: StaffMember): Promise<Record<string, unknown>>;
}> {
  const work = player(visitScript);
  const registered = await work.caseAt("check-schedule", {}, { preferredDate: "2026-12-09" });
  const decided = await work.caseAt("decide", {}, { preferredDate: "2026-12-10" });
  const ended = await work.caseAt(itsEnd);
  const tracking = `/api/tracking/${work.secrets.linkId("tracking", ended)}`;
  await work.sweep();
  const desk = browser(work);
  const now = work.clock.now();
  const paths = [
    ...["/api/staff/cases", "/api/staff/cases?open=false", "/api/staff/tasks?scope=all", "/api/staff/tasks"],
    ...["/api/staff/register/2026", "/api/staff/agreements", "/api/staff/plans/2026-12", "/api/staff/surveys/2026"],
    ...["/api/staff/reading/recaps/2026-11", "/api/schedule", "/api/schedule.ics", tracking],
    ...[registered, decided, ended].map((id) => `/api/staff/cases/${id}`),
  ];
  return {
    work,
    cases: [registered, decided, ended],
    async pages(as = registrar) {
      work.clock.set(now);
      const found: Record<string, unknown> = {};
      for (const path of paths) {
        const [address = "", query = ""] = path.split("?");
        const reply = await desk.get(address, { as, query: Object.fromEntries(new URLSearchParams(query)) });
        // Of tasks due at the same moment none is the first; a nonce is another each time.
        const { tasks, ...rest } = reply.body as { tasks?: { case: string }[] };
        const inOrder = tasks?.toSorted((one, other) => (one.case < other.case ? -1 : 1));
        const text =
          query || inOrder ? JSON.stringify({ ...rest, ...(inOrder ? { tasks: inOrder } : {}) }) : reply.text;
        found[path] = { status: reply.status, text: text.replaceAll(/"nonce":"[^"]*"/g, "") };
      }
      return found;
    },
  };
}

describe("cases of a version that the program has no more", () => {
  const next = structuredClone(officialVisit);
  next.version += 1;
  next.steps = next.steps.filter(({ id }) => id !== "disposition");

  it.each([
    ["replaced by a newer one", [...others, next]],
    ["gone with its procedure", others],
  ])("look on every page as before, by the table kept with them: %s", async (_how, program) => {
    const { pages, work } = await officeWithVisits();
    const before = await pages();
    restore.push(replaceTables(program));
    expect(await work.tables.recallRetired()).toEqual(["official-visit@1"]);
    expect(await pages()).toEqual(before);
  });

  it("go on to their end, with every row of their own table", async () => {
    const { cases, work } = await officeWithVisits();
    restore.push(replaceTables([...others, next]));
    const [first = ""] = cases;
    await work.playTo(first, itsEnd);
    const { case: item } = await work.dossier(first);
    expect([item.version, item.ending]).toEqual([1, "SELESAI"]);
    const later = await work.submit({ preferredDate: "2026-12-21" });
    expect((await work.dossier(later)).case.version).toBe(2);
  });
});

describe("cases of a version that nobody knows", () => {
  async function withoutTable() {
    const office = await officeWithVisits();
    await office.work.memory.items.put({ ...keys.table("official-visit@1"), v: 1, table: "damaged" });
    restore.push(replaceTables(others));
    return office;
  }

  it("stay in every list, and are said to be of an unknown table", async () => {
    const { cases, pages } = await withoutTable();
    const found = (await pages(sectionHead)) as Record<string, { status: number; text: string }>;
    const open = JSON.parse(found["/api/staff/cases"]?.text ?? "") as {
      cases: { case: string; procedure: { id: string } }[];
    };
    const visits = open.cases.filter((row) => row.case.startsWith("KJG"));
    expect(visits.map((row) => row.case)).toEqual(cases.slice(0, 2).toReversed());
    expect(visits[0]).toMatchObject({
      procedure: { id: "official-visit versi 1 (tabel tidak dikenal)" },
      subject: "SMPN 1 Contoh",
    });
    expect(found["/api/staff/cases?open=false"]?.text).toContain(cases[2]);
    expect(found["/api/staff/tasks?scope=all"]?.text).toContain("Langkah tidak dikenal");
    expect(found["/api/staff/register/2026"]?.text).toContain(cases[0]);
    for (const [path, { status, text }] of Object.entries(found)) {
      const ofOneCase = path.startsWith("/api/staff/cases/") || path.startsWith("/api/tracking/");
      expect([path, status]).toEqual([path, ofOneCase ? 500 : 200]);
      if (ofOneCase) expect(text).toContain("there is no table official-visit@1");
    }
  });

  it("hold up no sweep, are told once, and go on when their table is back", async () => {
    const { cases, work } = await withoutTable();
    const [first = ""] = cases;
    const task = await work.memory.items.page({ index: "list", partition: "INBOX#mail-registrar" });
    for (const { pk, sk } of task.items) {
      await work.memory.items.update({ pk, sk }, { set: { todoPk: "TODO", todoSk: work.clock.at() } });
    }
    for (let minute = 0; minute < 3; minute += 1) {
      work.clock.advance({ minutes: 1 });
      expect((await work.sweep()).failed).toBe(0);
    }
    expect(work.log.lines.filter((line) => line.includes("table-unknown"))).toHaveLength(1);
    for (const putBack of restore.splice(0).reverse()) putBack();
    await work.playTo(first, itsEnd);
    expect((await work.dossier(first)).case.ending).toBe("SELESAI");
  });
});

describe("a table that was changed under its version", () => {
  it("is told by the sweep, once, and what is kept stays", async () => {
    const { work } = await officeWithVisits();
    const changed = structuredClone(officialVisit);
    for (const step of changed.steps) if (step.id === "decide") step.actor = "service-section-head";
    restore.push(replaceTables([...others, changed]));
    await work.sweep();
    await work.sweep();
    const told = work.log.lines.filter((line) => line.includes("table-changed"));
    expect(told).toEqual([expect.stringMatching(/official-visit@1.*\(decide\).*actor/)]);
    expect(JSON.stringify(await work.memory.items.get(keys.table("official-visit@1")))).toContain(
      "library-division-head",
    );
  });

  it("loses the rows a case has been through, and spoils that case only", async () => {
    const { cases, pages, work } = await officeWithVisits();
    const changed = structuredClone(officialVisit);
    changed.steps = changed.steps.filter(({ id }) => id !== "decide");
    restore.push(replaceTables([...others, changed]));
    const found = (await pages(sectionHead)) as Record<string, { status: number; text: string }>;
    expect(found[`/api/staff/cases/${cases[1]}`]?.text).toContain('official-visit@1 has no row \\"decide\\"');
    expect(found[`/api/staff/cases/${cases[0]}`]?.status).toBe(200);
    expect(found["/api/staff/tasks?scope=all"]?.status).toBe(200);
    expect((await work.sweep()).failed).toBe(0);
  });

  it("is kept in its new words where only words changed", async () => {
    const { work } = await officeWithVisits();
    const reworded = structuredClone(officialVisit);
    reworded.title.id = "Kunjungan Dinas";
    restore.push(replaceTables([...others, reworded]));
    await work.sweep();
    expect(JSON.stringify(await work.memory.items.get(keys.table("official-visit@1")))).toContain("Kunjungan Dinas");
    expect(work.log.lines.join()).not.toContain("table-changed");
  });
});
