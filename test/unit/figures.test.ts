import { describe, expect, test } from "vitest";
import { metricsTo } from "../../functions/adapters/metrics.ts";
import { takeOverBroken } from "../../functions/domain/execution/take-over.ts";
import { standingNow, watchLateness } from "../../functions/domain/service-levels/standing.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { metrics as names } from "../../functions/domain/metric-names.ts";
import { taskItem } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

function lines(namespace: string): { emit: ReturnType<typeof metricsTo>["emit"]; written: string[] } {
  const written: string[] = [];
  return {
    emit: metricsTo(
      namespace,
      () => 1_000,
      (line) => written.push(line),
    ).emit,
    written,
  };
}

describe("figures", () => {
  test("are one line in the embedded metric format, without dimensions", () => {
    const { emit, written } = lines("AlurPustaka/contoh");
    emit({ CasesStopped: 1 }, { procedure: "official-visit" });
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? "")).toEqual({
      _aws: {
        Timestamp: 1_000,
        CloudWatchMetrics: [
          { Namespace: "AlurPustaka/contoh", Dimensions: [[]], Metrics: [{ Name: "CasesStopped", Unit: "Count" }] },
        ],
      },
      procedure: "official-visit",
      CasesStopped: 1,
    });
  });

  test("say nothing where no CloudWatch reads", () => {
    const { emit, written } = lines("");
    emit({ CasesStopped: 1 });
    expect(written).toEqual([]);
  });

  test("are for alarms alone, each at least for one", () => {
    expect(Object.keys(names.figures).toSorted()).toEqual([
      "CasesStopped",
      "GuessesUsedUp",
      "HolidaysMissing",
      "MailFailures",
      "OldestLateWorkingDays",
      "SweepRuns",
    ]);
  });

  test("tell by how many working days the oldest late row is late, and that none is", async () => {
    const work = dependencies();
    work.clock.set("2026-11-25T03:00:00.000Z");
    await watchLateness(work);
    await work.tasks.open(taskItem({ id: "late", dueAt: "2026-11-23T03:00:00.000Z" }));
    await work.tasks.open(taskItem({ id: "soon", dueAt: "2026-11-25T03:30:00.000Z" }));
    await watchLateness(work);
    const told = work.metrics.emitted.map(({ figures }) => figures["OldestLateWorkingDays"]);
    expect(told).toEqual([0, 2]);
  });

  test("of how things stand tell late rows from those due within an hour of office time, and where people outside are waited for", async () => {
    const work = player(visitScript);
    await work.caseAt("sign-guest-book");
    work.clock.set("2026-11-25T03:00:00.000Z");
    await work.tasks.open(taskItem({ id: "late", dueAt: "2026-11-23T03:00:00.000Z" }));
    await work.tasks.open(taskItem({ id: "soon", dueAt: "2026-11-25T03:30:00.000Z" }));
    await work.tasks.open(taskItem({ id: "later", dueAt: "2026-11-26T03:30:00.000Z" }));
    const { counts, more, waiting } = await standingNow(work);
    expect(counts["official-visit"]).toEqual({ open: 1, stopped: 0, late: 1, dueSoon: 1, outside: 1 });
    expect(more).toBe(false);
    expect(waiting.map(({ count, late, step }) => [step, count, late])).toEqual([
      [taskItem({}).step, 3, 1],
      ["sign-guest-book", 1, 0],
    ]);
  });

  test("a sweep says each time that it ran, and looks at what is late every quarter of an hour", async () => {
    const work = dependencies();
    work.clock.set("2026-11-23T02:01:00.000Z");
    await sweep(work);
    expect(work.metrics.emitted.map(({ figures }) => figures)).toEqual([{ SweepRuns: 1 }]);
    work.clock.set("2026-11-23T02:15:00.000Z");
    await sweep(work);
    expect(work.metrics.emitted.flatMap(({ figures }) => Object.keys(figures))).toContain("OldestLateWorkingDays");
  });

  test("a mail that cannot be sent is counted, and a case that breaks", async () => {
    const work = player(visitScript);
    work.mailer.send = async () => {
      throw new Error("the mail server is away");
    };
    const caseId = await work.submit();
    for (let times = 0; times < 3; times += 1) {
      work.flow.take(caseId, "broken");
      work.clock.advance({ minutes: 6 });
      await takeOverBroken(work, { caseId, name: times === 0 ? caseId : `${caseId}-${times + 1}` });
    }
    for (const figure of ["MailFailures", "CasesStopped"] as const) {
      const counted = work.metrics.emitted.filter(({ figures }) => figure in figures);
      expect(counted.map(({ about }) => about["procedure"])).toContain("official-visit");
    }
  });
});
