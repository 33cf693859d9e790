import type { Json, JsonObject } from "../../../infra/local/emulators/step-functions/language/json.ts";

/** A role that nobody looks at. */
export const role = "arn:aws:iam::000000000000:role/workflow";

/** A JSONata definition as JSON text. */
export function definition(startAt: string, states: Record<string, JsonObject>, more: JsonObject = {}): string {
  return JSON.stringify({ QueryLanguage: "JSONata", StartAt: startAt, States: states, ...more });
}

/** A Task that calls the function `work`. */
export function callsWork(more: JsonObject): JsonObject {
  const Arguments = { FunctionName: "work", Payload: "{% $states.input %}" };
  return { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Arguments, ...more };
}

/** A Task that hands its token to the function `open` and waits for the answer. */
export function waitsForAnswer(more: JsonObject): JsonObject {
  const Payload: Json = { taskToken: "{% $states.context.Task.Token %}" };
  const Arguments = { FunctionName: "open", Payload };
  return { Type: "Task", Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", Arguments, ...more };
}
