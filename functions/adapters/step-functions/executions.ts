import {
  DescribeExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  type SFNClient,
} from "@aws-sdk/client-sfn";
import type { WorkflowService } from "./workflow.ts";

/** What only those may ask who start executions and look after them. */
export function executionsBy(client: SFNClient): Omit<WorkflowService, "sendTaskSuccess"> {
  return {
    startExecution: (input) => client.send(new StartExecutionCommand(input)),
    async describeExecution(input) {
      const { error, status } = await client.send(new DescribeExecutionCommand(input));
      return { ...(status ? { status } : {}), ...(error ? { error } : {}) };
    },
    stopExecution: (input) => client.send(new StopExecutionCommand(input)),
  };
}
