import { Duration } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { CfnConfigurationSetEventDestination, type ConfigurationSet } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { RowFunction } from "./functions.ts";
import type { DeadLetters } from "./dead-letters.ts";

/** Brings the reports of SES about mails that did not arrive to a function. */
export class MailEvents extends Construct {
  constructor(scope: Construct, id: string, { lambda }: RowFunction, set: ConfigurationSet, { queue }: DeadLetters) {
    super(scope, id);
    const setName = set.configurationSetName;
    new CfnConfigurationSetEventDestination(this, "Reports", {
      configurationSetName: setName,
      eventDestination: {
        enabled: true,
        matchingEventTypes: ["BOUNCE", "COMPLAINT", "REJECT"],
        eventBridgeDestination: { eventBusArn: EventBus.fromEventBusName(this, "Bus", "default").eventBusArn },
      },
    });
    new Rule(this, "Rule", {
      description: "Mails that did not arrive",
      eventPattern: {
        source: ["aws.ses"],
        detailType: ["Email Bounced", "Email Complaint Received", "Email Rejected"],
        detail: { mail: { tags: { "ses:configuration-set": [setName] } } },
      },
      targets: [
        new LambdaFunction(lambda, { deadLetterQueue: queue, maxEventAge: Duration.hours(2), retryAttempts: 5 }),
      ],
    });
  }
}
