import path from "node:path";
import type { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, test } from "vitest";
import { manifest } from "../../../functions/manifest.ts";
import { checkVariables } from "../../../infra/local/emulators/lambda/index.ts";
import { setEnvironment } from "../../../infra/local/host/environment.ts";
import { routesOf } from "../../../infra/local/gateway/routes.ts";
import { registerMachines } from "../../../infra/local/host/register-machines.ts";
import { projectRoot } from "../../../infra/aws/bundles.ts";
import { at, written, type Resource, type Synthesised } from "../synthesised.ts";

const httpRows = manifest.flatMap((row) => (row.trigger.kind === "http" ? [{ ...row, trigger: row.trigger }] : []));
const keysOf = (routes: { method: string; path: string }[]) => routes.map(({ method, path: of }) => `${method} ${of}`);

/** The same manifest and the same machines on one machine and on AWS. */
export function oneSourceSuite(service: Synthesised): void {
  const { agency, app } = service;
  const functions = new Map(
    app
      .of("Lambda::Function")
      .map((each) => [String(at(each, "FunctionName")).replace(`alur-pustaka-${agency.id}-`, ""), each]),
  );

  describe("one source", () => {
    test("every row of the manifest is a function, and nothing else is", () => {
      expect([...functions.keys()].sort()).toEqual(manifest.map((row) => row.name).sort());
    });

    test("a function has the variables of its row, and no others", () => {
      for (const row of manifest) {
        const variables = at(functions.get(row.name), "Environment", "Variables") as object;
        expect(Object.keys(variables).sort()).toEqual([...row.variables].sort());
      }
    });

    test("the local host sets them too", () => {
      const before = { ...process.env };
      try {
        const values = setEnvironment({
          ...{
            publicUrl: "http://localhost:1",
            linkSecret: "secret",
            deviceSecret: "secret",
            machines: {},
            mailFrom: "A <a@b.test>",
          },
          ...{ region: agency.region, dynamoDb: "http://localhost:2", inner: "http://localhost:3" },
          credentials: { accessKeyId: "key", secretAccessKey: "secret" },
        });
        expect(() => checkVariables(manifest, values)).not.toThrow();
      } finally {
        process.env = before;
      }
    });

    test("the API has the routes of the manifest, and no others", () => {
      const routes = app.of("ApiGatewayV2::Route").map((route) => String(at(route, "RouteKey")));
      expect(routes.sort()).toEqual(httpRows.flatMap((row) => keysOf(row.trigger.routes)).sort());
    });

    test("each route leads to the function of its row, those of the staff past a check of the token", () => {
      for (const row of httpRows) {
        for (const key of keysOf(row.trigger.routes)) {
          const route = app.of("ApiGatewayV2::Route").find((each) => at(each, "RouteKey") === key);
          expect(functionBehind(service, route)).toBe(functions.get(row.name)?.id);
          expect(at(route, "AuthorizationType")).toBe(row.trigger.audience === "staff" ? "JWT" : "NONE");
        }
      }
    });

    test("the local host answers the same routes with the same functions", () => {
      const match = routesOf(manifest);
      for (const row of httpRows) {
        for (const route of row.trigger.routes) {
          const found = match(route.method, route.path.replaceAll(/[{}]/g, ""));
          expect(found.kind === "found" && [found.route.row.name, found.route.audience]).toEqual([
            row.name,
            row.trigger.audience,
          ]);
        }
      }
    });

    test("a function handles the routes of its row, and no others", async () => {
      for (const row of httpRows) {
        const module = (await import(path.join(projectRoot, row.file))) as { routes: Record<string, unknown> };
        expect(Object.keys(module.routes).sort()).toEqual(keysOf(row.trigger.routes).sort());
      }
    });

    test("the machines, with every placeholder filled in, are those the local endpoint runs", async () => {
      const local = await locallyRegistered();
      const deployed = Object.fromEntries(
        app.of("StepFunctions::StateMachine").map((machine) => {
          const name = String(at(machine, "StateMachineName")).replace(`alur-pustaka-${agency.id}-`, "");
          return [name, filledIn(service, machine)];
        }),
      );
      expect(Object.keys(local).length).toBeGreaterThan(0);
      expect(deployed).toEqual(local);
    });
  });
}

function functionBehind({ app }: Synthesised, route: Resource | undefined): string | undefined {
  const integrationId = /<(\w+)>$/.exec(written(at(route, "Target")))?.[1];
  const integration = app.of("ApiGatewayV2::Integration").find(({ id }) => id === integrationId);
  return /<(\w+)\.Arn>/.exec(written(at(integration, "IntegrationUri")))?.[1];
}

/** Function ARNs differ by account and prefix only; both are written as the local ones. */
const localArn = (name: string): string => `arn:aws:lambda:ap-southeast-3:000000000000:function:${name}`;

function filledIn({ agency, app }: Synthesised, machine: Resource): string {
  const substitutions = at(machine, "DefinitionSubstitutions") as Record<string, unknown>;
  const text = String(at(machine, "DefinitionString"));
  return text.replaceAll(/\$\{(\w+)\}/g, (_placeholder, name: string) => {
    const id = written(substitutions[name]).slice(1, -".Arn>".length);
    const called = app.of("Lambda::Function").find((each) => each.id === id);
    return localArn(String(at(called, "FunctionName")).replace(`alur-pustaka-${agency.id}-`, ""));
  });
}

/** Procedure -> definition, as the local host hands it to its endpoint. */
async function locallyRegistered(): Promise<Record<string, string>> {
  const registered: Record<string, string> = {};
  const client = {
    config: { region: async () => "ap-southeast-3" },
    async send({ input }: { input: { name?: string; definition?: string } }) {
      if (input.name && input.definition) registered[input.name] = input.definition;
      return {};
    },
  };
  await registerMachines(path.join(projectRoot, "statemachines"), client as unknown as SFNClient);
  return registered;
}
