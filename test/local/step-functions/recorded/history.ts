import { GetExecutionHistoryCommand, type HistoryEvent, type SFNClient } from "@aws-sdk/client-sfn";
import type { Json, JsonObject } from "../../../../infra/local/emulators/step-functions/language/json.ts";

const NOT_RECORDED = ["roleArn", "region", "inputDetails", "outputDetails", "assignedVariablesDetails"];

/** The whole history of an execution, in the form of the records. */
export async function recordedHistory(client: SFNClient, executionArn: string): Promise<JsonObject[]> {
  const events: JsonObject[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, ...(nextToken ? { nextToken } : {}) }),
    );
    events.push(...(page.events ?? []).map(flatten));
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
}

/** An event with its details beside its type, and the JSON in them parsed. */
export function flatten(event: HistoryEvent): JsonObject {
  const { timestamp: _timestamp, type, id, previousEventId, ...rest } = event;
  const details = Object.values(rest).find((value) => value !== undefined) as Record<string, unknown> | undefined;
  const flat: JsonObject = { type: String(type), id: Number(id), previousEventId: Number(previousEventId) };
  for (const [key, value] of Object.entries(details ?? {})) {
    if (value !== undefined && !NOT_RECORDED.includes(key)) flat[key] = parsed(key, value);
  }
  return flat;
}

function parsed(key: string, value: unknown): Json {
  if ((key === "input" || key === "output" || key === "parameters") && typeof value === "string")
    return JSON.parse(value) as Json;
  if (key !== "assignedVariables") return value as Json;
  const variables = value as Record<string, string>;
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, JSON.parse(text) as Json]));
}
