import { describe, expect, test } from "vitest";
import { wakeAt } from "../../../infra/local/emulators/step-functions/engine/execution.ts";
import type { JsonObject } from "../../../infra/local/emulators/step-functions/language/json.ts";
import { MONDAY_MORNING } from "./endpoint.ts";
import { callsWork, definition, waitsForAnswer } from "./machines.ts";
import { Walk } from "./walk.ts";

const failing = { ok: false, errorType: "Broken", errorMessage: "It broke" };

async function output(expression: string, input: unknown = {}): Promise<unknown> {
  return (
    await new Walk(
      definition("Say", { Say: { Type: "Pass", Output: `{% ${expression} %}`, End: true } }),
      input,
    ).start()
  ).output;
}

describe("a step is a function of its arguments", () => {
  const text = definition("Ask", { Ask: waitsForAnswer({ TimeoutSeconds: 60, End: true }) });

  test("the same arguments give the same reduction", async () => {
    const [one, two] = await Promise.all([new Walk(text, { a: 1 }).start(), new Walk(text, { a: 1 }).start()]);
    expect(one.last).toEqual(two.last);
  });

  test("the execution given to it is left as it was", async () => {
    const walk = await new Walk(text).start();
    const before = structuredClone(walk.execution);
    const given = walk.execution;
    await walk.invoked({ ok: true, payload: {} });
    await walk.step({ type: "task-succeeded", token: "token-1", output: "{}" });
    expect(given).toEqual(before);
    expect(walk.execution.status).toBe("SUCCEEDED");
  });

  test("it asks for a call and a timer, and for nothing once the execution has ended", async () => {
    const walk = await new Walk(text).start();
    expect(walk.last?.effects).toEqual([
      { type: "invoke", call: 3, functionName: "open", payload: { taskToken: "token-1" } },
      { type: "timer", at: MONDAY_MORNING + 60_000 },
    ]);
    await walk.step({ type: "stop", error: "Enough" });
    expect(walk.last?.effects).toEqual([{ type: "end" }]);
    expect(walk.execution).toMatchObject({ status: "ABORTED", error: "Enough" });
  });

  test("time, chance and ids in expressions come from outside", async () => {
    expect(await output("[$now(), $millis(), $random(), $uuid()]")).toEqual([
      "2026-01-05T02:00:00.000Z",
      MONDAY_MORNING,
      0.5,
      "00000000-0000-4000-8000-000000000000",
    ]);
    expect(await output("$now('[D01]/[M01]/[Y]', '+0700')")).toBe("05/01/2026");
  });
});

describe("Retry waits as its fields say", () => {
  async function delays(retrier: JsonObject, random = 0.5): Promise<number[]> {
    const walk = new Walk(
      definition("Work", { Work: callsWork({ Retry: [{ ErrorEquals: ["Broken"], ...retrier }], End: true }) }),
    );
    walk.random = random;
    await walk.start();
    const waited: number[] = [];
    for (await walk.invoked(failing); walk.execution.status === "RUNNING"; await walk.invoked(failing))
      waited.push(await walk.wake());
    return waited;
  }

  test("one, two and four seconds where it says nothing", async () => {
    expect(await delays({})).toEqual([1_000, 2_000, 4_000]);
  });

  test("never longer than MaxDelaySeconds", async () => {
    expect(await delays({ IntervalSeconds: 10, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 50 })).toEqual([
      10_000, 30_000, 50_000, 50_000,
    ]);
  });

  test("anything up to the delay with full jitter", async () => {
    expect(await delays({ IntervalSeconds: 10, MaxAttempts: 2, JitterStrategy: "FULL" }, 0.25)).toEqual([2_500, 5_000]);
  });

  test("each entry counts its own attempts", async () => {
    const Retry = [
      { ErrorEquals: ["Broken"], MaxAttempts: 1 },
      { ErrorEquals: ["States.ALL"], MaxAttempts: 1, IntervalSeconds: 7 },
    ];
    const walk = await new Walk(definition("Work", { Work: callsWork({ Retry, End: true }) })).start();
    await walk.invoked(failing);
    expect(await walk.wake()).toBe(1_000);
    await walk.invoked({ ok: false, errorType: "Other", errorMessage: "" });
    expect(await walk.wake()).toBe(7_000);
    await walk.invoked(failing);
    expect(walk.execution).toMatchObject({ status: "FAILED", error: "Broken" });
  });
});

describe("what fails and who takes it", () => {
  const rescue = { Type: "Pass", End: true };

  test("an expression that fails in Output goes to Catch", async () => {
    const Work = callsWork({
      Output: "{% $states.result.Payload.no %}",
      Catch: [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "Rescue" }],
      End: true,
    });
    const walk = await new Walk(definition("Work", { Work, Rescue: rescue })).start();
    await walk.invoked({ ok: true, payload: {} });
    expect(walk.types).toEqual([
      "TaskSucceeded",
      "EvaluationFailed",
      "TaskStateExited",
      "PassStateEntered",
      "PassStateExited",
      "ExecutionSucceeded",
    ]);
  });

  test("a Catch whose own Output fails ends the execution", async () => {
    const Work = callsWork({
      Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $nothing %}", Next: "Rescue" }],
      End: true,
    });
    const walk = await new Walk(definition("Work", { Work, Rescue: rescue })).start();
    await walk.invoked(failing);
    expect(walk.execution).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
  });

  test("States.TaskFailed takes every error but a timeout", async () => {
    const Work = callsWork({
      TimeoutSeconds: 5,
      Catch: [{ ErrorEquals: ["States.TaskFailed"], Next: "Rescue" }],
      End: true,
    });
    const failed = await new Walk(definition("Work", { Work, Rescue: rescue })).start();
    await failed.invoked(failing);
    expect(failed.execution.status).toBe("SUCCEEDED");
    const late = await new Walk(definition("Work", { Work, Rescue: rescue })).start();
    expect(await late.wake()).toBe(5_000);
    expect(late.execution).toMatchObject({ status: "FAILED", error: "States.Timeout" });
  });

  test("a missed heartbeat can be caught by its own name, a timeout cannot be mistaken for it", async () => {
    const Ask = waitsForAnswer({
      TimeoutSeconds: 60,
      HeartbeatSeconds: 10,
      Catch: [{ ErrorEquals: ["States.HeartbeatTimeout"], Next: "Rescue" }],
      End: true,
    });
    const walk = await new Walk(definition("Ask", { Ask, Rescue: rescue })).start();
    await walk.wake();
    expect(walk.output).toEqual({ Error: "States.Timeout", Cause: "" });
  });

  test("States.ALL does not take an output above 256 KB", async () => {
    const Work = callsWork({
      Output: "{% $join($range(1, 1000, 1).$pad('x', 300)) %}",
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Rescue" }],
      End: true,
    });
    const walk = await new Walk(definition("Work", { Work, Rescue: rescue })).start();
    await walk.invoked({ ok: true, payload: {} });
    expect(walk.execution).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
  });

  test("a Choice without a match and without Default", async () => {
    const Choose = { Type: "Choice", Choices: [{ Condition: "{% $states.input.no = 1 %}", Next: "Rescue" }] };
    const walk = await new Walk(definition("Choose", { Choose, Rescue: rescue })).start();
    expect(walk.execution.error).toBe("States.NoChoiceMatched");
  });

  test("a Condition that is no boolean", async () => {
    const Choose = { Type: "Choice", Choices: [{ Condition: "{% 'ya' %}", Next: "Rescue" }] };
    const walk = await new Walk(definition("Choose", { Choose, Rescue: rescue })).start();
    expect(walk.execution.cause).toContain("Expected 'boolean', but was 'string'");
  });

  test("a loop that never ends is ended at 25,000 events", async () => {
    const walk = await new Walk(
      definition("Round", { Round: { Type: "Pass", Next: "Again" }, Again: { Type: "Pass", Next: "Round" } }),
    ).start();
    expect(walk.execution).toMatchObject({ status: "FAILED", error: "States.Runtime", lastEventId: 25_000 });
  });

  test("a machine's own time limit", async () => {
    const walk = await new Walk(
      definition("Ask", { Ask: waitsForAnswer({ End: true }) }, { TimeoutSeconds: 30 }),
    ).start();
    expect(await walk.wake()).toBe(30_000);
    expect(walk.execution).toMatchObject({ status: "TIMED_OUT", error: "States.Timeout" });
    expect(walk.types).toEqual(["ExecutionTimedOut"]);
  });
});

describe("answers that come at the wrong time", () => {
  const text = definition("Ask", { Ask: waitsForAnswer({ TimeoutSeconds: 60, HeartbeatSeconds: 20, End: true }) });

  test("an answer after the deadline is late although nobody looked at the timer", async () => {
    const walk = await new Walk(text).start();
    walk.now += 61_000;
    expect(await walk.step({ type: "task-succeeded", token: "token-1", output: "{}" })).toMatchObject({ stale: true });
    expect(walk.execution.status).toBe("FAILED");
  });

  test("a callback before the function has returned ends the task, and the function's answer is dropped", async () => {
    const walk = await new Walk(text).start();
    await walk.step({ type: "task-succeeded", token: "token-1", output: "1" });
    expect(walk.execution).toMatchObject({ status: "SUCCEEDED", output: "1" });
    expect(await walk.step({ type: "invoked", call: 3, result: { ok: true } })).toMatchObject({
      stale: true,
      history: [],
    });
  });

  test("a heartbeat gives the task its time again, up to the timeout", async () => {
    const walk = await new Walk(text).start();
    walk.now += 15_000;
    await walk.step({ type: "heartbeat", token: "token-1" });
    expect(wakeAt(walk.execution)).toBe(MONDAY_MORNING + 35_000);
  });

  test("the token of an attempt is worth nothing in the next", async () => {
    const walk = await new Walk(
      definition("Ask", { Ask: waitsForAnswer({ Retry: [{ ErrorEquals: ["States.ALL"] }], End: true }) }),
    ).start();
    await walk.step({ type: "task-failed", token: "token-1", error: "Again" });
    await walk.wake();
    expect(await walk.step({ type: "task-succeeded", token: "token-1", output: "1" })).toMatchObject({ stale: true });
    expect(await walk.step({ type: "task-succeeded", token: "token-2", output: "2" })).toMatchObject({ stale: false });
  });
});

describe("the functions Step Functions adds to JSONata", () => {
  test.for([
    ["$partition([1,2,3,4,5], 2)", [[1, 2], [3, 4], [5]]],
    ["$range(5, 1, -2)", [5, 3, 1]],
    ["$hash('ya', 'MD5')", "d74600e380dbf727f67113fd71669d88"],
    ["$parse('{\"a\": [1]}')", { a: [1] }],
    ["$random(7) = $random(7)", true],
  ] as const)("%s", async ([expression, expected]) => {
    const value = await output(expression);

    expect(value).toEqual(expected);
  });

  test("$states.result is plain JSON that later steps cannot share", async () => {
    expect(await output("$states.input.list[0]", { list: [{ a: 1 }] })).toEqual({ a: 1 });
    expect(await output("$states.input.list.a", { list: [{ a: 1 }, { a: 2 }] })).toEqual([1, 2]);
  });
});
