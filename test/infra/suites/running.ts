import { manifest } from "../../../functions/manifest.ts";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { uploadsTo } from "../../../functions/adapters/s3/uploads.ts";
import { storeIn } from "../../../functions/wiring/dependencies.ts";
import { privatePages } from "../../../infra/page-files.ts";
import { fingerprintOf } from "../../../infra/aws/constructs/machines.ts";
import { at, written, type Synthesised } from "../synthesised.ts";

/** What runs, and how it is reached. */
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

    test("a change of a machine publishes one more version, under a name of its own", () => {
      expect(fingerprintOf('{"Comment":"a"}')).not.toBe(fingerprintOf('{"Comment":"b"}'));
      for (const machine of app.of("StepFunctions::StateMachine")) {
        const fingerprint = fingerprintOf(String(at(machine, "DefinitionString")));
        expect(app.of("StepFunctions::StateMachineVersion").some(({ id }) => id.includes(fingerprint))).toBe(true);
      }
    });

    test("mail goes out under the agency's name, and its failures come back", () => {
      expect(at(data.one("SES::EmailIdentity"), "EmailIdentity")).toBe(agency.sender.address.split("@")[1]);
      expect(at(app.one("SES::ConfigurationSetEventDestination"), "EventDestination", "MatchingEventTypes")).toEqual([
        "BOUNCE",
        "COMPLAINT",
        "REJECT",
      ]);
    });

    test("reports of mail reach their function, and are kept when they cannot be handed over", () => {
      const rule = app.of("Events::Rule").find((each) => each.id.startsWith("MailEvents"));
      expect(at(rule, "EventPattern", "source")).toEqual(["aws.ses"]);
      expect(at(rule, "EventPattern", "detail-type")).toEqual([
        "Email Bounced",
        "Email Complaint Received",
        "Email Rejected",
      ]);
      expect(written(at(rule, "Targets", 0, "Arn"))).toMatch(/^<MailEventsFunction\w+\.Arn>$/);
      expect(written(at(rule, "Targets", 0, "DeadLetterConfig", "Arn"))).toMatch(/^<DeadLettersQueue/);
    });

    test("what is called without waiting for an answer leaves in the queue what it failed at", () => {
      const queued = app
        .of("Lambda::Function")
        .filter((each) => at(each, "DeadLetterConfig"))
        .map((each) => String(at(each, "FunctionName")).replace(`alur-pustaka-${agency.id}-`, ""));
      expect(queued.sort()).toEqual(["execution-events", "issue-papers", "mail-events", "sweep"]);
      const broken = app.of("Events::Rule").find((each) => each.id.includes("ExecutionEvents"));
      const machines = app.of("StepFunctions::StateMachine");
      expect(at(broken, "EventPattern", "detail", "stateMachineArn")).toHaveLength(machines.length);
      expect(written(at(broken, "Targets", 0, "Arn"))).toMatch(/^<ExecutionEventsFunction\w+\.Arn>$/);
      expect(written(at(broken, "Targets", 0, "DeadLetterConfig", "Arn"))).toMatch(/^<DeadLettersQueue/);
    });

    test("the sweep and what issues papers are called every minute, and a call that fails is not lost from sight", () => {
      const schedules = app.of("Scheduler::Schedule");
      expect(schedules).toHaveLength(2);
      for (const schedule of schedules) {
        expect(at(schedule, "ScheduleExpression")).toBe("rate(1 minute)");
        expect(at(schedule, "Target", "DeadLetterConfig", "Arn")).toBeDefined();
      }
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

    test("is found by its name: by records where the zone is here, otherwise by one that the deployment tells", () => {
      const records = app.of("Route53::RecordSet").map((record) => [at(record, "Name"), at(record, "Type")]);
      const name = `${agency.domain}.`;
      const zoned = agency.hostedZone !== undefined;
      expect(records).toEqual(
        zoned
          ? [
              [name, "A"],
              [name, "AAAA"],
            ]
          : [],
      );
      expect(app.outputs.some((text) => text.startsWith(`${agency.domain} CNAME `))).toBe(!zoned);
    });

    test("keeps somebody's own pages out of search engines, and no others", () => {
      const policies = app.of("CloudFront::ResponseHeadersPolicy").map((policy) => JSON.stringify(policy));
      expect(policies.map((policy) => /x-robots-tag.*noindex/.test(policy))).toEqual([false, true]);
      const behind = (behavior: unknown) => written((behavior as Record<string, unknown>)["ResponseHeadersPolicyId"]);
      const [api, ...own] = distribution()["CacheBehaviors"] as Record<string, unknown>[];
      expect(own.map((behavior) => behavior["PathPattern"])).toEqual(privatePages.map((beginning) => `${beginning}*`));
      expect(new Set(own.map(behind)).size).toBe(1);
      expect(own.map(behind)).not.toContain(behind(distribution()["DefaultCacheBehavior"]));
      expect(behind(api)).toBe(behind(distribution()["DefaultCacheBehavior"]));
    });

    test("neither turns the API's refusals into pages nor keeps its faults", () => {
      const answers = distribution()["CustomErrorResponses"] as Record<string, unknown>[];
      expect(answers).toEqual([404, 500, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })));
    });

    test("allows no script but its own, and no call but to the letters and the sign-in", () => {
      const [policy = "", ...others] = app
        .of("CloudFront::ResponseHeadersPolicy")
        .map((headers) =>
          written(
            at(
              headers,
              ...["ResponseHeadersPolicyConfig", "SecurityHeadersConfig"],
              ...["ContentSecurityPolicy", "ContentSecurityPolicy"],
            ),
          ),
        );
      expect(others).toEqual([policy]);
      expect(policy).toContain("script-src 'self';");
      const [calls] = /connect-src ([^;]+)/.exec(policy)?.slice(1) ?? [];
      expect(calls?.split(" ")).toEqual([
        "'self'",
        expect.stringMatching(new RegExp(`^https://s3\\.${agency.region}\\.amazonaws\\.com/<.*Letters.*>$`)),
        // Where the issuer tells its addresses and keys: its own folder, so with a slash.
        expect.stringMatching(/^<.*ProviderURL.*>\/$/),
        `https://${agency.signInPrefix}.auth.${agency.region}.amazoncognito.com`,
      ]);
    });

    test("lets a letter go to exactly the address that the presigned form names", async () => {
      const environment = { AWS_REGION: agency.region, AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret" };
      const form = await uploadsTo("bucket", storeIn(environment)).presignUpload("id", "a.pdf", "application/pdf", 1);
      expect(form.url).toBe(`https://s3.${agency.region}.amazonaws.com/bucket`);
    });

    const codeAtTheEdge = (name: string): string => {
      const found = app.of("CloudFront::Function").find(({ id }) => id.includes(name));
      return found ? String(at(found, "FunctionCode")) : "";
    };

    test("opens the app at every page address, and leaves files alone", () => {
      const code = codeAtTheEdge("AppForPages");
      const served = (uri: string): string => {
        const world = { event: { request: { uri } }, result: { uri: "" } };
        runInNewContext(`${code};result = handler(event)`, world);
        return world.result.uri;
      };
      for (const page of ["/", "/petugas/masuk", "/k/8Zt_x-31", "/petugas/kasus/KJG-2026-00047"]) {
        expect(served(page)).toBe("/index.html");
      }
      for (const file of ["/icon.svg", "/assets/index-rW5oU58Q.js"]) expect(served(file)).toBe(file);
    });

    test("tells functions who asks: a header that the edge writes over, and a secret that no viewer can send", () => {
      const request = { headers: { "x-viewer-address": { value: "127.0.0.1" } } };
      const world = { event: { request, viewer: { ip: "182.253.10.7" } }, result: {} };
      runInNewContext(`${codeAtTheEdge("ViewerAddress")};result = handler(event)`, world);
      expect(world.result).toEqual({ headers: { "x-viewer-address": { value: "182.253.10.7" } } });
      const origins = distribution()["Origins"] as Record<string, unknown>[];
      const headers = origins.flatMap((origin) => (origin["OriginCustomHeaders"] ?? []) as Record<string, unknown>[]);
      expect(headers.map(({ HeaderName }) => HeaderName)).toEqual(["x-origin-secret"]);
      expect(JSON.stringify(headers)).toMatch(/resolve:secretsmanager:.*OriginSecret.*:SecretString:now/);
      const functions = app.of("Lambda::Function").map((each) => JSON.stringify(each.Properties["Environment"] ?? {}));
      const taking = functions.filter((text) => text.includes("ORIGIN_SECRETS"));
      expect(taking).toHaveLength(manifest.filter(({ trigger }) => trigger.kind === "http").length);
      for (const text of taking) expect(text).toMatch(/:SecretString:now.*:SecretString:before/);
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
}
