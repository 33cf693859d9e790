import type { ApiParts, Operation } from "./operation.ts";
import { definitionErrorMessage } from "./diagnostics.ts";
import { ApiFault } from "./faults.ts";
import type { JsonObject } from "../language/json.ts";
import type { MachineRecord, RevisionRecord } from "../journal/journal.ts";
import { takePlainSettings, writePageToken, type Parameters } from "./parameters.ts";
import { prepareMachine } from "../language/prepare.ts";
import { nameInArn } from "../engine/step.ts";

const MAX_DEFINITION_LENGTH = 1_048_576;

/** What the service answers where nothing is logged and nothing traced. */
const plainSettings: JsonObject = {
  loggingConfiguration: { includeExecutionData: false, level: "OFF" },
  tracingConfiguration: { enabled: false },
};

/** The operations on state machines. */
export const machineOperations: Record<string, Operation> = {
  CreateStateMachine: createStateMachine,
  UpdateStateMachine: updateStateMachine,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  ListStateMachines: listStateMachines,
  DeleteStateMachine: deleteStateMachine,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
};

/** The machine behind an ARN. */
export function requireMachine({ journal }: ApiParts, arn: string): MachineRecord {
  const machine = journal.machine(arn);
  if (!machine) throw new ApiFault("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

async function createStateMachine(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const name = parameters.name();
  const definition = parameters.text("definition");
  const roleArn = parameters.text("roleArn");
  const type = parameters.optionalText("type") ?? "STANDARD";
  takePlainSettings(parameters);
  parameters.only("tags", (value) => Array.isArray(value) && value.length === 0);
  parameters.nothingElse();
  if (type !== "STANDARD")
    throw new ApiFault("StateMachineTypeNotSupported", `State machines of type ${type} are not supported here`);
  checkDefinition(definition);

  const arn = `arn:aws:states:${parts.region}:${parts.accountId}:stateMachine:${name}`;
  await parts.engine.write(() => {
    // Looked up inside the write: two creations may share one commit.
    if (parts.journal.machine(arn)) return;
    const createdAt = parts.clock.now();
    const revision = parts.journal.lastRevision(arn) + 1;
    parts.journal.putMachine({ arn, name, status: "ACTIVE", revision, createdAt });
    parts.journal.putRevision({ arn, revision, definition, roleArn, createdAt });
  });
  return existing(parts, requireMachine(parts, arn), definition);
}

/** What a creation comes to: creating the same machine again changes nothing; the role is not compared, as on the service. */
function existing(parts: ApiParts, machine: MachineRecord, definition: string): JsonObject {
  if (machine.status === "DELETING") throw deleting(machine.arn);
  if (currentRevision(parts, machine).definition !== definition) {
    throw new ApiFault("StateMachineAlreadyExists", `State Machine Already Exists: '${machine.arn}'`);
  }
  return { stateMachineArn: machine.arn, creationDate: machine.createdAt / 1000 };
}

async function updateStateMachine(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const machine = requireMachine(parts, parameters.arn("stateMachineArn"));
  const definition = parameters.optionalText("definition");
  const roleArn = parameters.optionalText("roleArn");
  takePlainSettings(parameters);
  parameters.nothingElse();
  if (machine.status === "DELETING") throw deleting(machine.arn);
  if (definition === undefined && roleArn === undefined) {
    throw new ApiFault(
      "MissingRequiredParameter",
      "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
    );
  }
  if (definition !== undefined) checkDefinition(definition);

  const updatedAt = parts.clock.now();
  let revision = 0;
  await parts.engine.write(() => {
    const current = currentRevision(parts, requireMachine(parts, machine.arn));
    revision = parts.journal.lastRevision(machine.arn) + 1;
    parts.journal.putRevision({
      arn: machine.arn,
      revision,
      definition: definition ?? current.definition,
      roleArn: roleArn ?? current.roleArn,
      createdAt: updatedAt,
    });
    parts.journal.putMachine({ ...machine, revision });
  });
  return { updateDate: updatedAt / 1000, revisionId: revisionId(revision) };
}

async function describeStateMachine(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const machine = requireMachine(parts, parameters.arn("stateMachineArn"));
  parameters.only("includedData", (value) => value === "ALL_DATA");
  parameters.nothingElse();
  const { definition, roleArn, revision } = currentRevision(parts, machine);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: machine.status,
    type: "STANDARD",
    creationDate: machine.createdAt / 1000,
    definition,
    roleArn,
    ...(revision === 1 ? {} : { revisionId: revisionId(revision) }),
    ...plainSettings,
  };
}

async function describeStateMachineForExecution(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const arn = parameters.arn("executionArn");
  parameters.only("includedData", (value) => value === "ALL_DATA");
  parameters.nothingElse();
  const record = parts.journal.executionByArn(arn);
  if (!record) throw new ApiFault("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  const { machineArn } = record.execution;
  const revision = parts.journal.revision(machineArn, record.revision);
  if (!revision) throw new Error(`Revision ${record.revision} of ${machineArn} is missing`);
  return {
    stateMachineArn: machineArn,
    name: nameInArn(machineArn),
    definition: revision.definition,
    roleArn: revision.roleArn,
    updateDate: revision.createdAt / 1000,
    ...(revision.revision === 1 ? {} : { revisionId: revisionId(revision.revision) }),
    ...plainSettings,
  };
}

async function listStateMachines({ journal }: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const size = parameters.pageSize();
  const after = parameters.pageToken() ?? "";
  parameters.nothingElse();
  const found = journal.machines(after, size + 1);
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    stateMachines: page.map(({ arn, name, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type: "STANDARD",
      creationDate: createdAt / 1000,
    })),
    ...(found.length > size && last ? { nextToken: writePageToken(last.arn) } : {}),
  };
}

/** The machine goes once its last running execution has ended; until then it starts no other. */
async function deleteStateMachine({ journal, engine }: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const arn = parameters.arn("stateMachineArn");
  parameters.nothingElse();
  await engine.write(() => {
    const machine = journal.machine(arn);
    if (!machine) return;
    if (journal.isRunning(arn)) journal.putMachine({ ...machine, status: "DELETING" });
    else journal.removeMachine(arn);
  });
  return {};
}

async function validateStateMachineDefinition(_parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const definition = parameters.text("definition");
  parameters.only("type", (value) => value === "STANDARD");
  const severity = parameters.optionalText("severity") ?? "ERROR";
  parameters.only("maxResults", (value) => value === 0 || value === 100);
  parameters.nothingElse();
  const { diagnostics } = prepareMachine(definition);
  const failed = diagnostics.some((diagnostic) => diagnostic.severity === "ERROR");
  const shown = diagnostics.filter((diagnostic) => severity === "WARNING" || diagnostic.severity === "ERROR");
  return {
    result: failed ? "FAIL" : "OK",
    diagnostics: shown.slice(0, 100).map((diagnostic) => ({ ...diagnostic })),
    truncated: shown.length > 100,
  };
}

function checkDefinition(definition: string): void {
  if (definition.length > MAX_DEFINITION_LENGTH)
    throw new ApiFault(
      "InvalidDefinition",
      `Invalid State Machine Definition: 'The definition is longer than ${MAX_DEFINITION_LENGTH} characters'`,
    );
  const { machine, diagnostics } = prepareMachine(definition);
  if (!machine) throw new ApiFault("InvalidDefinition", definitionErrorMessage(diagnostics));
}

function currentRevision({ journal }: ApiParts, machine: MachineRecord): RevisionRecord {
  const revision = journal.revision(machine.arn, machine.revision);
  if (!revision) throw new Error(`Revision ${machine.revision} of ${machine.arn} is missing`);
  return revision;
}

function deleting(arn: string): ApiFault {
  return new ApiFault("StateMachineDeleting", `State Machine Is Being Deleted: '${arn}'`);
}

function revisionId(revision: number): string {
  return `00000000-0000-4000-8000-${String(revision).padStart(12, "0")}`;
}
