import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Workflow } from "../../domain/ports.ts";

/** @param machines procedure id -> state machine ARN */
export function workflowOn(machines: Record<string, string>): Workflow {
  const client = new SFNClient({});
  return {
    async start(procedure, caseId) {
      const command = new StartExecutionCommand({
        stateMachineArn: machines[procedure],
        name: caseId,
        input: JSON.stringify({ caseId }),
      });
      await ignoring(["ExecutionAlreadyExists"], () => client.send(command));
    },

    async resume(taskToken, outcome) {
      const command = new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ outcome }) });
      await ignoring(["TaskTimedOut", "TaskDoesNotExist"], () => client.send(command));
    },
  };
}

/** Doing something again is harmless: the service says so with these errors. */
async function ignoring(names: string[], call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  }
}
