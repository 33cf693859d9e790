import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { metrics as names } from "../../../functions/domain/metric-names.ts";
import { type AlarmName, alarms } from "../../alarms.ts";

/** A figure of our own, in the agency's namespace. */
export function figure(
  namespace: string,
  name: keyof typeof names.figures,
  statistic: string,
  minutes: number,
): Metric {
  return new Metric({ namespace, metricName: name, statistic, period: Duration.minutes(minutes) });
}

export interface AlarmsProps {
  mail: string;
  apiId: string;
  deadLetters: Queue;
  /** Of the agency's figures. */
  namespace: string;
}

interface AlarmRow {
  /** Rings from the value of the list on. */
  metric: IMetric;
  /** Rings, too, when nothing is heard. */
  silenceIsBad?: boolean;
  /** Rings below that value instead. */
  below?: boolean;
  /** How often in a row. */
  times?: number;
  /** What to do, for whoever gets the mail. */
  action: string;
}

/** At most ten, each telling by mail what to do. */
export class Alarms extends Construct {
  readonly all: Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const topic = new Topic(this, "Topic", { enforceSSL: true });
    // The topic has a policy of its own because of TLS, and so loses the one that lets the account's alarms publish.
    const alarmsOfAccount = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    topic.grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com", { conditions: alarmsOfAccount }));
    topic.addSubscription(new EmailSubscription(props.mail));
    const rows = rowsFor(props, Stack.of(this).region);
    this.all = Object.entries(alarms).map(([name, { from }]) => {
      const row: AlarmRow = rows[name as AlarmName];
      const alarm = new Alarm(this, name, {
        alarmName: `${Stack.of(this).stackName}-${name}`,
        alarmDescription: row.action,
        metric: row.metric,
        threshold: from,
        evaluationPeriods: row.times ?? 1,
        comparisonOperator: row.below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: row.silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
      // The all-clear.
      alarm.addOkAction(new SnsAction(topic));
      return alarm;
    });
  }
}

function rowsFor({ apiId, deadLetters, namespace }: AlarmsProps, region: string): Record<AlarmName, AlarmRow> {
  const over = (name: AlarmName): Duration => Duration.minutes(alarms[name].minutes);
  return {
    "case-stopped": {
      metric: figure(namespace, "CasesStopped", Stats.SUM, alarms["case-stopped"].minutes),
      action:
        "Executions of a case failed three times at one place, and no other takes over by itself. Open the case in the staff app (status GANGGUAN), read the problem and the log of run-actions or open-task, mend the cause, then press Lanjutkan there.",
    },
    "dead-letters": {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period: over("dead-letters"),
      }),
      action:
        "Something could not be handed over. Read the message in the queue (it names the function and what it was called with), mend the cause, call the function with it again, then delete the message.",
    },
    "sweep-silent": {
      metric: figure(namespace, "SweepRuns", Stats.SUM, alarms["sweep-silent"].minutes),
      below: true,
      silenceIsBad: true,
      action:
        "The sweep has not run for 5 minutes: reminders, retries and deadlines wait. Look into the log of the function sweep, and whether its schedule is enabled.",
    },
    "mail-failing": {
      metric: figure(namespace, "MailFailures", Stats.SUM, alarms["mail-failing"].minutes),
      action:
        "Mails fail. In SES, check that sending is not paused, that the account is out of the sandbox and that the sender's domain is verified; the sweep sends again by itself.",
    },
    "mail-bouncing": {
      metric: new Metric({
        namespace: "AWS/SES",
        metricName: "Reputation.BounceRate",
        statistic: Stats.AVERAGE,
        period: over("mail-bouncing"),
      }),
      action:
        "More than 5 percent of mails come back; at 10 percent AWS stops sending. Look for a wrong staff address or for somebody who abuses the public form.",
    },
    "codes-guessed": {
      metric: figure(namespace, "GuessesUsedUp", Stats.SUM, alarms["codes-guessed"].minutes),
      action:
        "So many wrong codes were given for mailed links that browsers which nobody knows must wait; known ones go on. The log says whose codes (guesses-used-up). Ask officials who get codes they did not ask for whether a link was forwarded.",
    },
    "holidays-missing": {
      metric: figure(namespace, "HolidaysMissing", Stats.SUM, alarms["holidays-missing"].minutes),
      action:
        "The holidays of this or the next year are not in the calendar, so that due times and schedules of that year are wrong. An administrator enters them in the staff app (Administrasi, Hari libur dan tutup).",
    },
    "step-very-late": {
      metric: figure(namespace, "OldestLateWorkingDays", Stats.MAXIMUM, alarms["step-very-late"].minutes),
      times: 2,
      action:
        "A step is late by more than 2 working days. Open the staff app's list of cases, see whose task it is, and talk to that person or name a substitute.",
    },
    "api-failing": {
      metric: new Metric({
        namespace: "AWS/ApiGateway",
        metricName: "5xx",
        dimensionsMap: { ApiId: apiId },
        statistic: Stats.SUM,
        period: over("api-failing"),
        region,
      }),
      action:
        "The API answers with faults. On the dashboard, see which function and error, then look at its log; go back to the last deployment if one was made just before.",
    },
    "functions-failing": {
      metric: new Metric({
        namespace: "AWS/Lambda",
        metricName: "Errors",
        statistic: Stats.SUM,
        period: over("functions-failing"),
        region,
      }),
      times: 2,
      action:
        "Functions keep failing, and workflows wait by trying again. On the dashboard, see which function and error, mend the cause; waiting cases then go on by themselves.",
    },
  };
}
