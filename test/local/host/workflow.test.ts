import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterEach, expect, test } from "vitest";
import { freshFolder, sampleMachines, startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost;
afterEach(() => running.end());

const machineArn = (): string => JSON.parse(process.env["STATE_MACHINES"] ?? "{}").sample;

async function startCase(name: string): Promise<string> {
  const { executionArn = "" } = await new SFNClient({}).send(
    new StartExecutionCommand({ stateMachineArn: machineArn(), name, input: JSON.stringify({ caseId: name }) }),
  );
  await running.host.idle();
  return executionArn;
}

async function tokenOf(name: string): Promise<string> {
  const Key = { pk: { S: `TOKEN#${name}` }, sk: { S: "TOKEN" } };
  const { Item } = await new DynamoDBClient({}).send(new GetItemCommand({ TableName: process.env["TABLE_NAME"], Key }));
  return Item?.["token"]?.S ?? "";
}

const statusOf = async (executionArn: string) =>
  (await new SFNClient({}).send(new DescribeExecutionCommand({ executionArn }))).status;

test("an execution calls the function of its task and waits for its token, also across a restart of the host", async () => {
  running = await startTestHost();
  const execution = await startCase("one");
  const token = await tokenOf("one");
  expect(token).not.toBe("");

  await running.host.close();
  running = await startTestHost({ dataDir: running.dataDir });
  expect(await statusOf(execution)).toBe("RUNNING");
  await new SFNClient({}).send(new SendTaskSuccessCommand({ taskToken: token, output: '{"outcome":"ya"}' }));
  await running.host.idle();
  expect(await statusOf(execution)).toBe("SUCCEEDED");
});

test("a timer of the workflow fires when the clock is moved", async () => {
  running = await startTestHost();
  const execution = await startCase("two");
  running.clock.advance(86_400_000 + 1);
  await running.host.tick();
  expect(await statusOf(execution)).toBe("FAILED");
});

test("a changed table becomes the machine of new cases at the next start", async () => {
  const machines = await freshFolder();
  await cp(sampleMachines, machines, { recursive: true });
  running = await startTestHost({ machines });
  const before = machineArn();
  await running.host.close();
  const file = path.join(machines, "sample/machine.asl.json");
  await writeFile(file, (await readFile(file, "utf8")).replace("86400", "60"));
  running = await startTestHost({ machines, dataDir: running.dataDir });
  expect(machineArn()).toBe(before);
  const { definition } = await new SFNClient({}).send(new DescribeStateMachineCommand({ stateMachineArn: before }));
  expect(definition).toContain('"TimeoutSeconds": 60');
  expect(definition).toContain(":function:open-task");
  await rm(machines, { recursive: true });
});

test("a machine that is not understood stops the start with a line about it", async () => {
  const machines = await freshFolder();
  await cp(sampleMachines, machines, { recursive: true });
  await writeFile(path.join(machines, "sample/machine.asl.json"), '{"StartAt":"nowhere","States":{}}');
  await expect(startTestHost({ machines })).rejects.toThrow(/The workflow of "sample" is refused/);
  await rm(machines, { recursive: true });
  running = await startTestHost();
});
