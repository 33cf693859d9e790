import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  type DescribeExecutionOutput,
  type SFNClient,
} from "@aws-sdk/client-sfn";
import type { Json, JsonObject } from "../../../../infra/local/emulators/step-functions/language/json.ts";
import type { InvokeResult } from "../../../../infra/local/emulators/step-functions/engine/workflow.ts";
import { openEndpoint, type Endpoint } from "../endpoint.ts";
import { recordedHistory } from "./history.ts";
import { fill, type ExecutionScenario, type LambdaBehaviour } from "./scenario.ts";

/** Placeholders and what they stand for here. */
export const names = {
  Lambda: "arn:aws:lambda:ap-southeast-3:000000000000:function:recorded",
  NoSuchLambda: "no-such-function",
  roleArn: "arn:aws:iam::000000000000:role/recorded",
  roleArn2: "arn:aws:iam::000000000000:role/recorded-2",
  unique: "once",
};

const HEARTBEAT_EVERY_MS = 30_000;

/** What became of a recorded execution here. */
export interface Played {
  description: DescribeExecutionOutput;
  events: JsonObject[];
}

/** Creates the machine of a scenario on a fresh endpoint; rejects as CreateStateMachine does. */
export async function createOnly(scenario: ExecutionScenario): Promise<void> {
  const endpoint = await openEndpoint(() => Promise.reject(new Error("nothing is called")));
  try {
    await create(endpoint.client, scenario);
  } finally {
    await endpoint.close();
  }
}

/** Plays a scenario from start to end on a fresh endpoint. */
export async function play(scenario: ExecutionScenario): Promise<Played> {
  const callbacks: JsonObject[] = [];
  const sleepers: (() => void)[] = [];
  const behaviour = fill((scenario.lambda ?? {}) as JsonObject, names) as LambdaBehaviour;
  const endpoint = await openEndpoint(async (functionName, payload): Promise<InvokeResult> => {
    if (!scenario.lambda || functionName === names.NoSuchLambda) return { ok: false, missing: true };
    if (behaviour.sleepSeconds) await new Promise<void>((resolve) => sleepers.push(resolve));
    if (behaviour.callback) callbacks.push(payload as JsonObject);
    if (behaviour.fails) return { ok: false, ...behaviour.fails };
    if (behaviour.returns !== undefined) return { ok: true, payload: behaviour.returns };
    return { ok: true, payload: behaviour.echo ? payload : {} };
  });
  try {
    const stateMachineArn = await create(endpoint.client, scenario);
    const input = JSON.stringify(fill(scenario.input, names));
    const { executionArn } = await endpoint.client.send(new StartExecutionCommand({ stateMachineArn, input }));
    const description = await untilEnded(endpoint, String(executionArn), behaviour, callbacks, sleepers);
    const events = await recordedHistory(endpoint.client, String(executionArn));
    return { description, events };
  } finally {
    for (const wake of sleepers) wake();
    await endpoint.close();
  }
}

async function create(client: SFNClient, scenario: ExecutionScenario): Promise<string> {
  const definition = JSON.stringify(fill(scenario.definition, names));
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "recorded", definition, roleArn: names.roleArn }),
  );
  return String(stateMachineArn);
}

async function untilEnded(
  { workflow, client, clock }: Endpoint,
  executionArn: string,
  behaviour: LambdaBehaviour,
  callbacks: JsonObject[],
  sleepers: (() => void)[],
): Promise<DescribeExecutionOutput> {
  for (let turn = 0; turn < 200; turn += 1) {
    // A function that sleeps keeps the workflow from ever being idle.
    if (sleepers.length === 0 && !behaviour.sleepSeconds) await workflow.idle();
    const description = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (description.status !== "RUNNING") return description;
    const callback = callbacks.shift();
    const next = workflow.nextWakeAt();
    if (callback) await answer(client, clock, callback, behaviour);
    else if (next !== undefined && (sleepers.length > 0 || !behaviour.sleepSeconds))
      clock.jumpTo(Math.max(next, clock.now()));
  }
  throw new Error("The execution did not end");
}

async function answer(
  client: SFNClient,
  clock: Endpoint["clock"],
  payload: JsonObject,
  behaviour: LambdaBehaviour,
): Promise<void> {
  const taskToken = payload["TaskToken"] as string;
  for (let beat = 0; beat < (behaviour.heartbeats ?? 0); beat += 1) {
    clock.advance(HEARTBEAT_EVERY_MS);
    await client.send(new SendTaskHeartbeatCommand({ taskToken }));
  }
  const output: Json = behaviour.outputIsPayload ? payload : (behaviour.output ?? {});
  if (behaviour.callback === "success")
    await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
  if (behaviour.callback === "failure") {
    const { error, cause } = behaviour;
    await client.send(
      new SendTaskFailureCommand({ taskToken, ...(error ? { error } : {}), ...(cause ? { cause } : {}) }),
    );
  }
}
