import { isObject, type Json, type JsonObject } from "../language/json.ts";
import { executionOperations } from "./execution-operations.ts";
import { ApiFault } from "./faults.ts";
import { machineOperations } from "./machine-operations.ts";
import type { ApiResponse, ApiParts, Operation } from "./operation.ts";
import { Parameters } from "./parameters.ts";
import { taskOperations } from "./task-operations.ts";

const operations = new Map<string, Operation>(
  Object.entries({ ...machineOperations, ...executionOperations, ...taskOperations, CreateActivity: createActivity }),
);

/**
 * Answers a request of the AWS JSON 1.0 protocol.
 * @param target the `X-Amz-Target` header, such as `AWSStepFunctions.StartExecution`.
 * @param body the request's JSON text.
 */
export async function respond(parts: ApiParts, target: string, body: string): Promise<ApiResponse> {
  try {
    const [service, name, ...rest] = target.split(".");
    const operation =
      service === "AWSStepFunctions" && name !== undefined && rest.length === 0 ? operations.get(name) : undefined;
    if (!operation) throw new ApiFault("UnknownOperationException", `The operation ${target} is not supported here`);
    return { status: 200, body: JSON.stringify(await operation(parts, new Parameters(parse(body)))) };
  } catch (error) {
    return fault(parts, target, error);
  }
}

function parse(body: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(body === "" ? "{}" : body) as Json;
  } catch {
    throw new ApiFault("SerializationException", "The request is not JSON");
  }
  if (!isObject(value)) throw new ApiFault("SerializationException", "The request must be a JSON object");
  return value;
}

function fault(parts: ApiParts, target: string, error: unknown): ApiResponse {
  if (error instanceof ApiFault)
    return { status: error.status, body: JSON.stringify({ __type: error.code, message: error.message }) };
  parts.log("A request failed", { target, error });
  return {
    status: 500,
    body: JSON.stringify({ __type: "InternalFailure", message: "The request could not be carried out" }),
  };
}

/** Activities are not carried here; a name that the service would refuse is told as such. */
async function createActivity(_parts: ApiParts, parameters: Parameters): Promise<JsonObject> {
  parameters.name();
  throw new ApiFault("UnknownOperationException", "Activities are not supported here");
}
