import type { Workflow } from "../../domain/ports.ts";

/** What a workflow service is asked; it refuses by errors with the names that Step Functions gives them. */
export interface WorkflowService {
  startExecution(input: { stateMachineArn: string | undefined; name: string; input: string }): Promise<unknown>;
  sendTaskSuccess(input: { taskToken: string; output: string }): Promise<unknown>;
}

/** @param machines procedure id -> state machine ARN */
export function workflowOn(service: WorkflowService, machines: Record<string, string>): Workflow {
  return {
    async start(procedure, caseId) {
      const started = { stateMachineArn: machines[procedure], name: caseId, input: JSON.stringify({ caseId }) };
      await ignoring(["ExecutionAlreadyExists"], () => service.startExecution(started));
    },

    async resume(taskToken, outcome) {
      const answered = { taskToken, output: JSON.stringify({ outcome }) };
      await ignoring(["TaskTimedOut", "TaskDoesNotExist"], () => service.sendTaskSuccess(answered));
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
