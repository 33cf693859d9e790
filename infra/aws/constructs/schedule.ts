import { Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { RowFunction } from "./functions.ts";
import type { DeadLetters } from "./dead-letters.ts";

/** Calls a function every so many minutes. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, { row, lambda }: RowFunction, { queue }: DeadLetters) {
    super(scope, id);
    if (row.trigger.kind !== "schedule") throw new Error(`"${row.name}" has no schedule in functions/manifest.ts`);
    const { everyMinutes } = row.trigger;
    const caller = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    const may = (sid: string, action: string, resource: string) =>
      caller.addToPolicy(new PolicyStatement({ sid, actions: [action], resources: [resource] }));
    may("CallFunction", "lambda:InvokeFunction", lambda.functionArn);
    may("LeaveWhatFailed", "sqs:SendMessage", queue.queueArn);
    new CfnSchedule(this, "Schedule", {
      description: `Calls ${row.name}`,
      scheduleExpression: `rate(${everyMinutes} minute${everyMinutes === 1 ? "" : "s"})`,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: lambda.functionArn,
        roleArn: caller.roleArn,
        deadLetterConfig: { arn: queue.queueArn },
        // The next call is a minute away and does all that is due.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
    });
  }
}
