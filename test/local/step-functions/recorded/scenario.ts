import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Json, JsonObject } from "../../../../infra/local/emulators/step-functions/language/json.ts";

/** What the function of a scenario does when it is called. */
export interface LambdaBehaviour {
  echo?: true;
  returns?: Json;
  fails?: { errorType: string; errorMessage: string };
  sleepSeconds?: number;
  callback?: "success" | "failure" | "none";
  output?: Json;
  outputIsPayload?: true;
  heartbeats?: number;
  error?: string;
  cause?: string;
}

/** A recorded execution. */
export interface ExecutionScenario {
  name: string;
  tags: string[];
  definition: JsonObject;
  input: Json;
  lambda: LambdaBehaviour | null;
  expected: {
    status: string;
    output?: Json;
    error?: Json;
    cause?: Json;
    describe?: JsonObject;
    events: JsonObject[];
  };
}

/** A call of a recorded conversation with the API; operations that start with `$` are done by the suite itself. */
export interface RecordedCall {
  operation: string;
  params: JsonObject;
  save?: Record<string, string>;
}

/** A recorded conversation with the API. */
export interface ApiScenario {
  name: string;
  tags: string[];
  definitions?: Record<string, JsonObject>;
  calls: RecordedCall[];
  expected: ({ ok?: Json; error?: { code: string; messagePattern: string } } | null)[];
}

/** The folder with the recorded behaviours. */
export const scenarioFolder =
  process.env["SFN_SCENARIOS"] ?? resolve(import.meta.dirname, "../../../../../shared/step-functions");

/** The recorded behaviours, or undefined where the folder is absent. */
export function loadScenarios(): { executions: ExecutionScenario[]; conversations: ApiScenario[] } | undefined {
  const file = join(scenarioFolder, "scenarios.json");
  if (!existsSync(file)) return undefined;
  const { scenarios } = JSON.parse(readFileSync(file, "utf8")) as { scenarios: (ExecutionScenario | ApiScenario)[] };
  return {
    executions: scenarios.filter((scenario): scenario is ExecutionScenario => "definition" in scenario),
    conversations: scenarios.filter((scenario): scenario is ApiScenario => "calls" in scenario),
  };
}

/** Fills placeholders such as `${Lambda}` and `{"$repeat": ...}` in a value. */
export function fill(value: Json, names: Record<string, string>): Json {
  if (typeof value === "string") return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
  if (Array.isArray(value)) return value.map((item) => fill(item, names));
  if (typeof value !== "object" || value === null) return value;
  const repeat = value["$repeat"] as { text: string; times: number } | undefined;
  if (repeat) return repeat.text.repeat(repeat.times);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, names)]));
}
