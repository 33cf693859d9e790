import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ArnFormat, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { currentVersion, machineOfFile, machineSubstitutions } from "../../names.ts";
import { acknowledge } from "../acknowledge.ts";
import { projectRoot } from "../bundles.ts";

/** Compiled SOPs: name of the machine (`machineOfFile`) -> text of its file. */
export function compiledMachines(folder = path.join(projectRoot, "statemachines")): Record<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const found: Record<string, string> = {};
  for (const { name, parentPath } of entries) {
    const machine = machineOfFile(path.basename(parentPath), name);
    if (machine !== null) found[machine] = readFileSync(path.join(parentPath, name), "utf8");
  }
  return found;
}

/** Short name of a definition, another one for every change. */
export function fingerprintOf(definition: string): string {
  return createHash("sha256").update(definition).digest("hex").slice(0, 10);
}

export interface ProcedureMachineProps {
  procedure: string;
  /** Amazon States Language with the placeholders of `infra/names.ts`. */
  definition: string;
  /** First part of the machine's name. */
  prefix: string;
  /** Manifest name -> ARN, of the functions that the placeholders stand for. */
  functionArns: Record<string, string>;
  logDays: number;
}

/**
 * The state machine of one procedure. Cases start through the alias, which points at the version published by the last
 * deployment; a version is never deleted, so what a running case was started with can always be looked up.
 */
export class ProcedureMachine extends Construct {
  readonly procedure: string;
  readonly arn: string;
  readonly aliasArn: string;
  /** ARNs of its executions, as a pattern. */
  readonly executions: string;

  constructor(scope: Construct, id: string, props: ProcedureMachineProps) {
    super(scope, id);
    const { procedure, definition, prefix, functionArns, logDays } = props;
    this.procedure = procedure;
    const called = Object.fromEntries(
      Object.entries(machineSubstitutions).map(([placeholder, name]) => [placeholder, functionArns[name] ?? ""]),
    );
    const role = this.roleCalling(Object.values(called));
    const machine = new StateMachine(this, "Machine", {
      stateMachineName: `${prefix}-${procedure}`,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: called,
      role,
      tracingEnabled: true,
      logs: {
        destination: this.logGroup(prefix, procedure, logDays),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    acknowledge(machine, "SF1", "Logs hold errors only: every state's input is about a person's case.");
    this.arn = machine.stateMachineArn;
    this.executions = Stack.of(this).formatArn({
      service: "states",
      resource: "execution",
      resourceName: `${prefix}-${procedure}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.aliasArn = this.published(machine, definition);
  }

  private roleCalling(functionArns: string[]): Role {
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("states.amazonaws.com") });
    role.addToPolicy(
      new PolicyStatement({ sid: "CallFunctions", actions: ["lambda:InvokeFunction"], resources: functionArns }),
    );
    acknowledge(
      role,
      "IAM5[Resource::*]",
      "Log deliveries and X-Ray have no resources: AWS takes only the whole account.",
    );
    return role;
  }

  private logGroup(prefix: string, procedure: string, retention: number): LogGroup {
    const logGroupName = `/aws/vendedlogs/states/${prefix}-${procedure}`;
    return new LogGroup(this, "Logs", { logGroupName, retention, removalPolicy: RemovalPolicy.DESTROY });
  }

  /** The version's own id changes with the definition, so that each change publishes one more. */
  private published(machine: StateMachine, definition: string): string {
    const fingerprint = fingerprintOf(definition);
    const version = new CfnStateMachineVersion(this, `Version${fingerprint}`, {
      stateMachineArn: machine.stateMachineArn,
      description: `definition ${fingerprint}`,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const alias = new CfnStateMachineAlias(this, "Alias", {
      name: currentVersion,
      routingConfiguration: [{ stateMachineVersionArn: version.ref, weight: 100 }],
    });
    return alias.ref;
  }
}
