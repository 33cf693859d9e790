import type { Json, JsonObject } from "../language/json.ts";

/** The states of an execution, as the service names them. */
export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** A function call that was scheduled and has not ended. `id` is the id of its Scheduled event: unique in the execution. */
export interface Call {
  kind: "call";
  id: number;
  functionName: string;
  payload: Json;
  /** Present where the task ends by callback. */
  token?: string;
  /** The function returned and the task waits for its callback. */
  submitted: boolean;
  /** Epoch milliseconds. */
  timeoutAt?: number;
  heartbeatAt?: number;
  heartbeatSeconds?: number;
}

/** What the current state waits for: a function or callback, the end of a Wait, or the next attempt. Times in epoch milliseconds. */
export type Activity = Call | { kind: "sleep"; until: number } | { kind: "backoff"; until: number };

/** Where a running execution stands. */
export interface Position {
  state: string;
  enteredEventId: number;
  enteredAt: number;
  input: Json;
  /** Attempts after the first, and how many of them each Retry entry has spent. */
  retryCount: number;
  retries: number[];
  activity?: Activity;
}

/** Everything the reducer knows of an execution. Plain JSON. */
export interface Execution {
  arn: string;
  name: string;
  machineArn: string;
  roleArn: string;
  /** The input, as the caller sent it. */
  input: string;
  /** Epoch milliseconds. */
  startedAt: number;
  status: Status;
  lastEventId: number;
  variables: JsonObject;
  /** When the machine's own TimeoutSeconds runs out. */
  expiresAt?: number;
  position?: Position;
  stoppedAt?: number;
  output?: string;
  error?: string;
  cause?: string;
}

/** What a function answered. */
export type InvokeResult =
  | { ok: true; payload?: unknown }
  | { ok: false; errorType: string; errorMessage: string; trace?: string[] }
  | { ok: false; missing: true };

/** What can happen to an execution. */
export type ExecutionEvent =
  | { type: "start" }
  | { type: "invoked"; call: number; result: InvokeResult }
  | { type: "timer" }
  | { type: "task-succeeded"; token: string; output: string }
  | { type: "task-failed"; token: string; error?: string; cause?: string }
  | { type: "heartbeat"; token: string }
  | { type: "stop"; error?: string; cause?: string };

/** What the engine has to do once the step is on disk. */
export type Effect =
  | { type: "invoke"; call: number; functionName: string; payload: Json }
  | { type: "timer"; at: number }
  | { type: "end" };

/** The next instant at which something is due, epoch milliseconds; undefined where only an answer can move the execution. */
export function wakeAt(execution: Execution): number | undefined {
  if (execution.status !== "RUNNING") return undefined;
  const activity = execution.position?.activity;
  const times = [
    execution.expiresAt,
    activity?.kind === "call" ? activity.timeoutAt : activity?.until,
    activity?.kind === "call" ? activity.heartbeatAt : undefined,
  ];
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** The call whose function has not answered yet, if any: it must be made again after a crash. */
export function pendingCall(execution: Execution): Call | undefined {
  const activity = execution.position?.activity;
  return execution.status === "RUNNING" && activity?.kind === "call" && !activity.submitted ? activity : undefined;
}

/** The token the execution waits for, if any. */
export function openToken(execution: Execution): string | undefined {
  const activity = execution.position?.activity;
  return execution.status === "RUNNING" && activity?.kind === "call" ? activity.token : undefined;
}
