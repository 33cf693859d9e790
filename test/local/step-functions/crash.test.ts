import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../../infra/local/host/clock.ts";
import type { Json, JsonObject } from "../../../infra/local/emulators/step-functions/language/json.ts";
import { openWorkflowFile } from "../../support/workflow-file.ts";
import { freshFolder } from "./endpoint.ts";

const KILLS = 10;
const EXECUTIONS = 40;
const folder = freshFolder();
const children = new Set<ChildProcess>();

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test(`killed ${KILLS} times at any instant, every execution ends, and no answer is lost or counted twice`, async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = host();
    await Promise.race([once(child.stdout ?? child, "data"), once(child, "exit")]);
    expect(child.exitCode).toBeNull();
    await delay(Math.random() * 150);
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  const last = host("--finish");
  const [code] = (await once(last, "exit")) as [number | null];
  expect(code).toBe(0);

  const answered = lines("answered");
  expect(new Set(answered).size).toBe(answered.length);
  expect(lines("refused")).toEqual([]);
  const workflow = await openWorkflowFile({
    folder,
    clock: systemClock(),
    invoke: () => Promise.reject(new Error("All have ended")),
  });
  try {
    const call = async (operation: string, parameters: JsonObject): Promise<Record<string, Json>> =>
      JSON.parse((await workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(parameters))).body) as Record<
        string,
        Json
      >;
    const stateMachineArn = "arn:aws:states:ap-southeast-3:000000000000:stateMachine:case";
    const { executions } = await call("ListExecutions", { stateMachineArn });
    const arns = (executions as JsonObject[]).map(({ executionArn }) => executionArn as string);
    expect(arns).toHaveLength(EXECUTIONS);
    for (const executionArn of arns) {
      const { status, output } = await call("DescribeExecution", { executionArn });
      expect({ status, output }).toEqual({ status: "SUCCEEDED", output: '{"rounds":3}' });
      const { events } = await call("GetExecutionHistory", { executionArn, maxResults: 1000 });
      const history = events as JsonObject[];
      expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
      const answers = history.filter(
        (event) => event["type"] === "TaskSucceeded" && JSON.stringify(event).includes("waitForTaskToken"),
      );
      expect(answers).toHaveLength(3);
    }
  } finally {
    await workflow.close();
  }
});

function host(...more: string[]): ChildProcess {
  const script = join(import.meta.dirname, "crash/child.ts");
  const child = spawn(process.execPath, [script, folder, ...more], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  return child;
}

function lines(file: string): string[] {
  try {
    return readFileSync(join(folder, file), "utf8").split("\n").slice(0, -1);
  } catch {
    return [];
  }
}
