import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { WorkflowService } from "./workflow.ts";

/** Step Functions, by the client of AWS. */
export function stepFunctions(): WorkflowService {
  const client = new SFNClient({});
  return {
    startExecution: (input) => client.send(new StartExecutionCommand(input)),
    sendTaskSuccess: (input) => client.send(new SendTaskSuccessCommand(input)),
  };
}
