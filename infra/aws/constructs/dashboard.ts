import { Duration, Stack } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  CustomWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
  Metric,
  Stats,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { figure } from "./alarms.ts";
import type { RowFunction } from "./functions.ts";
import type { ProcedureMachine } from "./machines.ts";

const full = 24;

export interface DashboardProps {
  name: string;
  /** Name of the agency, for whoever looks after several. */
  agency: string;
  /** Of its figures. */
  namespace: string;
  functions: RowFunction[];
  machines: ProcedureMachine[];
  alarms: Alarm[];
}

/**
 * How punctual the services are, by the one function that reads the totals; and what is at fault, asked of the log. Both when
 * somebody looks, which costs nothing at rest.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { agency, name, namespace, functions, machines, alarms }: DashboardProps) {
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
    const board = new CloudWatchDashboard(this, "Board", {
      dashboardName: `${name}-${Stack.of(this).region}`,
      defaultInterval: Duration.days(30),
    });
    const widget = functions.find(({ row }) => row.trigger.kind === "widget");
    if (!widget) throw new Error("functions/manifest.ts has no function for the dashboard");
    board.addWidgets(new TextWidget({ markdown: whatToDo(agency), width: full, height: 4 }));
    board.addWidgets(
      new CustomWidget({
        title: "Service levels, last 30 days",
        functionArn: widget.lambda.functionArn,
        // Its figures are of the last 30 days whatever is chosen above.
        updateOnTimeRangeChange: false,
        updateOnResize: false,
        width: full,
        height: 24,
      }),
    );
    board.addWidgets(
      new AlarmStatusWidget({ title: "Alarms", alarms, width: full, height: 4 }),
      graph("Oldest late step, working days", [
        figure(namespace, "OldestLateWorkingDays", Stats.MAXIMUM, 15).with({ label: "working days" }),
      ]),
      graph("Failures", [
        figure(namespace, "MailFailures", Stats.SUM, 60).with({ label: "mails" }),
        figure(namespace, "CasesStopped", Stats.SUM, 60).with({ label: "cases" }),
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

/** What is looked at here, in which order, and where it is mended. */
function whatToDo(agency: string): string {
  return [
    `# ${agency}`,
    "1. **Alarms**: one that rings says in its mail what to do; another mail gives the all-clear.",
    "2. **Service levels**: what stands under *What to do* first. They are the figures of the page *Mutu layanan* of the staff app, where heads and inspectors see, print and export them for other times. If the widget says that you may not see it, ask for `lambda:InvokeFunction` on its function.",
    "3. **Failures, mails, cases, problems**: for whoever runs the service. A mail that failed is sent again by itself or called by staff; a case that stopped waits for *Lanjutkan* in the staff app.",
  ].join("\n");
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
