import {
  copyFileSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
  closeSync,
  existsSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jumpableClock, type JumpableClock } from "../../../infra/local/host/clock.ts";
import type { Json, JsonObject } from "../../../infra/local/emulators/step-functions/language/json.ts";
import type { Invoke, Workflow } from "../../../infra/local/emulators/step-functions/engine/workflow.ts";
import { databaseFile } from "../../../infra/local/host/database.ts";
import { openWorkflowFile, type WorkflowFileOptions } from "../../support/workflow-file.ts";
import { freshFolder, MONDAY_MORNING } from "./endpoint.ts";
import { callsWork, definition, role, waitsForAnswer } from "./machines.ts";

let folder: string;
let clock: JumpableClock;
const open: Workflow[] = [];

beforeEach(() => {
  folder = freshFolder();
  clock = jumpableClock(MONDAY_MORNING, { frozen: true });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((workflow) => workflow.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function reopen(
  invoke: Invoke = () => Promise.resolve({ ok: true, payload: {} }),
  more: Partial<WorkflowFileOptions> = {},
): Promise<Workflow> {
  const workflow = await openWorkflowFile({ folder, clock, invoke, sync: "normal", ...more });
  open.push(workflow);
  return workflow;
}

async function call(workflow: Workflow, operation: string, parameters: JsonObject): Promise<Record<string, Json>> {
  const { status, body } = await workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(parameters));
  if (status !== 200) throw new Error(body);
  return JSON.parse(body) as Record<string, Json>;
}

async function start(workflow: Workflow, text: string, count = 1): Promise<string> {
  const { stateMachineArn } = await call(workflow, "CreateStateMachine", {
    name: "m",
    definition: text,
    roleArn: role,
  });
  const started = await Promise.all(
    Array.from({ length: count }, () => call(workflow, "StartExecution", { stateMachineArn: stateMachineArn ?? "" })),
  );
  return started[0]?.["executionArn"] as string;
}

async function status(workflow: Workflow, executionArn: string): Promise<Json | undefined> {
  return (await call(workflow, "DescribeExecution", { executionArn }))["status"];
}

const asking = definition("Ask", { Ask: waitsForAnswer({ TimeoutSeconds: 3600, End: true }) });
const never: Invoke = () => new Promise(() => undefined);

describe("after a stop everything goes on where it was", () => {
  test("a function whose answer is not on disk is called again, with the same token", async () => {
    const payloads: Json[] = [];
    const first = await reopen((_name, payload) => (payloads.push(payload), never("", null)));
    const execution = await start(first, asking);
    await first.close();
    const second = await reopen((_name, payload) => Promise.resolve({ ok: true, payload: payloads.push(payload) }));
    await second.idle();
    expect(payloads).toHaveLength(2);
    expect(payloads[1]).toEqual(payloads[0]);
    const { taskToken } = payloads[0] as JsonObject;
    await call(second, "SendTaskSuccess", { taskToken: taskToken ?? "", output: "{}" });
    expect(await status(second, execution)).toBe("SUCCEEDED");
  });

  test("an answer that comes after closing is dropped", async () => {
    let answer: () => void = () => undefined;
    const first = await reopen(() => new Promise((resolve) => (answer = () => resolve({ ok: true, payload: "late" }))));
    const execution = await start(
      first,
      definition("Work", { Work: callsWork({ Output: "{% $states.result.Payload %}", End: true }) }),
    );
    await first.close();
    answer();
    const second = await reopen(() => Promise.resolve({ ok: true, payload: "again" }));
    await second.idle();
    expect((await call(second, "DescribeExecution", { executionArn: execution }))["output"]).toBe('"again"');
  });

  test("a timer that ran out meanwhile fires, and a call whose time is over is not made again", async () => {
    const first = await reopen(never);
    const execution = await start(first, definition("Work", { Work: callsWork({ TimeoutSeconds: 60, End: true }) }));
    await first.close();
    clock.advance(61_000);
    let calls = 0;
    const second = await reopen(() => Promise.resolve({ ok: true, payload: (calls += 1) }));
    await second.idle();
    expect([await status(second, execution), calls]).toEqual(["FAILED", 0]);
  });

  test("a host that is not ready yet opens paused, and nothing is called before it resumes", async () => {
    const first = await reopen(never);
    const execution = await start(first, definition("Work", { Work: callsWork({ End: true }) }));
    await first.close();
    let calls = 0;
    const second = await reopen(() => Promise.resolve({ ok: true, payload: (calls += 1) }), { paused: true });
    await second.idle();
    expect([await status(second, execution), calls]).toEqual(["RUNNING", 0]);
    second.resume();
    await second.idle();
    expect([await status(second, execution), calls]).toEqual(["SUCCEEDED", 1]);
  });
});

test("10,000 parked executions reopen in well under two seconds, and each can still be answered", async () => {
  const tokens: string[] = [];
  const first = await reopen((_name, payload) =>
    Promise.resolve({ ok: true, payload: tokens.push((payload as JsonObject)["taskToken"] as string) }),
  );
  for (let parked = 0; parked < 10_000; parked += 500) await start(first, asking, 500).then(() => first.idle());
  await first.close();
  const begin = performance.now();
  const second = await reopen(never);
  await call(second, "SendTaskSuccess", { taskToken: tokens[7_777] ?? "", output: "{}" });
  expect(performance.now() - begin).toBeLessThan(2_000);
  clock.advance(3_600_000);
  await second.idle();
  const { executions } = await call(second, "ListExecutions", {
    stateMachineArn: "arn:aws:states:ap-southeast-3:000000000000:stateMachine:m",
    statusFilter: "SUCCEEDED",
  });
  expect(executions).toHaveLength(1);
});

describe("a file that cannot be used is told in one line with a stable code, and left as it is", () => {
  const file = () => join(folder, databaseFile);

  test("in use by another", async () => {
    await reopen();
    await expect(reopen()).rejects.toMatchObject({
      code: "STORE_LOCKED",
      message: expect.stringContaining(file()) as string,
    });
  });

  test("no database at all", async () => {
    writeFileSync(file(), "This is not a database, but long enough to be taken for one.".repeat(100));
    await expect(reopen()).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    expect(statSync(file()).size).toBe(6_000);
  });

  test("overwritten in the middle", async () => {
    const workflow = await reopen();
    await start(workflow, asking, 500);
    await workflow.idle();
    await workflow.close();
    const handle = openSync(file(), "r+");
    for (let at = 8_192; at < statSync(file()).size; at += 4_096)
      writeSync(handle, Buffer.alloc(2_048, 0xa5), 0, 2_048, at);
    closeSync(handle);
    await expect(reopen()).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  });

  test("somebody else's database", async () => {
    const { DatabaseSync } = await import("node:sqlite");
    const foreign = new DatabaseSync(file());
    foreign.exec("CREATE TABLE theirs (a)");
    foreign.close();
    await expect(reopen()).rejects.toMatchObject({ code: "STORE_FOREIGN" });
  });

  test("a folder that is a file", async () => {
    const path = join(folder, "taken");
    writeFileSync(path, "");
    await expect(openWorkflowFile({ folder: path, clock, invoke: never })).rejects.toMatchObject({
      code: "STORE_UNWRITABLE",
    });
  });

  test("a copy of an open journal opens by itself", async () => {
    const workflow = await reopen();
    const execution = await start(workflow, asking);
    await workflow.idle();
    const copy = join(folder, "copy");
    mkdirSync(copy);
    for (const name of [databaseFile, `${databaseFile}-wal`])
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
    const second = await reopen(never, { folder: copy });
    expect(await status(second, execution)).toBe("RUNNING");
  });
});
