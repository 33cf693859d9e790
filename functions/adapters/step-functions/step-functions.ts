import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { WorkflowService } from "./workflow.ts";

/** Step Functions, by the client of AWS. */
export function stepFunctions(): WorkflowService {
  const client = new SFNClient({});
  return {
    startExecution: (input) => client.send(new StartExecutionCommand(input)),
    async describeExecution(input) {
      const { error, status } = await client.send(new DescribeExecutionCommand(input));
      return { ...(status ? { status } : {}), ...(error ? { error } : {}) };
    },
    stopExecution: (input) => client.send(new StopExecutionCommand(input)),
    sendTaskSuccess: (input) => client.send(new SendTaskSuccessCommand(input)),
  };
}
