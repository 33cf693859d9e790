import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { systemClock } from "../../../../infra/local/host/clock.ts";
import { isObject, type Json } from "../../../../infra/local/emulators/step-functions/language/json.ts";
import { openWorkflowFile } from "../../../support/workflow-file.ts";
import { callsWork, definition, role, waitsForAnswer } from "../machines.ts";

// A host for the crash test: it starts executions, opens their tasks, answers them, and notes what it was told has happened. It is
// killed at any instant and started again; with `--finish` it ends by itself once every execution has.

const EXECUTIONS = 40;
const folder = process.argv[2] ?? "";
const isLast = process.argv.includes("--finish");
const machineArn = "arn:aws:states:ap-southeast-3:000000000000:stateMachine:case";

const text = definition("Count", {
  Count: { Type: "Pass", Assign: { round: 1 }, Next: "Ask" },
  Ask: waitsForAnswer({ TimeoutSeconds: 600, Next: "Work" }),
  Work: callsWork({ Output: "{% $states.input %}", Retry: [{ ErrorEquals: ["States.ALL"] }], Next: "More" }),
  More: {
    Type: "Choice",
    Choices: [{ Condition: "{% $round < 3 %}", Assign: { round: "{% $round + 1 %}" }, Next: "Rest" }],
    Default: "Done",
  },
  Rest: { Type: "Wait", Seconds: 0, Next: "Ask" },
  Done: { Type: "Succeed", Output: { rounds: "{% $round %}" } },
});

const workflow = await openWorkflowFile({
  folder,
  clock: systemClock(),
  invoke: async (functionName, payload) => {
    await delay(1);
    if (functionName === "open" && isObject(payload)) note("opened", payload["taskToken"] as string);
    return { ok: true, payload };
  },
});

async function call(
  operation: string,
  parameters: Record<string, Json>,
): Promise<{ status: number; type: Json | undefined; answer: Record<string, Json> }> {
  const { status, body } = await workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(parameters));
  const answer = JSON.parse(body) as Record<string, Json>;
  return { status, type: answer["__type"], answer };
}

function note(file: string, line: string): void {
  appendFileSync(join(folder, file), `${line}\n`);
}

function noted(file: string): string[] {
  const path = join(folder, file);
  // A line that a kill cut short was never said.
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
}

async function startAll(): Promise<void> {
  await call("CreateStateMachine", { name: "case", definition: text, roleArn: role });
  for (let n = 0; n < EXECUTIONS; n += 1) {
    const { status, type } = await call("StartExecution", {
      stateMachineArn: machineArn,
      name: `case-${n}`,
      input: JSON.stringify({ n }),
    });
    if (status !== 200 && type !== "ExecutionAlreadyExists") throw new Error(`StartExecution: ${JSON.stringify(type)}`);
    note("started", `case-${n}`);
    await delay(5);
  }
}

async function answerAll(): Promise<void> {
  const answered = new Set(noted("answered"));
  for (;;) {
    for (const taskToken of noted("opened")) {
      if (answered.has(taskToken)) continue;
      answered.add(taskToken);
      const { status, type } = await call("SendTaskSuccess", { taskToken, output: JSON.stringify({ answer: "ya" }) });
      if (status === 200) note("answered", taskToken);
      else if (type !== "TaskTimedOut") note("refused", `${JSON.stringify(type)} ${taskToken}`);
    }
    const running = await call("ListExecutions", {
      stateMachineArn: machineArn,
      statusFilter: "RUNNING",
      maxResults: 1,
    });
    if (
      isLast &&
      noted("started").includes(`case-${EXECUTIONS - 1}`) &&
      (running.answer["executions"] as Json[]).length === 0
    )
      return;
    await delay(2);
  }
}

process.stdout.write("ready\n");
await Promise.all([startAll(), answerAll()]);
await workflow.close();
