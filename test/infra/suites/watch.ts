import { describe, expect, test } from "vitest";
import { metrics } from "../../../functions/domain/metric-names.ts";
import { at, written, type Statement, type Synthesised } from "../synthesised.ts";

/** How it is watched, and who is told. */
export function watchSuite({ agency, app }: Synthesised): void {
  describe("the watch", () => {
    test("is ten alarms at most, each saying what to do, telling somebody, and giving the all-clear", () => {
      const alarms = app.of("CloudWatch::Alarm");
      expect(alarms.length).toBeLessThanOrEqual(10);
      for (const alarm of alarms) {
        expect(String(at(alarm, "AlarmDescription")).length).toBeGreaterThan(60);
        expect(at(alarm, "AlarmActions")).toHaveLength(1);
        expect(at(alarm, "OKActions")).toEqual(at(alarm, "AlarmActions"));
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
      const looked = app.of("CloudWatch::Alarm").flatMap((alarm) => {
        const [namespace, name] = [String(at(alarm, "Namespace")), String(at(alarm, "MetricName"))];
        if (namespace.startsWith("AWS/")) return [];
        expect(namespace).toBe(`AlurPustaka/${agency.id}`);
        return [name];
      });
      // Figures of our own cost money: each is for an alarm.
      expect(looked.toSorted()).toEqual(Object.keys(metrics.figures).toSorted());
    });

    test.each(["case-stopped", "dead-letters", "sweep-silent", "mail-failing", "step-very-late"])(
      "rings for %s",
      (name) => {
        const names = app.of("CloudWatch::Alarm").map((alarm) => String(at(alarm, "AlarmName")));
        expect(names.filter((each) => each.endsWith(name))).toHaveLength(1);
      },
    );

    test("is one dashboard, which opens on thirty days, says whose it is and what to do, and shows faults of mail and workflows", () => {
      const board = written(at(app.one("CloudWatch::Dashboard"), "DashboardBody"));
      expect(board).toContain('"start":"-P30D"');
      expect(board).toContain(`# ${agency.settings.name}`);
      for (const name of ["MailFailures", "CasesStopped"])
        expect(board).toContain(`"AlurPustaka/${agency.id}","${name}"`);
    });

    test("has service levels from the one function that reads the totals, and may do nothing else", () => {
      const board = written(at(app.one("CloudWatch::Dashboard"), "DashboardBody"));
      const [widget] = app
        .of("Lambda::Function")
        .filter((each) => String(at(each, "FunctionName")).endsWith("service-level-widget"));
      expect(widget).toBeDefined();
      expect(board).toContain('"type":"custom"');
      expect(board).toContain(`<${widget?.id}.Arn>`);
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
