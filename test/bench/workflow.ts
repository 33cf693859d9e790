import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../infra/local/host/clock.ts";
import type { Json, Workflow } from "../../infra/local/emulators/step-functions/engine/workflow.ts";
import { databaseFile } from "../../infra/local/host/database.ts";
import { openWorkflowFile } from "../support/workflow-file.ts";

/** One figure: `unit` says what `value` counts. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  [condition: string]: unknown;
}

const PARKED = 10_000;
const MANY = 32;
const SECONDS = 3;
const STATES_PER_EXECUTION = 10;
const role = "arn:aws:iam::000000000000:role/bench";

/** Five calls of a function, each followed by a choice: what a case does between two people. */
const chain = {
  QueryLanguage: "JSONata",
  StartAt: "Task 1",
  States: Object.fromEntries(
    Array.from({ length: STATES_PER_EXECUTION / 2 }, (_, index) => index + 1).flatMap((n) => [
      [
        `Task ${n}`,
        {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          Arguments: { FunctionName: "step", Payload: { caseId: "{% $states.input.caseId %}", step: n } },
          Output: { caseId: "{% $states.input.caseId %}", outcome: "{% $states.result.Payload.outcome %}" },
          Next: `Choice ${n}`,
        },
      ],
      [
        `Choice ${n}`,
        {
          Type: "Choice",
          Choices: [
            {
              Condition: "{% $states.input.outcome = 'ya' %}",
              Next: n === STATES_PER_EXECUTION / 2 ? "Done" : `Task ${n + 1}`,
            },
          ],
          Default: "Done",
        },
      ],
    ]),
  ),
};
Object.assign(chain.States, { Done: { Type: "Succeed" } });

const parking = {
  QueryLanguage: "JSONata",
  StartAt: "Wait for a person",
  States: {
    "Wait for a person": {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Arguments: {
        FunctionName: "open",
        Payload: { caseId: "{% $states.input.caseId %}", taskToken: "{% $states.context.Task.Token %}" },
      },
      TimeoutSeconds: 31_536_000,
      End: true,
    },
  },
};

/** Measures the workflow endpoint: transitions a second with nothing and with 10,000 executions parked, and how long reopening takes. */
export async function benchWorkflow(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-workflow-"));
  try {
    const single = await withWorkflow(folder, (workflow) => transitions(workflow, 1));
    const alone = await withWorkflow(folder, (workflow) => transitions(workflow, MANY));
    const parking = await withWorkflow(folder, park);
    const opening = await reopening(folder);
    const crowded = await withWorkflow(folder, (workflow) => transitions(workflow, MANY));
    const condition = { inFlight: MANY, sync: "full" };
    return [
      {
        name: "workflow transitions",
        value: Math.round(single),
        unit: "transitions/s",
        parked: 0,
        inFlight: 1,
        sync: "full",
      },
      { name: "workflow transitions", value: Math.round(alone), unit: "transitions/s", parked: 0, ...condition },
      { name: "workflow transitions", value: Math.round(crowded), unit: "transitions/s", parked: PARKED, ...condition },
      { name: "workflow parking", value: Math.round(parking), unit: "executions/s", inFlight: 100, sync: "full" },
      {
        name: "workflow reopening",
        value: Math.round(opening.ms),
        unit: "ms",
        parked: PARKED,
        fileMegabytes: opening.megabytes,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withWorkflow<T>(folder: string, measure: (workflow: Workflow) => Promise<T>): Promise<T> {
  const invoke = () => Promise.resolve({ ok: true as const, payload: { outcome: "ya" } });
  const workflow = await openWorkflowFile({ folder, clock: systemClock(), invoke });
  try {
    return await measure(workflow);
  } finally {
    await workflow.close();
  }
}

/** Keeps a number of executions running for a while; transitions a second, each state entered counting one. */
async function transitions(workflow: Workflow, inFlight: number): Promise<number> {
  const machine = await create(workflow, "chain", chain);
  const begin = performance.now();
  let ended = 0;
  while (performance.now() - begin < SECONDS * 1000) {
    await Promise.all(Array.from({ length: inFlight }, () => start(workflow, machine)));
    await workflow.idle();
    ended += inFlight;
  }
  return (ended * (STATES_PER_EXECUTION + 1) * 1000) / (performance.now() - begin);
}

async function park(workflow: Workflow): Promise<number> {
  const machine = await create(workflow, "parking", parking);
  const begin = performance.now();
  for (let parked = 0; parked < PARKED; parked += 100) {
    await Promise.all(Array.from({ length: 100 }, () => start(workflow, machine)));
    await workflow.idle();
  }
  return (PARKED * 1000) / (performance.now() - begin);
}

/** From opening the folder to the first answer. */
async function reopening(folder: string): Promise<{ ms: number; megabytes: number }> {
  const begin = performance.now();
  const ms = await withWorkflow(folder, async (workflow) => {
    await call(workflow, "ListStateMachines", {});
    return performance.now() - begin;
  });
  return { ms, megabytes: Math.round(statSync(join(folder, databaseFile)).size / 1e5) / 10 };
}

async function create(workflow: Workflow, name: string, definition: object): Promise<string> {
  const answer = await call(workflow, "CreateStateMachine", {
    name,
    definition: JSON.stringify(definition),
    roleArn: role,
  });
  return answer["stateMachineArn"] as string;
}

async function start(workflow: Workflow, stateMachineArn: string): Promise<void> {
  await call(workflow, "StartExecution", { stateMachineArn, input: JSON.stringify({ caseId: "KJG-2026-00001" }) });
}

async function call(
  workflow: Workflow,
  operation: string,
  parameters: Record<string, Json>,
): Promise<Record<string, Json>> {
  const { status, body } = await workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(parameters));
  if (status !== 200) throw new Error(`${operation}: ${body}`);
  return JSON.parse(body) as Record<string, Json>;
}
