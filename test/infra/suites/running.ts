import { describe, expect, test } from "vitest";
import { metrics } from "../../../infra/names.ts";
import { at, written, type Synthesised } from "../synthesised.ts";

/** What runs, how it is reached and how it is watched. */
export function runningSuite({ agency, app, data }: Synthesised): void {
  describe("what runs", () => {
    test("every function runs on Node 24 and ARM, traced, with a log of its own", () => {
      for (const each of app.of("Lambda::Function")) {
        expect(at(each, "Runtime")).toBe("nodejs24.x");
        expect(at(each, "Architectures")).toEqual(["arm64"]);
        expect(at(each, "TracingConfig", "Mode")).toBe("Active");
        expect(at(each, "LoggingConfig", "LogGroup")).toBeDefined();
      }
    });

    test("every procedure has a Standard machine that logs errors without what cases hold, and is traced", () => {
      for (const each of app.of("StepFunctions::StateMachine")) {
        expect(at(each, "StateMachineType")).toBe("STANDARD");
        expect(at(each, "LoggingConfiguration", "Level")).toBe("ERROR");
        expect(at(each, "LoggingConfiguration", "IncludeExecutionData")).toBe(false);
        expect(at(each, "TracingConfiguration", "Enabled")).toBe(true);
      }
    });

    test("cases start through an alias of a version that is kept for them", () => {
      const machines = app.of("StepFunctions::StateMachine");
      const versions = app.of("StepFunctions::StateMachineVersion");
      const aliases = app.of("StepFunctions::StateMachineAlias");
      expect([versions.length, aliases.length]).toEqual([machines.length, machines.length]);
      expect(versions.every((version) => version.DeletionPolicy === "Retain")).toBe(true);
      const starter = app.of("Lambda::Function").find((each) => String(at(each, "FunctionName")).endsWith("-public"));
      const started = written(at(starter, "Environment", "Variables", "STATE_MACHINES"));
      for (const alias of aliases) expect(started).toContain(`<${alias.id}>`);
    });

    test("mail goes out under the agency's name, and its failures come back", () => {
      expect(at(data.one("SES::EmailIdentity"), "EmailIdentity")).toBe(agency.sender.address.split("@")[1]);
      expect(at(app.one("SES::ConfigurationSetEventDestination"), "EventDestination", "MatchingEventTypes")).toEqual([
        "BOUNCE",
        "COMPLAINT",
        "REJECT",
      ]);
    });

    test("the sweep is called every minute, and a call that fails is not lost from sight", () => {
      const schedule = app.one("Scheduler::Schedule");
      expect(at(schedule, "ScheduleExpression")).toBe("rate(1 minute)");
      expect(at(schedule, "Target", "DeadLetterConfig", "Arn")).toBeDefined();
    });
  });

  describe("the site", () => {
    const distribution = () => at(app.one("CloudFront::Distribution"), "DistributionConfig") as Record<string, unknown>;

    test("is one address for pages and API, so that cookies are its own", () => {
      expect(distribution()["Aliases"]).toEqual([agency.domain]);
      const [api] = distribution()["CacheBehaviors"] as Record<string, unknown>[];
      expect(api?.["PathPattern"]).toBe("/api/*");
      // AWS's own policies: nothing cached; everything passed on but the host's name.
      expect(api?.["CachePolicyId"]).toBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
      expect(api?.["OriginRequestPolicyId"]).toBe("b689b0a8-53d0-40ab-baf2-68738e2966ac");
    });

    test("does not turn the API's refusals into pages", () => {
      expect(distribution()["CustomErrorResponses"]).toBeUndefined();
    });

    test("allows no script but its own, and no call but to the letters and the sign-in", () => {
      const policy = written(
        at(
          app.one("CloudFront::ResponseHeadersPolicy"),
          ...["ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ContentSecurityPolicy", "ContentSecurityPolicy"],
        ),
      );
      expect(policy).toContain("script-src 'self';");
      const [calls] = /connect-src ([^;]+)/.exec(policy)?.slice(1) ?? [];
      expect(calls?.split(" ")).toEqual([
        "'self'",
        expect.stringMatching(new RegExp(`^https://s3\\.${agency.region}\\.amazonaws\\.com/<.*Letters.*>$`)),
        `https://cognito-idp.${agency.region}.amazonaws.com`,
        `https://${agency.signInPrefix}.auth.${agency.region}.amazoncognito.com`,
      ]);
    });

    test("takes no more requests than the agency has set", () => {
      expect(at(app.one("ApiGatewayV2::Stage"), "DefaultRouteSettings")).toMatchObject({
        ThrottlingRateLimit: agency.requests.perSecond,
        ThrottlingBurstLimit: agency.requests.burst,
      });
    });

    test("keeps no addresses of links in its logs", () => {
      const { Format } = at(app.one("ApiGatewayV2::Stage"), "AccessLogSettings") as { Format: string };
      expect(Format).toContain("$context.routeKey");
      expect(Format).not.toMatch(/\$context\.(path|http|identity)/);
    });
  });

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

    test("looks only at figures that somebody emits, or that AWS counts", () => {
      for (const alarm of app.of("CloudWatch::Alarm")) {
        const [namespace, name] = [String(at(alarm, "Namespace")), String(at(alarm, "MetricName"))];
        expect(namespace.startsWith("AWS/") || name in metrics.figures).toBe(true);
      }
    });

    test.each(["case-stopped", "leftovers", "sweep-silent", "mail-failing", "step-very-late"])(
      "rings for %s",
      (name) => {
        const names = app.of("CloudWatch::Alarm").map((alarm) => String(at(alarm, "AlarmName")));
        expect(names.filter((each) => each.endsWith(name))).toHaveLength(1);
      },
    );

    test("is one dashboard", () => {
      expect(app.of("CloudWatch::Dashboard")).toHaveLength(1);
    });
  });
}
