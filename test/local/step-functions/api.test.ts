import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../infra/local/emulators/step-functions/language/json.ts";
import type { BrokenExecution } from "../../../infra/local/emulators/step-functions/engine/workflow.ts";
import { openEndpoint, type Endpoint } from "./endpoint.ts";
import { callsWork, definition, role, waitsForAnswer } from "./machines.ts";

const asking = definition("Ask", { Ask: waitsForAnswer({ TimeoutSeconds: 3600, End: true }) });
const passing = definition("Pass", { Pass: { Type: "Pass", End: true } });

let endpoint: Endpoint;
let tokens: string[];
/** Executions that ended without having succeeded, with their status. */
let broken: string[];

beforeEach(async () => {
  [tokens, broken] = [[], []];
  const onBroken = ({ name, status }: BrokenExecution) => void broken.push(`${name} ${status}`);
  endpoint = await openEndpoint(
    (functionName, payload) => {
      if (functionName === "open") tokens.push((payload as JsonObject)["taskToken"] as string);
      return Promise.resolve({ ok: true, payload });
    },
    { onBroken },
  );
});
afterEach(() => endpoint.close());

async function create(text: string, name = "visit"): Promise<string> {
  const { stateMachineArn } = await endpoint.client.send(
    new CreateStateMachineCommand({ name, definition: text, roleArn: role }),
  );
  return String(stateMachineArn);
}

async function start(stateMachineArn: string, name?: string, input?: string): Promise<string> {
  const { executionArn } = await endpoint.client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  await endpoint.workflow.idle();
  return String(executionArn);
}

async function status(executionArn: string): Promise<string | undefined> {
  return (await endpoint.client.send(new DescribeExecutionCommand({ executionArn }))).status;
}

function lastToken(): string {
  return tokens.at(-1) ?? "";
}

function named(name: string): { name: string } {
  return expect.objectContaining({ name }) as { name: string };
}

describe("starting", () => {
  test("the same name and input while it runs is the same execution", async () => {
    const machine = await create(asking);
    const both = await Promise.all([start(machine, "KJG-1", "{}"), start(machine, "KJG-1", "{}")]);
    expect(await start(machine, "KJG-1", "{}")).toBe(both[0]);
    expect(both[1]).toBe(both[0]);
    expect(tokens).toHaveLength(1);
  });

  test("another input, or the name of an ended execution, is refused", async () => {
    const machine = await create(asking);
    await start(machine, "KJG-1", "{}");
    await expect(start(machine, "KJG-1", '{"a":1}')).rejects.toEqual(named("ExecutionAlreadyExists"));
    await endpoint.client.send(new SendTaskSuccessCommand({ taskToken: lastToken(), output: "{}" }));
    await expect(start(machine, "KJG-1", "{}")).rejects.toEqual(named("ExecutionAlreadyExists"));
  });

  test.for(["null", "2", '"text"', "[]"])("the input %s is valid", async (input) => {
    const { output } = await endpoint.client.send(
      new DescribeExecutionCommand({ executionArn: await start(await create(passing), "a", input) }),
    );
    expect(output).toBe(input);
  });

  test.for([
    ["", "InvalidExecutionInput"],
    ["{", "InvalidExecutionInput"],
    [`"${"x".repeat(262_144)}"`, "ValidationException"],
  ] as const)("the input %.5s is refused", async ([input, code]) => {
    const machine = await create(passing);
    await expect(start(machine, "a", input)).rejects.toEqual(named(code));
  });

  test.for(["", "a b", "a/b", "a:b", "x".repeat(81)])("the name %s is refused", async (name) => {
    const machine = await create(passing);
    await expect(start(machine, name)).rejects.toEqual(named("InvalidName"));
  });

  test("an unknown machine", async () => {
    const machine = await create(passing);
    await expect(start(`${machine}x`)).rejects.toEqual(named("StateMachineDoesNotExist"));
  });
});

describe("task tokens", () => {
  test("a token is answered once; after that its task has ended", async () => {
    const execution = await start(await create(asking));
    const taskToken = lastToken();
    await endpoint.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await endpoint.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"outcome":"ya"}' }));
    expect(await status(execution)).toBe("SUCCEEDED");
    await expect(endpoint.client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" }))).rejects.toEqual(
      named("TaskTimedOut"),
    );
    await expect(endpoint.client.send(new SendTaskFailureCommand({ taskToken }))).rejects.toEqual(
      named("TaskTimedOut"),
    );
    await expect(endpoint.client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toEqual(
      named("TaskTimedOut"),
    );
  });

  test("of twenty answers at once one counts", async () => {
    await start(await create(asking));
    const answers = Array.from(
      { length: 20 },
      (_, n) => new SendTaskSuccessCommand({ taskToken: lastToken(), output: String(n) }),
    );
    const settled = await Promise.allSettled(answers.map((answer) => endpoint.client.send(answer)));
    expect(settled.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  });

  test("after its timeout a task takes no answer", async () => {
    const execution = await start(await create(asking));
    endpoint.clock.advance(3_600_000);
    await endpoint.workflow.idle();
    expect(await status(execution)).toBe("FAILED");
    await expect(
      endpoint.client.send(new SendTaskSuccessCommand({ taskToken: lastToken(), output: "{}" })),
    ).rejects.toEqual(named("TaskTimedOut"));
  });

  test("a token nobody was given, and one that is none", async () => {
    const unknown = new SendTaskHeartbeatCommand({ taskToken: "A".repeat(64) });
    await expect(endpoint.client.send(unknown)).rejects.toEqual(named("TaskDoesNotExist"));
    await expect(endpoint.client.send(new SendTaskHeartbeatCommand({ taskToken: "no token" }))).rejects.toEqual(
      named("InvalidToken"),
    );
  });

  test("an output that is no JSON leaves the task open", async () => {
    const execution = await start(await create(asking));
    await expect(
      endpoint.client.send(new SendTaskSuccessCommand({ taskToken: lastToken(), output: "{" })),
    ).rejects.toEqual(named("InvalidOutput"));
    expect(await status(execution)).toBe("RUNNING");
  });

  test("tokens are long and all different", async () => {
    const machine = await create(asking);
    for (let n = 0; n < 20; n += 1) await start(machine);
    expect(new Set(tokens).size).toBe(20);
    expect(Math.min(...tokens.map((token) => token.length))).toBeGreaterThanOrEqual(43);
  });
});

describe("machines", () => {
  test("a running execution keeps the definition it was started with", async () => {
    const machine = await create(
      definition("Ask", { Ask: waitsForAnswer({ Next: "Old" }), Old: { Type: "Pass", Output: "old", End: true } }),
    );
    const before = await start(machine);
    const oldToken = lastToken();
    const changed = definition("Ask", {
      Ask: waitsForAnswer({ Next: "New" }),
      New: { Type: "Pass", Output: "new", End: true },
    });
    const { revisionId } = await endpoint.client.send(
      new UpdateStateMachineCommand({ stateMachineArn: machine, definition: changed }),
    );
    const after = await start(machine);
    for (const taskToken of [oldToken, lastToken()])
      await endpoint.client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" }));
    const outputs = await Promise.all(
      [before, after].map(
        async (executionArn) => (await endpoint.client.send(new DescribeExecutionCommand({ executionArn }))).output,
      ),
    );
    expect(outputs).toEqual(['"old"', '"new"']);
    const [old, current] = await Promise.all(
      [before, after].map((executionArn) =>
        endpoint.client.send(new DescribeStateMachineForExecutionCommand({ executionArn })),
      ),
    );
    expect(old?.definition).not.toBe(changed);
    expect(current).toMatchObject({ definition: changed, revisionId });
  });

  test("creating again with another definition is refused, with the same one it changes nothing", async () => {
    const machine = await create(passing);
    expect(await create(passing)).toBe(machine);
    await expect(create(asking)).rejects.toEqual(named("StateMachineAlreadyExists"));
    const [one, two] = await Promise.allSettled([create(passing, "twice"), create(asking, "twice")]);
    expect([one.status, two.status]).toEqual(["fulfilled", "rejected"]);
  });

  test("a deleted machine starts nothing more and goes with its last execution", async () => {
    const stateMachineArn = await create(asking);
    const execution = await start(stateMachineArn);
    await endpoint.client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    expect(await endpoint.client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      status: "DELETING",
    });
    await expect(start(stateMachineArn)).rejects.toEqual(named("StateMachineDeleting"));
    await endpoint.client.send(new SendTaskSuccessCommand({ taskToken: lastToken(), output: "{}" }));
    expect(await status(execution)).toBe("SUCCEEDED");
    await expect(endpoint.client.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toEqual(
      named("StateMachineDoesNotExist"),
    );
    expect(await start(await create(passing))).toContain("execution:visit:");
  });

  test("what this endpoint cannot do is refused, not ignored", async () => {
    const base = { name: "visit", definition: passing, roleArn: role };
    const express = new CreateStateMachineCommand({ ...base, type: "EXPRESS" });
    await expect(endpoint.client.send(express)).rejects.toEqual(named("StateMachineTypeNotSupported"));
    const logged = new CreateStateMachineCommand({ ...base, loggingConfiguration: { level: "ALL" } });
    await expect(endpoint.client.send(logged)).rejects.toEqual(named("ValidationException"));
    const { status: code, body } = await endpoint.workflow.handle("AWSStepFunctions.RedriveExecution", "{}");
    expect([code, (JSON.parse(body) as JsonObject)["__type"]]).toEqual([400, "UnknownOperationException"]);
  });

  test("a definition can be checked without creating anything", async () => {
    const bad = definition("A", { A: { Type: "Map", End: true } });
    expect(await endpoint.client.send(new ValidateStateMachineDefinitionCommand({ definition: bad }))).toMatchObject({
      result: "FAIL",
      diagnostics: [{ code: "UNSUPPORTED_CONSTRUCT", location: "/States/A" }],
    });
    expect(
      await endpoint.client.send(new ValidateStateMachineDefinitionCommand({ definition: passing })),
    ).toMatchObject({ result: "OK", diagnostics: [] });
  });
});

describe("looking at executions", () => {
  test("lists come newest first, page by page, by status", async () => {
    const stateMachineArn = await create(asking);
    for (const name of ["a", "b", "c", "d", "e"]) await start(stateMachineArn, name);
    await endpoint.client.send(new SendTaskSuccessCommand({ taskToken: lastToken(), output: "{}" }));
    const first = await endpoint.client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 3 }));
    const second = await endpoint.client.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 3, nextToken: first.nextToken }),
    );
    expect([first, second].map((page) => page.executions?.map(({ name }) => name))).toEqual([
      ["e", "d", "c"],
      ["b", "a"],
    ]);
    expect(second.nextToken).toBeUndefined();
    const running = await endpoint.client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING" }));
    expect(running.executions).toHaveLength(4);
    const foreign = new ListExecutionsCommand({ stateMachineArn, nextToken: "nonsense" });
    await expect(endpoint.client.send(foreign)).rejects.toEqual(named("InvalidToken"));
  });

  test("machines come page by page", async () => {
    for (const name of ["a", "b", "c"]) await create(passing, name);
    const first = await endpoint.client.send(new ListStateMachinesCommand({ maxResults: 2 }));
    const second = await endpoint.client.send(
      new ListStateMachinesCommand({ maxResults: 2, nextToken: first.nextToken }),
    );
    expect([first, second].map((page) => page.stateMachines?.map(({ name }) => name))).toEqual([["a", "b"], ["c"]]);
  });

  test("a history is read page by page in both directions, with or without data", async () => {
    const executionArn = await start(await create(passing));
    const read = async (more: object) =>
      endpoint.client.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
    const first = await read({ maxResults: 3 });
    const second = await read({ maxResults: 3, nextToken: first.nextToken });
    expect([first, second].map((page) => page.events?.map(({ id }) => id))).toEqual([[1, 2, 3], [4]]);
    expect((await read({ reverseOrder: true, maxResults: 2 })).events?.map(({ id }) => id)).toEqual([4, 3]);
    expect((await read({ includeExecutionData: false })).events?.[1]?.stateEnteredEventDetails).toEqual({
      name: "Pass",
    });
  });

  test("a stopped execution is aborted, once", async () => {
    const executionArn = await start(await create(asking));
    const { stopDate } = await endpoint.client.send(
      new StopExecutionCommand({ executionArn, error: "Withdrawn", cause: "By the visitor" }),
    );
    endpoint.clock.advance(1_000);
    expect((await endpoint.client.send(new StopExecutionCommand({ executionArn }))).stopDate).toEqual(stopDate);
    expect(await endpoint.client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: "ABORTED",
      error: "Withdrawn",
    });
  });
});

test("an execution that ends without having succeeded is told of, once", async () => {
  const passes = await create(passing, "pass");
  const fails = await create(definition("Fail", { Fail: { Type: "Fail", Error: "Broken" } }), "fail");
  const asks = await create(asking, "ask");
  await start(passes, "KJG-1");
  await start(fails, "KJG-2");
  await start(asks, "KJG-3");
  endpoint.clock.advance(3_600_000);
  await endpoint.workflow.idle();
  const executionArn = await start(asks, "KJG-4");
  await endpoint.client.send(new StopExecutionCommand({ executionArn }));
  await endpoint.client.send(new StopExecutionCommand({ executionArn }));
  expect(broken).toEqual(["KJG-2 FAILED", "KJG-3 FAILED", "KJG-4 ABORTED"]);
});

test("timers follow the clock's jumps, a Wait of a year as well as a retry", async () => {
  const wait = await start(
    await create(
      definition("Wait", { Wait: { Type: "Wait", Seconds: 31_536_000, Next: "Work" }, Work: callsWork({ End: true }) }),
    ),
  );
  endpoint.clock.advance(31_535_999_000);
  await endpoint.workflow.idle();
  expect(await status(wait)).toBe("RUNNING");
  endpoint.clock.jumpTo(endpoint.workflow.nextWakeAt() ?? 0);
  await endpoint.workflow.idle();
  expect(await status(wait)).toBe("SUCCEEDED");
});
