import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../infra/aws/bundles.ts";
import { currentVersion, machineSubstitutions } from "../../../infra/names.ts";
import {
  at,
  listed,
  rightsByFunction,
  statementsOfRole,
  written,
  type Statement,
  type Synthesised,
} from "../synthesised.ts";

const none: string[] = [];

/** Who may do what, written down a second time: a change of rights must be meant. */
const mayDo = {
  public: { table: "write", files: ["take", "keep"], mails: true, starts: true, resumes: false },
  decision: { table: "write", files: ["keep", "serve"], mails: true, starts: false, resumes: true },
  staff: { table: "write", files: ["keep", "serve"], mails: false, starts: true, resumes: true },
  papers: { table: "write", files: ["serve"], mails: false, starts: false, resumes: false },
  "personal-data": { table: "write", files: ["note-erasure"], mails: false, starts: false, resumes: true },
  administration: { table: "write", files: ["keep", "serve"], mails: true, starts: false, resumes: false },
  "open-task": { table: "write", files: none, mails: true, starts: false, resumes: false },
  "run-actions": { table: "write", files: none, mails: true, starts: false, resumes: false },
  sweep: { table: "write", files: ["note-erasure", "erase"], mails: "again", starts: true, resumes: true },
  "issue-papers": { table: "write", files: ["store", "serve"], mails: "again", starts: false, resumes: false },
  "mail-events": { table: "write", files: none, mails: false, starts: false, resumes: false },
  "execution-events": { table: "write", files: none, mails: false, starts: true, resumes: false },
  "service-level-widget": { table: "read", files: none, mails: false, starts: false, resumes: false },
};

/** Actions for which AWS knows no resource. */
const withoutResource = new Set([
  ...["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"],
  ...["logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"],
  "ses:DeleteSuppressedDestination",
  ...["logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"],
]);

/** Resources that end in a wildcard: the reason stands beside each in infra/aws. */
const wildcards = [
  /:execution:alur-pustaka-[a-z0-9-]+:\*$/,
  /<.*Letters.*>\/(?:uploads|files|letters|erased)\/\*$/,
  /^<SitePages\w+\.Arn>\/\*$/,
];

export function rightsSuite(service: Synthesised): void {
  const rights = rightsByFunction(service);
  const allowed = [...service.data.all, ...service.app.all]
    .flatMap((resource) => listed(at(resource, "PolicyDocument", "Statement") as Statement[] | undefined))
    .filter(({ Effect }) => Effect === "Allow");
  const machines = service.app.of("StepFunctions::StateMachine").map(({ id }) => id);

  describe("rights", () => {
    test("are those of the table above, for every function", () => {
      expect(Object.fromEntries([...rights].map(([name, statements]) => [name, summary(statements)]))).toEqual(mayDo);
    });

    test("name every action", () => {
      expect(allowed.flatMap(({ Action }) => listed(Action)).filter((action) => action.includes("*"))).toEqual([]);
    });

    test("name every resource, where AWS has any", () => {
      for (const { Action, Resource } of allowed) {
        for (const resource of listed(Resource)
          .map(written)
          .filter((text) => text.includes("*"))) {
          const fits = resource === "*" && listed(Action).every((action) => withoutResource.has(action));
          expect(fits || wildcards.some((pattern) => pattern.test(resource)), `${String(Action)} on ${resource}`).toBe(
            true,
          );
        }
      }
    });

    test("to the table cover every operation that the adapters use", () => {
      const used = commandsIn(path.join(projectRoot, "functions/adapters/dynamodb"));
      expect(used.size).toBeGreaterThan(3);
      const missing = [...rights].map(([name, statements]) => {
        const actions = new Set(statements.flatMap(({ Action }) => listed(Action)));
        // What only reads has no use for the others.
        const onlyReads = mayDo[name as keyof typeof mayDo].table === "read";
        const needed = [...used].filter((action) => !onlyReads || !/:(Put|Update)Item$/.test(action));
        return [name, needed.filter((action) => !actions.has(action))];
      });
      expect(missing.filter(([, actions]) => actions?.length)).toEqual([]);
    });

    test("to start a case hold for the machines' own ARNs, and only through the alias", () => {
      const starting = allowed.filter(({ Action }) => Action === "states:StartExecution");
      expect(starting).toHaveLength(Object.values(mayDo).filter(({ starts }) => starts).length);
      for (const { Resource, Condition } of starting) {
        expect(listed(Resource).map(written)).toEqual(machines.map((id) => `<${id}>`));
        expect(Condition).toEqual({ StringEquals: { "states:StateMachineQualifier": currentVersion } });
      }
      const aliases = service.app.of("StepFunctions::StateMachineAlias");
      expect(aliases.every((alias) => at(alias, "Name") === currentVersion)).toBe(true);
    });

    test("to write where accepted files stay are of those who accept them, to remove one of the sweep alone; nobody writes over one of before", () => {
      const about = allowed.filter(({ Action }) => listed(Action).some((action) => action.startsWith("s3:")));
      const actions = new Set(about.flatMap(({ Action }) => listed(Action)));
      expect([...actions].toSorted()).toEqual(["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]);
      const writing = about.filter(({ Action }) => listed(Action).includes("s3:PutObject"));
      const places = writing.flatMap(({ Resource }) => listed(Resource).map((each) => written(each).split("/").at(-2)));
      expect(places.toSorted()).toEqual([...Array(2).fill("erased"), ...Array(5).fill("files"), "uploads"]);
      const removing = [...rights].filter(([, all]) =>
        all.some(({ Action }) => listed(Action).includes("s3:DeleteObject")),
      );
      expect(removing.map(([name]) => name)).toEqual(["sweep"]);
    });

    test("to look after executions hold for those of this service's machines", () => {
      const looking = allowed.filter(({ Action }) => listed(Action).includes("states:StopExecution"));
      expect(looking).toHaveLength(Object.values(mayDo).filter(({ starts }) => starts).length);
      for (const { Action, Resource } of looking) {
        expect(listed(Action)).toEqual(["states:DescribeExecution", "states:StopExecution"]);
        expect(listed(Resource)).toHaveLength(machines.length);
        for (const each of listed(Resource).map(written))
          expect(each).toMatch(new RegExp(`:execution:alur-pustaka-${service.agency.id}-[a-z-]+(-v\\d+)?:\\*$`));
      }
    });

    test("to send mail hold for the one address", () => {
      const sending = allowed.filter(({ Action }) => listed(Action).some((action) => action.startsWith("ses:Send")));
      expect(sending.length).toBeGreaterThan(0);
      for (const { Condition } of sending) {
        expect(Condition).toEqual({ StringEquals: { "ses:FromAddress": service.agency.sender.address } });
      }
    });

    test("to answer for a waiting task hold for this service's machines", () => {
      const answering = allowed.filter(({ Action }) =>
        listed(Action).some((action) => action.startsWith("states:Send")),
      );
      for (const { Action, Resource } of answering) {
        expect(listed(Action)).toEqual(["states:SendTaskSuccess"]);
        expect(listed(Resource).map(written)).toEqual(machines.map((id) => `<${id}>`));
      }
    });

    test("of a machine end at the two functions that its steps call", () => {
      const called = Object.values(machineSubstitutions).map((name) => functionId(service, name));
      for (const machine of service.app.of("StepFunctions::StateMachine")) {
        const role = written(at(machine, "RoleArn")).slice(1, -".Arn>".length);
        const calls = statementsOfRole(service.app, role).filter(({ Action }) => Action === "lambda:InvokeFunction");
        expect(calls.flatMap(({ Resource }) => listed(Resource).map(written))).toEqual(
          called.map((id) => `<${id}.Arn>`),
        );
      }
    });

    test("come from no ready-made policy", () => {
      expect(service.app.of("IAM::Role").flatMap((role) => listed(at(role, "ManagedPolicyArns")))).toEqual([]);
    });
  });

  test("cdk-nag (AwsSolutions) finds nothing that nobody has accepted", () => {
    expect(service.findings).toEqual([]);
  });
}

/** What the statements about files come to. */
function filesOf(statements: Statement[]): string[] {
  const may = (action: string, folder: string): boolean =>
    statements.some(
      ({ Action, Resource }) =>
        listed(Action).includes(action) &&
        listed(Resource)
          .map(written)
          .some((each) => each.endsWith(`/${folder}/*`)),
    );
  return [
    may("s3:PutObject", "uploads") && "take",
    may("s3:GetObject", "uploads") && may("s3:PutObject", "files") && "keep",
    !may("s3:GetObject", "uploads") && may("s3:PutObject", "files") && "store",
    may("s3:GetObject", "files") && may("s3:GetObject", "letters") && "serve",
    may("s3:PutObject", "erased") && "note-erasure",
    may("s3:DeleteObject", "files") && may("s3:DeleteObject", "letters") && "erase",
  ].filter((each) => each !== false);
}

function summary(statements: Statement[]) {
  const actions = new Set(statements.flatMap(({ Action }) => listed(Action)));
  const access = (reads: string, writes: string) =>
    actions.has(writes) ? "write" : actions.has(reads) ? "read" : "none";
  return {
    table: access("dynamodb:GetItem", "dynamodb:PutItem"),
    files: filesOf(statements),
    mails: actions.has("ses:DeleteSuppressedDestination") ? "again" : actions.has("ses:SendRawEmail"),
    starts: actions.has("states:StartExecution"),
    resumes: actions.has("states:SendTaskSuccess"),
  };
}

/** Operations of the document client that modules of a folder use, as rights name them. */
function commandsIn(folder: string): Set<string> {
  const text = readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
  const commands = [...text.matchAll(/new (\w+)Command\(/g)].map(([, name = ""]) => name);
  return new Set(commands.map((name) => `dynamodb:${name === "Query" || name === "Scan" ? name : `${name}Item`}`));
}

function functionId({ agency, app }: Synthesised, name: string): string {
  const found = app
    .of("Lambda::Function")
    .find((each) => at(each, "FunctionName") === `alur-pustaka-${agency.id}-${name}`);
  return found?.id ?? "";
}
