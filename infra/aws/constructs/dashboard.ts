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
  Stats,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { figure } from "./alarms.ts";
import type { RowFunction } from "./functions.ts";
import type { ProcedureMachine } from "./machines.ts";

const full = 24;

export interface DashboardProps {
  name: string;
  functions: RowFunction[];
  machines: ProcedureMachine[];
  alarms: Alarm[];
}

/** What is at fault: asked of the log when somebody looks, which costs nothing at rest. */
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
      new AlarmStatusWidget({ title: "Alarms", alarms, width: full, height: 4 }),
      graph("Oldest late step, working days", [
        figure("OldestLateWorkingDays", Stats.MAXIMUM, 15).with({ label: "working days" }),
      ]),
      graph("Failures", [
        figure("MailFailures", Stats.SUM, 60).with({ label: "mails" }),
        figure("CasesStopped", Stats.SUM, 60).with({ label: "cases" }),
        ...machines.flatMap(brokenExecutions),
      ]),
    );
    board.addWidgets(
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
  return new GraphWidget({ title, left, width: full / 2, height: 6, leftYAxis: { min: 0 } });
}
