import { SFN, type HistoryEvent } from "@aws-sdk/client-sfn";
import {
  isObject,
  type Json,
  type JsonObject,
} from "../../../../infra/local/emulators/step-functions/language/json.ts";
import { openEndpoint } from "../endpoint.ts";
import { flatten } from "./history.ts";
import { differences } from "./match.ts";
import { names } from "./play-execution.ts";
import { fill, type ApiScenario, type RecordedCall } from "./scenario.ts";

/** Holds a recorded conversation with a fresh endpoint, and says where the answers differ. */
export async function converse(scenario: ApiScenario): Promise<string[]> {
  const endpoint = await openEndpoint(() => Promise.resolve({ ok: true, payload: {} }));
  const known: Record<string, string> = { ...names };
  const found: string[] = [];
  try {
    for (const [index, call] of scenario.calls.entries()) {
      await endpoint.workflow.idle();
      if (call.operation.startsWith("$")) continue;
      const at = `${index} ${call.operation}`;
      const expected = scenario.expected[index];
      const answer = await send(endpoint.client, call, scenario, known);
      if ("error" in answer) {
        const { code, messagePattern } = expected?.error ?? { code: "no error", messagePattern: "" };
        found.push(...differences(code, answer.error.name, at));
        if (!new RegExp(messagePattern).test(answer.error.message))
          found.push(`${at}: message ${answer.error.message}`);
        continue;
      }
      if (expected?.error) found.push(`${at}: no error, not ${expected.error.code}`);
      for (const [name, field] of Object.entries(call.save ?? {})) known[name] = answer.ok[field] as string;
      const ok = expected?.ok;
      if (isObject(ok) && Object.keys(ok).length > 0)
        found.push(...differences(withDefinitions(ok, scenario), answer.ok, at));
    }
    return found;
  } finally {
    await endpoint.close();
  }
}

type Answered = { ok: JsonObject } | { error: Error };

async function send(
  client: object,
  call: RecordedCall,
  scenario: ApiScenario,
  known: Record<string, string>,
): Promise<Answered> {
  const method = `${call.operation.charAt(0).toLowerCase()}${call.operation.slice(1)}`;
  const operation = (SFN.prototype as unknown as Record<string, (input: Json) => Promise<object>>)[method];
  if (!operation) throw new Error(`The client has no operation ${call.operation}`);
  try {
    const params = fill(withDefinitions(call.params, scenario), known);
    const { $metadata: _metadata, ...answer } = (await operation.call(client, params)) as Record<string, unknown>;
    if (Array.isArray(answer["events"])) answer["events"] = (answer["events"] as HistoryEvent[]).map(flatten);
    return { ok: JSON.parse(JSON.stringify(answer)) as JsonObject };
  } catch (error) {
    return { error: error as Error };
  }
}

/** Puts the JSON text of a definition where `{"$definition": name}` stands. */
function withDefinitions(value: Json, scenario: ApiScenario): Json {
  if (Array.isArray(value)) return value.map((item) => withDefinitions(item, scenario));
  if (!isObject(value)) return value;
  const name = value["$definition"];
  if (typeof name === "string") return JSON.stringify(scenario.definitions?.[name], null, Number(value["indent"] ?? 0));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDefinitions(item, scenario)]));
}
