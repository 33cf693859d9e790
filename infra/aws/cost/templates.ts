/** What is in the templates of an agency, as far as it costs something. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { manifest } from "../../../functions/manifest.ts";
import type { AgencyConfig } from "../../agencies/types.ts";
import { projectRoot } from "../bundles.ts";
import { serviceOf } from "../service.ts";

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

/**
 * The resources of both stacks. Code costs nothing to keep, so functions get any folder instead of their bundle.
 *
 * @throws BadConfiguration
 */
export function resourcesOf(agency: AgencyConfig): Resource[] {
  const outdir = mkdtempSync(path.join(tmpdir(), "alur-cost-synth-"));
  const anyFolder = path.join(projectRoot, "infra/aws/cost");
  try {
    const { stacks } = serviceOf(agency, Object.fromEntries(manifest.map(({ name }) => [name, anyFolder])), {
      outdir,
    }).app.synth();
    return stacks.flatMap(({ templateFullPath }) => {
      const template = JSON.parse(readFileSync(templateFullPath, "utf8")) as { Resources: Record<string, Resource> };
      return Object.values(template.Resources).map(({ Type, Properties = {} }) => ({ Type, Properties }));
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** What the templates say of it. */
export interface Installed {
  alarms: number;
  dashboards: number;
  secrets: number;
  /** Calls of the schedules, a month. */
  scheduledCalls: number;
  /** Days for which log lines are kept. */
  logDays: number;
  /** Function name in the manifest -> memory in GB. */
  memoryGb: Record<string, number>;
  /** Whether X-Ray records functions, and executions. */
  tracing: { functions: boolean; machines: boolean };
  continuousBackup: boolean;
}

export function installed(resources: Resource[], agency: AgencyConfig, hours: number): Installed {
  const of = (type: string) => resources.filter(({ Type }) => Type === `AWS::${type}`).map((each) => each.Properties);
  const functions = of("Lambda::Function");
  return {
    alarms: of("CloudWatch::Alarm").length,
    dashboards: of("CloudWatch::Dashboard").length,
    secrets: of("SecretsManager::Secret").length,
    scheduledCalls: of("Scheduler::Schedule").reduce((sum, each) => sum + (hours * 60) / everyMinutes(each), 0),
    logDays: Math.max(0, ...of("Logs::LogGroup").map((group) => Number(group["RetentionInDays"]))),
    memoryGb: Object.fromEntries(
      functions.map(({ FunctionName, MemorySize }) => [
        String(FunctionName).replace(`alur-pustaka-${agency.id}-`, ""),
        Number(MemorySize) / 1024,
      ]),
    ),
    tracing: {
      functions: JSON.stringify(functions).includes('"Mode":"Active"'),
      machines: JSON.stringify(of("StepFunctions::StateMachine")).includes('"Enabled":true'),
    },
    continuousBackup: JSON.stringify(of("DynamoDB::GlobalTable")).includes('"PointInTimeRecoveryEnabled":true'),
  };
}

function everyMinutes({ ScheduleExpression }: Record<string, unknown>): number {
  const [, count] = /^rate\((\d+) minutes?\)$/.exec(String(ScheduleExpression)) ?? [];
  if (count === undefined) throw new Error(`cannot tell how often "${String(ScheduleExpression)}" is`);
  return Number(count);
}
