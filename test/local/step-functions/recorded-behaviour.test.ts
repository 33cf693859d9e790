import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../infra/local/emulators/step-functions/language/json.ts";
import { differences } from "./recorded/match.ts";
import { converse } from "./recorded/play-conversation.ts";
import { createOnly, names, play } from "./recorded/play-execution.ts";
import { fill, loadScenarios, scenarioFolder, type ExecutionScenario } from "./recorded/scenario.ts";

const scenarios = loadScenarios();

if (!scenarios) {
  test.skip(`behaviours recorded from the real service: skipped, there is no ${scenarioFolder}/scenarios.json`, () =>
    undefined);
} else {
  const outside = scenarios.executions.filter((scenario) => constructsOutside(scenario).length > 0);
  const inside = scenarios.executions.filter((scenario) => constructsOutside(scenario).length === 0);

  describe(`${inside.length} recorded executions go as on the real service`, () => {
    test.for(inside.map((scenario) => [scenario.name, scenario] as const))("%s", async ([, scenario]) => {
      const { description, events } = await play(scenario);
      const { status, output, error, cause, describe: recorded } = scenario.expected;
      const expected = { status, output, error: error ?? undefined, cause: cause ?? undefined };
      const actual = {
        status: String(description.status),
        output: description.output === undefined ? undefined : (JSON.parse(description.output) as Json),
        error: description.error,
        cause: description.cause,
      };
      const found = Object.entries(expected).flatMap(([key, value]) =>
        differences(value === undefined ? undefined : fill(value, names), actual[key as keyof typeof actual], key),
      );
      const recordedEvents = scenario.expected.events.map((event) => fill(event, names) as JsonObject);
      found.push(...differences(recordedEvents.map(withoutIds), events.map(withoutIds), "events"));
      if (recorded) found.push(...differences(recorded, descriptionAs(recorded, description), "describe"));
      expect(found).toEqual([]);
    });
  });

  describe(`${scenarios.conversations.length} recorded conversations get the same answers and errors`, () => {
    test.for(scenarios.conversations.map((scenario) => [scenario.name, scenario] as const))(
      "%s",
      async ([, scenario]) => {
        expect(await converse(scenario)).toEqual([]);
      },
    );
  });

  describe(`${outside.length} recorded executions outside the subset are refused when the machine is created`, () => {
    test.for(outside.map((scenario) => [scenario.name, scenario] as const))("%s", async ([, scenario]) => {
      const refusal = await createOnly(scenario).then(
        () => undefined,
        (error: unknown) => error as Error,
      );
      expect(refusal?.name).toBe("InvalidDefinition");
      for (const construct of constructsOutside(scenario)) expect(refusal?.message).toContain(construct);
    });
  });
}

/** The constructs of a definition that this endpoint does not carry. */
function constructsOutside({ definition }: ExecutionScenario): string[] {
  const states = Object.values(definition["States"] as Record<string, JsonObject>);
  const types = new Set(states.map((state) => state["Type"] as string));
  return ["Map", "Parallel"].filter((type) => types.has(type)).map((type) => `State type ${type}`);
}

/** Event ids count up by one on both sides; the previous event's id is not required to match. */
function withoutIds({
  id: _id,
  previousEventId: _previous,
  anyOrderInBlock: _block,
  ...event
}: JsonObject): JsonObject {
  return event;
}

/** The description as far as the recorded one knows its fields: some records are older than redriving. */
function descriptionAs(recorded: JsonObject, description: object): JsonObject {
  const { $metadata: _metadata, ...plain } = JSON.parse(JSON.stringify(description)) as JsonObject;
  for (const key of ["input", "output"])
    if (typeof plain[key] === "string") plain[key] = JSON.parse(plain[key]) as Json;
  for (const key of Object.keys(plain)) if (key.startsWith("redrive") && !(key in recorded)) delete plain[key];
  return plain;
}
