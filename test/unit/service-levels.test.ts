import { describe, expect, it, test } from "vitest";
import * as fc from "fast-check";
import { addDays } from "../../statemachines/form/dates.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { isoDate } from "../../functions/domain/calendar/instants.ts";
import {
  addTo,
  count,
  keptValue,
  percentile,
  type Counted,
} from "../../functions/domain/service-levels/counted-values.ts";
import { keepTotals } from "../../functions/domain/service-levels/keep-totals.ts";
import { serviceLevels, type ServiceLevels } from "../../functions/domain/service-levels/levels.ts";
import { realismOf } from "../../functions/domain/service-levels/realism.ts";
import { noRow, type RowTotals } from "../../functions/domain/service-levels/totals.ts";
import { withdraw } from "../../functions/domain/task/withdraw.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { Crash } from "../support/fakes/interruptions.ts";
import { naiveEndings, naiveRows, naiveWaits } from "../support/naive-recount.ts";
import { endingsOf, rowsOf } from "../support/told-levels.ts";
import { player, type Player, type Workplace } from "../support/player.ts";
import { randomPlayer } from "../support/random-player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const offices = Number(process.env["RANDOM_OFFICES"] ?? 24);
const mostActs = 300;

describe("counted values", () => {
  const values = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 60 });
  const counted = (all: number[]): Counted => {
    const found: Counted = {};
    for (const value of all) count(found, value);
    return found;
  };

  it("tell the percentiles of the list they were counted from", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const sorted = all.map(keptValue).toSorted((one, other) => one - other);
        expect(percentile(counted(all), percent)).toBe(sorted[Math.ceil((percent / 100) * sorted.length) - 1]);
      }),
    );
  });

  it("of two times add to those of both together", () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        expect(addTo(counted(one), counted(other))).toEqual(counted([...one, ...other]));
      }),
    );
  });

  it("keep three digits, so that no list grows without end", () => {
    expect([0.4, 12.5, 999, 1004, 1005, 123_456].map(keptValue)).toEqual([0, 13, 999, 1000, 1010, 123_000]);
  });
});

function waitsOf({ procedures }: ServiceLevels) {
  const rows = procedures.flatMap(({ procedure, versions }) =>
    versions.flatMap(({ outside, version }) =>
      outside.map(({ p50, p90, step }) => ({ row: `${procedure}@${version} ${step}`, p50, p90 })),
    ),
  );
  return rows.toSorted((one, other) => (one.row < other.row ? -1 : 1));
}

async function dossiersOf(work: Workplace): Promise<Awaited<ReturnType<Workplace["dossier"]>>[]> {
  const listed = await Promise.all([true, false].map((open) => work.cases.list({ open, limit: 1_000 })));
  return Promise.all(listed.flatMap(({ items }) => items).map(({ id }) => work.dossier(id)));
}

/** Counts what has ended meanwhile, as the sweep does. */
async function lookBack(work: Workplace): Promise<void> {
  for (let times = 0; times < 40; times += 1) await keepTotals(work);
}

describe("the page of service levels", () => {
  it("equals a naive recount of the cases, whatever people did in all procedures", async () => {
    let rows = 0;
    for (let seed = 1; seed <= offices; seed += 1) {
      const work = randomPlayer(seed);
      await keepTotals(work);
      const open: string[] = [];
      for (const { id } of currentProcedures()) open.push(await work.begin(id));
      for (let act = 0; act < mostActs && open.length > 0; act += 1) {
        const [one = ""] = open.splice(work.chance(open.length), 1);
        await work.act(one);
        if (work.chance(10) === 0) await keepTotals(work);
        if (!(await work.dossier(one)).case.ending) open.push(one);
      }
      if (seed % 2 === 0) work.clock.advance({ days: 1 });
      await lookBack(work);
      const { calendar } = await work.agencies.settings();
      const dossiers = await dossiersOf(work);
      const today = isoDate(work.clock.now(), calendar.zone);
      const days = (from: number, until: number): string => `${addDays(today, -from)}/${addDays(today, -until)}`;
      const ranges = [days(75, 3), days(0, 0), days(9, 8), days(1, -5)];
      const periods = ["30-days", today.slice(0, seed % 2 === 0 ? 4 : 7), ranges[seed % ranges.length] ?? today];
      for (const period of periods) {
        const levels = await serviceLevels(work, period);
        const { from, until } = levels;
        const where = `seed ${seed}, ${period}`;
        expect(rowsOf(levels), where).toEqual(naiveRows(calendar, dossiers, from, until));
        expect(endingsOf(levels), where).toEqual(naiveEndings(calendar, dossiers, from, until));
        expect(waitsOf(levels), where).toEqual(naiveWaits(calendar, dossiers, from, until));
        rows += rowsOf(levels).length;
      }
      const { trend } = await serviceLevels(work, "30-days");
      const ended = trend.reduce((sum, month) => sum + month.ended, 0);
      expect(ended).toBe(dossiers.filter((each) => each.case.endedAt).length);
    }
    expect(rows).toBeGreaterThan(offices * 10);
  });

  it("shows today as it happens, and the same the day after", async () => {
    const work = player(visitScript);
    await keepTotals(work);
    const caseId = await work.caseAt("decide");
    const today = rowsOf(await serviceLevels(work, "30-days"));
    expect(today.map(({ row }) => row)).toContain("official-visit@1 recommend");
    work.clock.advance({ days: 1 });
    expect(rowsOf(await serviceLevels(work, "30-days"))).toEqual(today);
    await lookBack(work);
    expect(rowsOf(await serviceLevels(work, "30-days"))).toEqual(today);
    expect((await work.dossier(caseId)).case.ending).toBeUndefined();
  });

  it("keeps what was counted when the personal data of its cases are gone, and counts nothing again", async () => {
    const work = player(visitScript);
    await keepTotals(work);
    const caseId = await work.submit();
    await work.playTo(caseId, "(the end)");
    work.clock.advance({ days: 1 });
    await lookBack(work);
    const before = await serviceLevels(work, "30-days");
    const { case: item } = await work.dossier(caseId);
    await work.cases.askErasure(caseId, [{ class: "contact", at: work.clock.at(), by: "system" }]);
    work.clock.advance({ minutes: 20 });
    await work.sweep();
    await lookBack(work);
    expect(item.endedAt).toBeDefined();
    expect((await serviceLevels(work, "30-days")).procedures).toEqual(before.procedures);
  });

  test.each(["serviceLevels.storeDay", "serviceLevels.storeMonth", "serviceLevels.noteCountedTo", "cases.dossiers"])(
    "counts nothing twice and loses nothing when the program dies at %s",
    async (call) => {
      for (const when of ["crashBefore", "crashAfter"] as const) {
        const work = await ended();
        work.on[when](call);
        await keepTotals(work);
        await lookBack(work);
        const levels = await serviceLevels(work, "2026");
        expect(endingsOf(levels)).toEqual({ "official-visit SELESAI": 1 });
        const { calendar } = await work.agencies.settings();
        expect(rowsOf(levels)).toEqual(naiveRows(calendar, await dossiersOf(work), levels.from, levels.until));
      }
    },
  );

  test.each(["tasks.decide", "cases.markEnded", "serviceLevels.noteCase"])(
    "counts what was stored around a stop at %s, once",
    async (call) => {
      for (const when of ["crashBefore", "crashAfter"] as const) {
        const work = player(visitScript);
        await keepTotals(work);
        const caseId = await work.submit();
        await work.playTo(caseId, "survey");
        work.on[when](call);
        await work.playTo(caseId, "(the end)").catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
        work.clock.advance({ minutes: 10 });
        for (let times = 0; times < 3; times += 1) await work.sweep();
        await work.flow.settle();
        await work.playTo(caseId, "(the end)");
        work.clock.advance({ days: 2 });
        await lookBack(work);
        expect(endingsOf(await serviceLevels(work, "2026"))).toEqual({ "official-visit SELESAI": 1 });
      }
    },
  );

  it("counts nothing of a case that began before the service was used", async () => {
    const work = await ended();
    work.agencies.now.settings.calendar = { ...work.agencies.now.settings.calendar, goLive: "2027-01-01" };
    await lookBack(work);
    const { procedures } = await serviceLevels(work, "2026");
    expect(procedures.flatMap(({ versions }) => versions)).toEqual([]);
  });

  it("does not count a row as done from which whoever asked withdrew", async () => {
    const work = player(visitScript);
    await keepTotals(work);
    const caseId = await work.caseAt("recommend");
    await withdraw(work, await work.dossier(caseId), "Kami berhalangan.", "link-code");
    await work.flow.settle();
    const levels = await serviceLevels(work, "30-days");
    expect(rowsOf(levels).map(({ row }) => row)).not.toContain("official-visit@1 recommend");
    expect(endingsOf(levels)).toEqual({ "official-visit DIBATALKAN": 1 });
  });
});

/** A visit that has ended, and the day after. */
async function ended(): Promise<Player> {
  const work = player(visitScript);
  await keepTotals(work);
  const caseId = await work.submit();
  await work.playTo(caseId, "(the end)");
  work.clock.advance({ days: 1 });
  expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  return work;
}

describe("a standard time", () => {
  const step = stepOf(officialVisit, "check-schedule");
  const took = (minutes: number, times: number, standard = 20): RowTotals => {
    const row = noRow();
    for (let each = 0; each < times; each += 1) {
      count(row.minutes, minutes);
      count(row.shares, (100 * minutes) / standard);
      count(row.standards, standard);
    }
    return row;
  };

  it("far below what nine of ten take is too short, and the next figure as SOPs write it is proposed", () => {
    expect(realismOf(step, took(52, 20))).toMatchObject({ is: "too-short", p90Share: 260, proposed: { minutes: 60 } });
    expect(realismOf(step, took(800, 20))).toMatchObject({ is: "too-short", proposed: { workingDays: 2 } });
  });

  it("far above it is too long", () => {
    expect(realismOf(step, took(8, 20))).toMatchObject({ is: "too-long", proposed: { minutes: 10 } });
  });

  it("near it is real, and a few answers tell nothing", () => {
    expect([realismOf(step, took(18, 40)), realismOf(step, took(29, 40)), realismOf(step, took(200, 19))]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
