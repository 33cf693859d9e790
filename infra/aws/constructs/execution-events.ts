import { Duration } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { DeadLetters } from "./dead-letters.ts";
import type { RowFunction } from "./functions.ts";
import type { ProcedureMachine } from "./machines.ts";

/** Brings the reports about executions that ended without having succeeded to the function that has others take over. */
export class ExecutionEvents extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { lambda }: RowFunction,
    machines: ProcedureMachine[],
    { queue }: DeadLetters,
  ) {
    super(scope, id);
    new Rule(this, "Rule", {
      description: "Executions that failed, timed out or were stopped",
      eventPattern: {
        source: ["aws.states"],
        detailType: ["Step Functions Execution Status Change"],
        detail: { status: ["FAILED", "TIMED_OUT", "ABORTED"], stateMachineArn: machines.map(({ arn }) => arn) },
      },
      targets: [
        new LambdaFunction(lambda, { deadLetterQueue: queue, maxEventAge: Duration.hours(2), retryAttempts: 5 }),
      ],
    });
  }
}
