import type { ApiParts, Operation } from "./operation.ts";
import type { Execution, Status } from "../engine/execution.ts";
import { ApiFault, constraint } from "./faults.ts";
import { exceedsDataLimit, isObject, type Json, type JsonObject } from "../language/json.ts";
import type { ExecutionRecord } from "../journal/journal.ts";
import { requireMachine } from "./machine-operations.ts";
import { writePageToken, type Parameters } from "./parameters.ts";
import type { HistoryEvent } from "../engine/step.ts";

const STATUSES: readonly string[] = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"];

/** The operations on executions. */
export const executionOperations: Record<string, Operation> = {
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  DescribeExecution: describeExecution,
  GetExecutionHistory: getExecutionHistory,
  ListExecutions: listExecutions,
  StopExecution: stopExecution,
};

async function startExecution(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const machineArn = parameters.arn("stateMachineArn");
  const name = parameters.name(parts.newId());
  const input = parameters.optionalText("input") ?? "{}";
  parameters.only("traceHeader", () => true);
  parameters.nothingElse();
  const machine = requireMachine(parts, machineArn);
  if (machine.status === "DELETING")
    throw new ApiFault("StateMachineDeleting", `State Machine Is Being Deleted: '${machineArn}'`);
  checkInput(input);

  const arn = `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;
  for (let other = parts.starting.get(arn); other; other = parts.starting.get(arn)) await other.catch(() => undefined);
  const known = parts.journal.executionByArn(arn);
  if (known) return sameAgain(known.execution, input);

  const roleArn = parts.journal.revision(machineArn, machine.revision)?.roleArn ?? "";
  const startedAt = parts.clock.now();
  const execution: Execution = {
    arn,
    name,
    machineArn,
    roleArn,
    input,
    startedAt,
    status: "RUNNING",
    lastEventId: 0,
    variables: {},
  };
  const started = parts.engine.start(machine.revision, execution);
  parts.starting.set(arn, started);
  try {
    await started;
  } finally {
    parts.starting.delete(arn);
  }
  return { executionArn: arn, startDate: startedAt / 1000 };
}

/** Starting again with the same name and input, while it runs, is the same start. */
function sameAgain(execution: Execution, input: string): JsonObject {
  if (execution.status !== "RUNNING" || execution.input !== input) {
    throw new ApiFault("ExecutionAlreadyExists", `Execution Already Exists: '${execution.arn}'`);
  }
  return { executionArn: execution.arn, startDate: execution.startedAt / 1000 };
}

function checkInput(input: string): void {
  if (exceedsDataLimit(input)) throw constraint("input", "<input>", "have length less than or equal to 262144");
  try {
    JSON.parse(input);
  } catch (error) {
    throw new ApiFault(
      "InvalidExecutionInput",
      `Invalid State Machine Execution Input: '${error instanceof Error ? error.message : String(error)}'`,
    );
  }
}

async function startSyncExecution(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  requireMachine(parts, parameters.arn("stateMachineArn"));
  throw new ApiFault("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
}

async function describeExecution(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const { execution } = requireExecution(parts, parameters.arn("executionArn"));
  parameters.only("includedData", (value) => value === "ALL_DATA");
  parameters.nothingElse();
  const { arn, machineArn, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  const isRedrivable = status === "FAILED" || status === "TIMED_OUT" || status === "ABORTED";
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: startedAt / 1000,
    ...(stoppedAt === undefined ? {} : { stopDate: stoppedAt / 1000 }),
    input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    redriveCount: 0,
    redriveStatus: isRedrivable ? "REDRIVABLE" : "NOT_REDRIVABLE",
    ...(isRedrivable ? {} : { redriveStatusReason: `Execution is ${status} and cannot be redriven` }),
  };
}

async function getExecutionHistory(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const { id } = requireExecution(parts, parameters.arn("executionArn"));
  const size = parameters.pageSize();
  const place = Number(parameters.pageToken() ?? 0);
  const isReverse = parameters.optionalBoolean("reverseOrder") ?? false;
  const withData = parameters.optionalBoolean("includeExecutionData") ?? true;
  parameters.nothingElse();
  const events = parts.journal.history(id);
  if (isReverse) events.reverse();
  const start = place === 0 ? 0 : events.findIndex((event) => event.id === place);
  if (start < 0) throw new ApiFault("InvalidToken", "Invalid Token: 'Invalid token'");
  const page = events.slice(start, start + size);
  const next = events[start + size];
  return {
    events: page.map((event) => (withData ? event : withoutData(event)) as unknown as Json),
    ...(next ? { nextToken: writePageToken(String(next.id)) } : {}),
  };
}

const DATA_FIELDS = [
  "input",
  "inputDetails",
  "output",
  "outputDetails",
  "parameters",
  "assignedVariables",
  "assignedVariablesDetails",
];

function withoutData(event: HistoryEvent): HistoryEvent {
  const entries = Object.entries(event).map(([key, value]): [string, unknown] => {
    if (!key.endsWith("EventDetails") || !isObject(value)) return [key, value];
    return [key, Object.fromEntries(Object.entries(value).filter(([name]) => !DATA_FIELDS.includes(name)))];
  });
  return Object.fromEntries(entries) as HistoryEvent;
}

async function listExecutions(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const machineArn = parameters.arn("stateMachineArn");
  const filter = parameters.optionalText("statusFilter");
  const size = parameters.pageSize();
  const before = Number(parameters.pageToken() ?? Number.MAX_SAFE_INTEGER);
  parameters.nothingElse();
  if (filter !== undefined && !STATUSES.includes(filter))
    throw constraint("statusFilter", filter, `satisfy enum value set: [${STATUSES.join(", ")}]`);
  requireMachine(parts, machineArn);
  const found = parts.journal.executions(machineArn, filter as Status | undefined, before, size + 1);
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    executions: page.map(({ execution }) => ({
      executionArn: execution.arn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: execution.status,
      startDate: execution.startedAt / 1000,
      ...(execution.stoppedAt === undefined ? {} : { stopDate: execution.stoppedAt / 1000 }),
      redriveCount: 0,
    })),
    ...(found.length > size && last ? { nextToken: writePageToken(String(last.id)) } : {}),
  };
}

async function stopExecution(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const { id } = requireExecution(parts, parameters.arn("executionArn"));
  const error = parameters.optionalText("error");
  const cause = parameters.optionalText("cause");
  parameters.nothingElse();
  const { execution } = await parts.engine.deliver(id, {
    type: "stop",
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  return { stopDate: (execution.stoppedAt ?? parts.clock.now()) / 1000 };
}

function requireExecution({ journal }: ApiParts, arn: string): ExecutionRecord {
  const record = journal.executionByArn(arn);
  if (!record) throw new ApiFault("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  return record;
}
