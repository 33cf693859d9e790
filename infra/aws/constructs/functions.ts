import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { FunctionRow } from "../../../functions/manifest.ts";
import { acknowledge, acknowledgeWildcards } from "../acknowledge.ts";
import type { Right } from "./rights.ts";

export interface RowFunctionProps {
  row: FunctionRow;
  /** First part of the function's name. */
  prefix: string;
  /** Folder with `index.mjs`. */
  bundle: string;
  logDays: number;
  /** Keeps an event that nobody waits for an answer to, when the function fails at it. */
  deadLetters: Queue;
}

/** The function of one manifest row, with a role that can do nothing yet but write its own log and traces. */
export class RowFunction extends Construct {
  readonly row: FunctionRow;
  readonly lambda: LambdaFunction;
  readonly logs: LogGroup;
  private readonly role: Role;

  constructor(scope: Construct, id: string, { row, prefix, bundle, logDays, deadLetters }: RowFunctionProps) {
    super(scope, id);
    this.row = row;
    const functionName = `${prefix}-${row.name}`;
    this.logs = new LogGroup(this, "Logs", {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.may({
      statement: new PolicyStatement({
        sid: "WriteLog",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [this.logs.logGroupArn],
      }),
    });
    this.lambda = new LambdaFunction(this, "Function", {
      functionName,
      description: `${row.file} (functions/manifest.ts)`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: Code.fromAsset(bundle),
      memorySize: row.memoryMb,
      timeout: Duration.seconds(row.timeoutSeconds),
      role: this.role,
      logGroup: this.logs,
      tracing: Tracing.ACTIVE,
      ...whenItFails(row, deadLetters),
    });
    acknowledge(
      this.role,
      "IAM5[Resource::*]",
      "X-Ray has no resources: traces can only be put for the whole account.",
    );
  }

  /** Sets the variables of the row, and no others. @throws Error naming one that has no value */
  setVariables(values: Record<string, string>): void {
    for (const name of this.row.variables) {
      const value = values[name];
      if (value === undefined) throw new Error(`function "${this.row.name}" needs ${name}, which the app does not set`);
      this.lambda.addEnvironment(name, value);
    }
  }

  /** Gives a right, with the reason where one of its resources ends in a wildcard. */
  may({ statement, wildcard }: Right): void {
    this.role.addToPolicy(statement);
    if (wildcard) acknowledgeWildcards(this.role, statement.resources, wildcard);
  }
}

/** Only what is called without waiting for an answer; a sweep is not called again, for the next one is a minute away. */
function whenItFails({ trigger }: FunctionRow, deadLetterQueue: Queue) {
  switch (trigger.kind) {
    case "schedule":
      return { deadLetterQueue, retryAttempts: 0 };
    case "mail-events":
    case "execution-events":
      return { deadLetterQueue, retryAttempts: 2 };
    case "http":
    case "step":
    case "widget":
      return {};
  }
}
