/** Templates of an agency, and what tests ask of them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AwsSolutionsChecks } from "cdk-nag";
import type { AgencyConfig } from "../../infra/agencies/types.ts";
import { serviceOf } from "../../infra/aws/service.ts";

export interface Resource {
  id: string;
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
}

export interface Template {
  /** Whether the stack cannot be deleted without taking this away first. */
  protected: boolean;
  all: Resource[];
  /** Resources of a type, without `AWS::`. */
  of(type: string): Resource[];
  /** What the deployment tells. */
  outputs: string[];
  /** The only one of a type. */
  one(type: string): Resource;
}

export interface Synthesised {
  agency: AgencyConfig;
  data: Template;
  app: Template;
  /** Findings of cdk-nag that nobody has accepted. */
  findings: string[];
}

/** Synthesises in a folder of its own, which is gone afterwards. */
export function synthesise(agency: AgencyConfig, bundles: Record<string, string>): Synthesised {
  const outdir = mkdtempSync(path.join(tmpdir(), "alur-synth-"));
  try {
    const { app } = serviceOf(agency, bundles, { outdir });
    const report = new AwsSolutionsChecks(app).validateScope(app);
    const { stacks } = app.synth();
    const template = (name: string): Template => {
      const stack = stacks.find(({ stackName }) => stackName.endsWith(name));
      return { ...readTemplate(stack?.templateFullPath ?? ""), protected: stack?.terminationProtection ?? false };
    };
    return {
      agency,
      data: template("-data"),
      app: template("-app"),
      findings: report.violations.map(({ ruleName }) => ruleName),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readTemplate(file: string): Omit<Template, "protected"> {
  const { Resources, Outputs } = JSON.parse(readFileSync(file, "utf8")) as {
    Resources: Record<string, Omit<Resource, "id">>;
    Outputs: Record<string, { Value: unknown }>;
  };
  const all = Object.entries(Resources).map(([id, resource]) => ({
    id,
    ...resource,
    Properties: resource.Properties ?? {},
  }));
  const of = (type: string) => all.filter((resource) => resource.Type === `AWS::${type}`);
  return {
    all,
    of,
    outputs: Object.values(Outputs).map(({ Value }) => written(Value)),
    one(type) {
      const [first, ...more] = of(type);
      if (!first || more.length > 0) throw new Error(`${more.length + Number(first !== undefined)} of ${type}`);
      return first;
    },
  };
}

/** Text of a value with its references as `<Id>`, `<Id.Attribute>` or `<Export>`. */
export function written(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const [[kind, inner] = ["", ""]] = Object.entries(value) as [string, unknown][];
  if (kind === "Fn::Join") return (inner as [string, unknown[]])[1].map(written).join("");
  return `<${Array.isArray(inner) ? inner.join(".") : String(inner)}>`;
}

/** A value somewhere within, by its path. */
export function at(resource: Resource | undefined, ...way: (string | number)[]): unknown {
  return way.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    resource?.Properties,
  );
}

export interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, unknown>;
}

export function listed<Item>(value: Item | Item[] | undefined): Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Manifest name of a function -> what its role may do. */
export function rightsByFunction({ agency, app }: Synthesised): Map<string, Statement[]> {
  const rights = new Map<string, Statement[]>();
  for (const { Properties } of app.of("Lambda::Function")) {
    const name = String(Properties["FunctionName"]).replace(`alur-pustaka-${agency.id}-`, "");
    rights.set(name, statementsOfRole(app, written(Properties["Role"]).slice(1, -".Arn>".length)));
  }
  return rights;
}

/** Statements of every policy that a role has. */
export function statementsOfRole(template: Template, role: string): Statement[] {
  return template
    .of("IAM::Policy")
    .filter((policy) => (at(policy, "Roles") as unknown[]).some((each) => written(each) === `<${role}>`))
    .flatMap((policy) => at(policy, "PolicyDocument", "Statement") as Statement[]);
}
