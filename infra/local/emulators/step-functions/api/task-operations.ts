import type { ApiParts, Operation } from "./operation.ts";
import type { ExecutionEvent } from "../engine/execution.ts";
import { ApiFault } from "./faults.ts";
import { exceedsDataLimit, type JsonObject } from "../language/json.ts";
import type { Parameters } from "./parameters.ts";

// What we give out: 256 bits or more, in base64url. Anything else cannot be a token.
const TOKEN_FORM = /^[\w-]{43,2048}$/;

/** The operations by which the holder of a task token answers. */
export const taskOperations: Record<string, Operation> = {
  SendTaskSuccess: sendTaskSuccess,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
};

async function sendTaskSuccess(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const token = parameters.text("taskToken");
  const output = parameters.text("output");
  parameters.nothingElse();
  const id = executionOf(parts, token);
  checkOutput(output);
  return answer(parts, id, { type: "task-succeeded", token, output });
}

async function sendTaskFailure(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const token = parameters.text("taskToken");
  const error = parameters.optionalText("error");
  const cause = parameters.optionalText("cause");
  parameters.nothingElse();
  const id = executionOf(parts, token);
  return answer(parts, id, {
    type: "task-failed",
    token,
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
}

async function sendTaskHeartbeat(parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  const token = parameters.text("taskToken");
  parameters.nothingElse();
  return answer(parts, executionOf(parts, token), { type: "heartbeat", token });
}

function executionOf({ journal }: ApiParts, token: string): number {
  if (!TOKEN_FORM.test(token)) throw new ApiFault("InvalidToken", "Invalid Token: 'Invalid token'");
  const id = journal.executionOfToken(token);
  if (id === undefined) throw new ApiFault("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist'");
  return id;
}

function checkOutput(output: string): void {
  try {
    JSON.parse(output);
  } catch (error) {
    throw new ApiFault("InvalidOutput", `Invalid Output: '${error instanceof Error ? error.message : String(error)}'`);
  }
  if (exceedsDataLimit(output))
    throw new ApiFault("InvalidOutput", "Invalid Output: 'The output is larger than 262144 bytes'");
}

async function answer({ engine }: ApiParts, id: number, event: ExecutionEvent): Promise<JsonObject> {
  const { stale } = await engine.deliver(id, event);
  if (stale) throw new ApiFault("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  return {};
}
