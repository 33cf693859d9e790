import { describe, expect, test } from "vitest";
import { metrics } from "../../../functions/domain/metric-names.ts";
import { at, written, type Statement, type Synthesised } from "../synthesised.ts";

/** How it is watched, and who is told. */
export function watchSuite({ agency, app }: Synthesised): void {
  describe("the watch", () => {
    test("is ten alarms at most, each saying what to do and telling somebody", () => {
      const alarms = app.of("CloudWatch::Alarm");
      expect(alarms.length).toBeLessThanOrEqual(10);
      for (const alarm of alarms) {
        expect(String(at(alarm, "AlarmDescription")).length).toBeGreaterThan(60);
        expect(at(alarm, "AlarmActions")).toHaveLength(1);
      }
      expect(at(app.one("SNS::Subscription"), "Endpoint")).toBe(agency.alarmMail);
    });

    test("may reach the people: the topic takes what alarms of this account publish, and nothing else", () => {
      const statements = at(app.one("SNS::TopicPolicy"), "PolicyDocument", "Statement") as Statement[];
      expect(statements.filter(({ Effect }) => Effect === "Allow")).toMatchObject([
        {
          Action: "sns:Publish",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": expect.anything() } },
        },
      ]);
    });

    test("looks only at figures that somebody emits, or that AWS counts", () => {
      // A figure that is sent only when something is wrong costs nothing as a rule.
      expect(Object.keys(metrics.figures).length - metrics.rare.length).toBeLessThanOrEqual(10);
      for (const alarm of app.of("CloudWatch::Alarm")) {
        const [namespace, name] = [String(at(alarm, "Namespace")), String(at(alarm, "MetricName"))];
        expect(namespace.startsWith("AWS/") || name in metrics.figures).toBe(true);
      }
    });

    test.each(["case-stopped", "dead-letters", "sweep-silent", "mail-failing", "step-very-late"])(
      "rings for %s",
      (name) => {
        const names = app.of("CloudWatch::Alarm").map((alarm) => String(at(alarm, "AlarmName")));
        expect(names.filter((each) => each.endsWith(name))).toHaveLength(1);
      },
    );

    test("is one dashboard, which shows every figure", () => {
      // That the sweep runs, and that codes are guessed, is for alarms; nobody looks at it.
      const shown = Object.keys(metrics.figures).filter((name) => !["SweepRuns", "GuessesUsedUp"].includes(name));
      const board = written(at(app.one("CloudWatch::Dashboard"), "DashboardBody"));
      expect(shown.filter((name) => !board.includes(name))).toEqual([]);
    });

    test.each([
      ["mails that failed", "stats sum(MailFailures) as failed by procedure"],
      ["cases that stopped", "stats sum(CasesStopped) as stopped by procedure"],
    ])("asks the log, by procedure: %s", (_what, question) => {
      expect(written(at(app.one("CloudWatch::Dashboard"), "DashboardBody"))).toContain(question);
    });

    test("shows the workflows that failed, of every machine", () => {
      const board = written(at(app.one("CloudWatch::Dashboard"), "DashboardBody"));
      for (const { id } of app.of("StepFunctions::StateMachine")) expect(board).toContain(`<${id}>`);
    });
  });
}
