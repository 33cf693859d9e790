import { Duration, Stack } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
  Metric,
  SingleValueWidget,
  Stats,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { figure } from "./alarms.ts";
import type { RowFunction } from "./functions.ts";
import type { ProcedureMachine } from "./machines.ts";

const week = 7 * 24 * 60;
const full = 24;

export interface DashboardProps {
  name: string;
  functions: RowFunction[];
  machines: ProcedureMachine[];
  alarms: Alarm[];
}

/**
 * Where cases wait and which standard time is not realistic. Totals are figures; what belongs to one procedure or step
 * is asked of the log when somebody looks, which costs nothing at rest.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { name, functions, machines, alarms }: DashboardProps) {
    super(scope, id);
    const logs = functions.map((each) => each.logs.logGroupName);
    const ask = (title: string, lines: string[], height = 7) =>
      new LogQueryWidget({
        title,
        logGroupNames: logs,
        queryLines: lines,
        view: LogQueryVisualizationType.TABLE,
        width: full,
        height,
      });
    const board = new CloudWatchDashboard(this, "Board", { dashboardName: `${name}-${Stack.of(this).region}` });
    board.addWidgets(
      new SingleValueWidget({
        title: "Now",
        metrics: [
          figure("OpenCases", Stats.MAXIMUM, 15).with({ label: "open cases" }),
          figure("StepsLate", Stats.MAXIMUM, 15).with({ label: "steps late" }),
          figure("StepsDueSoon", Stats.MAXIMUM, 15).with({ label: "due within the hour" }),
          figure("OldestLateWorkingDays", Stats.MAXIMUM, 15).with({ label: "oldest late step, working days" }),
        ],
        width: 14,
        height: 4,
      }),
      new AlarmStatusWidget({ title: "Alarms", alarms, width: 10, height: 4 }),
    );
    board.addWidgets(
      graph("Cases", [
        figure("OpenCases", Stats.MAXIMUM, 60).with({ label: "open" }),
        figure("CasesEnded", Stats.SUM, 60).with({ label: "ended" }),
      ]),
      graph("Time of a step, in percent of its standard time", [
        figure("StepShareOfStandard", Stats.percentile(50), week).with({ label: "half of all steps" }),
        figure("StepShareOfStandard", Stats.percentile(90), week).with({ label: "nine of ten" }),
      ]),
      graph("Waiting for people outside, days", [
        figure("OutsideWaitDays", Stats.percentile(50), week).with({ label: "half" }),
        figure("OutsideWaitDays", Stats.percentile(90), week).with({ label: "nine of ten" }),
      ]),
      graph("Failures", [
        figure("MailFailures", Stats.SUM, 60).with({ label: "mails" }),
        figure("CasesStopped", Stats.SUM, 60).with({ label: "cases" }),
        ...machines.flatMap(brokenExecutions),
      ]),
    );
    board.addWidgets(
      ask("Steps against their standard time", [
        "filter measured = 'step' and ispresent(standard)",
        "stats count(*) as steps, pct(minutes, 50) as p50, pct(minutes, 90) as p90, max(standard) as standardMinutes by procedure, version, step",
        "sort procedure, step",
      ]),
      ask("Waiting for people outside, days", [
        "filter ispresent(OutsideWaitDays)",
        "stats count(*) as answers, pct(OutsideWaitDays, 50) as p50, pct(OutsideWaitDays, 90) as p90 by procedure, step",
      ]),
      ask("Open cases by procedure", [
        "filter event = 'census'",
        "stats latest(open) as open_, latest(late) as late_, latest(dueSoon) as dueSoon_ by procedure",
      ]),
      ask("Cases ended", ["filter ispresent(CasesEnded)", "stats sum(CasesEnded) as ended by procedure, ending"]),
      ask("Mails that failed", [
        "filter ispresent(MailFailures)",
        "stats sum(MailFailures) as failed by procedure, letter, fate",
        "sort failed desc",
      ]),
      ask("Cases that stopped", [
        "filter ispresent(CasesStopped)",
        "stats sum(CasesStopped) as stopped by procedure, step",
        "sort stopped desc",
      ]),
      ask("Problems", [
        "filter level = 'problem'",
        "stats count(*) as times, latest(@timestamp) as last by event, error.name, error.code, @log",
        "sort times desc",
      ]),
    );
  }
}

/** Workflows of a procedure that ended without their case having ended, as Step Functions counts them. */
function brokenExecutions({ procedure, arn }: ProcedureMachine): IMetric[] {
  return ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"].map(
    (metricName) =>
      new Metric({
        namespace: "AWS/States",
        metricName,
        dimensionsMap: { StateMachineArn: arn },
        statistic: Stats.SUM,
        period: Duration.hours(1),
        label: `${procedure}: ${metricName.replace("Executions", "").toLowerCase()}`,
      }),
  );
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: full / 4, height: 6, leftYAxis: { min: 0 } });
}
