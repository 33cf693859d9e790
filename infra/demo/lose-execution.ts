/** What becomes of executions when an operator or a disk has gone wrong. */
import { join } from "node:path";
import { DescribeExecutionCommand, SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { databaseFile, openDatabase } from "../local/host/database.ts";

/** Stops the running execution of a case, as an operator can at the workflow's endpoint. */
export async function stopExecution(caseId: string): Promise<void> {
  const client = new SFNClient({});
  try {
    const machines = JSON.parse(process.env["STATE_MACHINES"] ?? "{}") as Record<string, string>;
    for (const arn of Object.values(machines).flatMap((machine) => executionsOf(machine, caseId))) {
      const { status } = await client
        .send(new DescribeExecutionCommand({ executionArn: arn }))
        .catch(() => ({ status: "" }));
      if (status !== "RUNNING") continue;
      await client.send(new StopExecutionCommand({ executionArn: arn }));
      return;
    }
  } finally {
    client.destroy();
  }
  throw new Error(`${caseId} has no execution that runs`);
}

/** More than any story needs. */
const mostRuns = 9;

function executionsOf(machineArn: string, caseId: string): string[] {
  const machine = machineArn.replace(":stateMachine:", ":execution:");
  return Array.from({ length: mostRuns }, (_, index) => `${machine}:${caseId}${index === 0 ? "" : `-${index + 1}`}`);
}

/** Takes all executions of a case out of the journal; no host runs on the folder. */
export async function takeExecution(dataDir: string, caseId: string): Promise<void> {
  const local = openDatabase(join(dataDir, databaseFile));
  try {
    const taken = await local.commit(() => {
      const ids = local.database
        .prepare("SELECT id FROM execution WHERE arn LIKE ? OR arn LIKE ?")
        .all(`%:${caseId}`, `%:${caseId}-%`)
        .map(({ id }) => Number(id));
      for (const id of ids) {
        local.database.prepare("DELETE FROM token WHERE execution = ?").run(id);
        local.database.prepare("DELETE FROM history WHERE execution = ?").run(id);
        local.database.prepare("DELETE FROM execution WHERE id = ?").run(id);
      }
      return ids.length;
    });
    if (taken === 0) throw new Error(`${caseId} had no execution`);
  } finally {
    await local.close();
  }
}
