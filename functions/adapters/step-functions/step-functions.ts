import { SendTaskSuccessCommand, SFNClient } from "@aws-sdk/client-sfn";
import { executionsBy } from "./executions.ts";
import type { WorkflowService } from "./workflow.ts";

/** Step Functions, by the client of AWS. */
export function stepFunctions(): WorkflowService {
  const client = new SFNClient({});
  return {
    startExecution: (input) => executionsBy(client).startExecution(input),
    describeExecution: (input) => executionsBy(client).describeExecution(input),
    stopExecution: (input) => executionsBy(client).stopExecution(input),
    sendTaskSuccess: (input) => client.send(new SendTaskSuccessCommand(input)),
  };
}
