import { describe, expect, it } from "vitest";
import { casesDue, openDueCases } from "../../functions/domain/intake/open-scheduled-cases.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { entryOf } from "../../statemachines/language/table.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { dependencies } from "../support/fakes/index.ts";
import { workplace } from "../support/player.ts";
import { registered, roundTable } from "../support/round-table.ts";

const daily = roundTable();
const monthly = roundTable({
  opens: "month",
  fields: [{ name: "month", label: { id: "Bulan", en: "Month" }, kind: "text", required: true }],
});
const reported = roundTable({
  ...entryOf(monthly),
  outcomes: [{ id: "buka", label: { id: "Buka", en: "Open" }, to: "report" }],
});

const at = (local: string): number => Date.parse(`${local}+07:00`);
const due = (table: typeof daily, local: string) =>
  casesDue(demoCalendar, [officialVisit, table], at(local)).map(({ submissionId, values }) => ({
    submissionId,
    values,
  }));

describe("a case of each month (Sc11)", () => {
  it("is due on the first working day at the opening of the office, about the month before", () => {
    expect(due(monthly, "2026-12-01T07:29:59")).toEqual([]);
    expect(due(monthly, "2026-12-01T07:30:00")).toEqual([
      { submissionId: "calendar:round:2026-11", values: { month: "2026-11" } },
    ]);
  });

  it("waits for Monday 4 January 2027, for 1 January is a holiday and then comes a weekend", () => {
    expect(due(monthly, "2027-01-03T12:00:00")).toEqual([]);
    expect(due(monthly, "2027-01-04T07:29:00")).toEqual([]);
    expect(due(monthly, "2027-01-04T07:30:00")[0]?.values).toEqual({ month: "2026-12" });
  });

  it("is made up for all month after an outage, but no older month is", () => {
    expect(due(monthly, "2027-01-31T23:59:00").map(({ values }) => values)).toEqual([{ month: "2026-12" }]);
    expect(due(monthly, "2027-02-01T00:00:00")).toEqual([]);
  });
});

describe("a case of each day of service", () => {
  it("is due from the opening to the end of the day", () => {
    expect(due(daily, "2026-11-24T07:29:00")).toEqual([]);
    expect(due(daily, "2026-11-24T07:30:00")).toEqual([
      { submissionId: "calendar:round:2026-11-24", values: { date: "2026-11-24" } },
    ]);
    expect(due(daily, "2026-11-24T23:59:00")).toHaveLength(1);
    expect(due(daily, "2026-11-25T00:00:00")).toEqual([]);
  });

  it("is never due on a holiday", () => {
    expect(due(daily, "2026-12-25T10:00:00")).toEqual([]);
  });
});

describe("the sweep", () => {
  registered(daily);

  it("opens what is due without a store for files, which it has no right to on AWS", async () => {
    const work = workplace();
    const withoutStore = Object.defineProperty({ ...work }, "files", {
      get: () => {
        throw new Error("withheld");
      },
    });
    expect(await openDueCases(withoutStore)).toEqual({ opened: 1, failed: 0 });
  });

  it("opens what is due exactly once, as the system, and starts its workflow", async () => {
    const work = workplace();
    expect(await work.sweep()).toMatchObject({ opened: 1, failed: 0 });
    expect(await work.sweep()).toMatchObject({ opened: 0 });
    const { case: item, tasks } = await work.dossier("RAK-2026-00001");
    expect(item).toMatchObject({
      request: { date: "2026-11-23" },
      openedBy: { person: "system", name: "", channel: "system" },
    });
    expect(item.consentVersion).toBeUndefined();
    expect(tasks.map(({ step }) => step)).toEqual(["walk"]);
    expect(work.memory.cases.size).toBe(1);
    expect(work.memory.links.size).toBe(0);
  });

  it.each(["cases.claimSubmission", "cases.create", "workflow.start", "cases.markStarted"])(
    "opens one case although it died after %s",
    async (call) => {
      const work = workplace();
      work.on.crashAfter(call);
      await work.sweep().catch(() => undefined);
      await work.sweep();
      await work.sweep();
      expect(work.memory.cases.size).toBe(1);
      expect(work.flow.started).toHaveLength(1);
    },
  );

  it("reads once where nothing is due any more, and not at all before the opening", async () => {
    const work = dependencies();
    await openDueCases(work, [daily]);
    work.on.calls.length = 0;
    await openDueCases(work, [daily]);
    expect(work.on.calls).toEqual(["cases.carriedOut"]);
    work.clock.set("2026-11-24T00:00:00.000Z");
    await openDueCases(work, [daily]);
    await openDueCases(work, [officialVisit]);
    expect(work.on.calls).toEqual(["cases.carriedOut"]);
  });

  it("that meets another sweep opens no second case", async () => {
    const work = dependencies();
    await Promise.all([1, 2, 3].map(() => openDueCases(work, [daily])));
    expect(work.memory.cases.size).toBe(1);
  });

  it("goes on with its other work where a case cannot be opened", async () => {
    const work = workplace();
    work.on.before("cases.nextNumber", () => {
      throw new Error("the store is away");
    });
    expect(await work.sweep()).toMatchObject({ opened: 0, failed: 1 });
    expect(await work.sweep()).toMatchObject({ opened: 1, failed: 0 });
  });
});

describe("the report of a month (Sc11)", () => {
  registered(reported);

  it.each([
    ["2026-12-01T00:30:00.000Z", "2026-12-07"],
    ["2027-01-04T00:30:00.000Z", "2027-01-11"],
    ["2027-01-20T03:00:00.000Z", "2027-01-11"],
  ])("that opens at %s is due on %s, the fifth working day", async (opens, due) => {
    const work = workplace();
    work.clock.set(opens);
    await work.sweep();
    const [task] = [...work.memory.tasks.values()].map(({ item }) => item);
    expect([task?.step, task?.dueAt?.slice(0, 10)]).toEqual(["report", due]);
  });
});
