import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { ProcedureMachine } from "./machines.ts";

/** Where everything goes that could not be handed over: a sweep, a mail report, an execution that broke. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, queueName: string) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.queue, "SQS3", "It is the dead-letter queue itself.");
  }

  /** Keeps a message for each execution that ended without its case having ended. */
  keepBrokenExecutions(machines: ProcedureMachine[]): void {
    new Rule(this, "BrokenExecutions", {
      description: "Executions that failed, timed out or were stopped by hand",
      eventPattern: {
        source: ["aws.states"],
        detailType: ["Step Functions Execution Status Change"],
        detail: { status: ["FAILED", "TIMED_OUT", "ABORTED"], stateMachineArn: machines.map(({ arn }) => arn) },
      },
      targets: [new SqsQueue(this.queue)],
    });
  }
}
