import { machineName, placeName } from "../../../statemachines/language/table.ts";
import { runName } from "../../domain/execution/run.ts";
import type { Run, RunState, Workflow } from "../../domain/ports.ts";
import { Fault } from "../../domain/refusal.ts";

/** What a workflow service is asked; it refuses by errors with the names that Step Functions gives them. */
export interface WorkflowService {
  startExecution(input: { stateMachineArn: string; name: string; input: string }): Promise<unknown>;
  describeExecution(input: { executionArn: string }): Promise<{ status?: string; error?: string }>;
  stopExecution(input: { executionArn: string; error: string }): Promise<unknown>;
  sendTaskSuccess(input: { taskToken: string; output: string }): Promise<unknown>;
}

/** Error of an execution that another has taken over from. */
const replaced = "Replaced";

/** @param machines answers name of a machine (`machineName`) -> its ARN, or that of an alias */
export function workflowOn(service: WorkflowService, machines: () => Record<string, string>): Workflow {
  const machineOf = ({ procedure, version }: Run): string => {
    const arn = machines()[machineName(procedure, version)];
    if (arn === undefined) throw new Fault(`no machine for ${machineName(procedure, version)}`);
    return arn;
  };
  const executionArn = (run: Run): string => `${machineArn(machineOf(run))}:${runName(run)}`;
  return {
    async start(run) {
      const input = JSON.stringify(inputOf(run));
      const asked = { stateMachineArn: machineOf(run), name: runName(run), input };
      return unless(["ExecutionAlreadyExists"], () => service.startExecution(asked));
    },

    async state(run) {
      try {
        const { error, status } = await service.describeExecution({ executionArn: executionArn(run) });
        return { status: statusOf(status), error: error ?? null };
      } catch (error) {
        if (isNamed(error, ["ExecutionDoesNotExist"])) return { status: "missing", error: null };
        throw error;
      }
    },

    async stop(run) {
      const asked = { executionArn: executionArn(run), error: replaced };
      await unless(["ExecutionDoesNotExist"], () => service.stopExecution(asked));
    },

    async resume(taskToken, outcome) {
      const answered = { taskToken, output: JSON.stringify({ outcome }) };
      return unless(["TaskTimedOut", "TaskDoesNotExist"], () => service.sendTaskSuccess(answered));
    },
  };
}

/** What an execution begins with; the same each time it is started. */
function inputOf({ caseId, from }: Run): Record<string, string> {
  return { caseId, ...(from ? { resumeAt: placeName(from), ...from } : {}) };
}

/** Executions belong to the machine, whatever alias they were started through. */
function machineArn(arn: string): string {
  const [prefix = "", name = ""] = arn.split(":stateMachine:");
  return `${prefix}:execution:${name.split(":")[0] ?? ""}`;
}

function statusOf(status = ""): RunState["status"] {
  if (status === "RUNNING" || status === "PENDING_REDRIVE") return "running";
  return status === "SUCCEEDED" ? "succeeded" : "broken";
}

/** False where the service refuses by one of these errors. */
async function unless(names: string[], call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (isNamed(error, names)) return false;
    throw error;
  }
}

function isNamed(error: unknown, names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
