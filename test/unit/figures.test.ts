import { describe, expect, test } from "vitest";
import { metricsTo } from "../../functions/adapters/metrics.ts";
import { takeOverBroken } from "../../functions/domain/execution/take-over.ts";
import { takeCensus } from "../../functions/domain/metrics.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { metrics as names } from "../../functions/domain/metric-names.ts";
import { taskItem } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

function lines(onLambda: boolean): { emit: ReturnType<typeof metricsTo>["emit"]; written: string[] } {
  const written: string[] = [];
  return {
    emit: metricsTo(
      onLambda,
      () => 1_000,
      (line) => written.push(line),
    ).emit,
    written,
  };
}

describe("figures", () => {
  test("are one line in the embedded metric format, without dimensions", () => {
    const { emit, written } = lines(true);
    emit({ CasesEnded: 1 }, { procedure: "official-visit" });
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? "")).toEqual({
      _aws: {
        Timestamp: 1_000,
        CloudWatchMetrics: [
          { Namespace: "AlurPustaka", Dimensions: [[]], Metrics: [{ Name: "CasesEnded", Unit: "Count" }] },
        ],
      },
      procedure: "official-visit",
      CasesEnded: 1,
    });
  });

  test("say nothing where no CloudWatch reads", () => {
    const { emit, written } = lines(false);
    emit({ CasesEnded: 1 });
    expect(written).toEqual([]);
  });

  test("are ten at most, for more cost money", () => {
    // What is sent only when something is wrong costs nothing as a rule.
    expect(Object.keys(names.figures).length - names.rare.length).toBeLessThanOrEqual(10);
  });

  test("tell late steps from those due within an hour of office time, and how old the oldest is", async () => {
    const work = dependencies();
    work.clock.set("2026-11-25T03:00:00.000Z");
    await work.tasks.open(taskItem({ id: "late", dueAt: "2026-11-23T03:00:00.000Z" }));
    await work.tasks.open(taskItem({ id: "soon", dueAt: "2026-11-25T03:30:00.000Z" }));
    await work.tasks.open(taskItem({ id: "later", dueAt: "2026-11-26T03:30:00.000Z" }));
    await takeCensus(work);
    expect(work.metrics.emitted).toEqual([
      { figures: { OpenCases: 0, StepsLate: 1, StepsDueSoon: 1, OldestLateWorkingDays: 2 }, about: {} },
    ]);
  });

  test("say of every procedure how many are open, also when none is", async () => {
    const work = dependencies();
    await takeCensus(work);
    const counted = work.log.of("census").map(({ procedure }) => procedure);
    expect(counted).toEqual(currentProcedures().map(({ id }) => id));
  });

  test("a sweep says each time that it ran, and counts everything every quarter of an hour", async () => {
    const work = dependencies();
    work.clock.set("2026-11-23T02:01:00.000Z");
    await sweep(work);
    expect(work.metrics.emitted.map(({ figures }) => figures)).toEqual([{ SweepRuns: 1 }]);
    work.clock.set("2026-11-23T02:15:00.000Z");
    await sweep(work);
    expect(work.metrics.emitted.flatMap(({ figures }) => Object.keys(figures))).toContain("OpenCases");
  });

  test("a whole visit is measured step by step, people outside apart, and counted once at its end", async () => {
    const work = player(visitScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "(the end)");
    const emitted = work.metrics.emitted;
    const steps = emitted.filter(({ figures }) => "StepShareOfStandard" in figures).map(({ about }) => about["step"]);
    expect(steps).toContain("register-letter");
    const versions = emitted.filter(({ about }) => about["measured"] === "step").map(({ about }) => about["version"]);
    expect(new Set(versions)).toEqual(new Set([1]));
    expect(emitted.filter(({ figures }) => "OutsideWaitDays" in figures).map(({ about }) => about["step"])).toEqual([
      "sign-guest-book",
    ]);
    expect(emitted.filter(({ figures }) => "CasesEnded" in figures)).toHaveLength(1);
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
