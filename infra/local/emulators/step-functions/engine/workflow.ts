import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../../host/clock.ts";
import type { LocalDatabase } from "../../../host/database.ts";
import { respond } from "../api/api.ts";
import type { ApiResponse, ApiParts } from "../api/operation.ts";
import { Engine, type BrokenExecution, type Invoke, type Log } from "./engine.ts";
import { Journal } from "../journal/journal.ts";
import { createListener } from "../api/listener.ts";

export type { ApiResponse } from "../api/operation.ts";
export type { BrokenExecution, Invoke, Log } from "./engine.ts";
export type { InvokeResult } from "./execution.ts";
export type { Json } from "../language/json.ts";

/** How a workflow endpoint is opened. */
export interface WorkflowOptions {
  /** The opened file that holds the journal; it stays open when the workflow closes. */
  database: LocalDatabase;
  clock: Clock;
  /** Calls a Lambda function by its name. It may be called again with the same payload after a crash. */
  invoke: Invoke;
  /** Region and account in ARNs. */
  region?: string;
  accountId?: string;
  log?: Log;
  /** Told of an execution that ended without having succeeded. */
  onBroken?: (execution: BrokenExecution) => void;
  /** Do not call functions or fire timers before `resume`, for a host whose functions are not ready yet. */
  paused?: boolean;
  /** Sources of chance, for tests: a task token (at least 43 characters of base64url), an execution name, a number in [0, 1). */
  newToken?: () => string;
  newId?: () => string;
  random?: () => number;
}

/** A durable Step Functions endpoint for one process. */
export interface Workflow {
  /** Answers a request: the `X-Amz-Target` header and the JSON text. Never rejects. */
  handle(target: string, body: string): Promise<ApiResponse>;
  /** The same for node:http. */
  listener(request: IncomingMessage, response: ServerResponse): void;
  /** Starts to act, where it was opened paused. */
  resume(): void;
  /** Resolves when nothing can go on without a callback or the clock: no step, no write, no function under way, no timer due. */
  idle(): Promise<void>;
  /** The next instant a timer is due, epoch milliseconds: where a virtual clock may jump to. */
  nextWakeAt(): number | undefined;
  /** Forgets so many executions that ended before an instant, epoch milliseconds; answers how many there were. */
  forget(endedBefore: number, atMost: number): Promise<number>;
  /** Finishes what is being written. Answers of functions that come later are dropped; the next opening calls them again. */
  close(): Promise<void>;
}

/**
 * Opens the workflow endpoint on its journal and takes up where the last process stopped.
 * @throws {StoreError} where the journal is damaged, or a newer program wrote it
 */
export async function openWorkflow(options: WorkflowOptions): Promise<Workflow> {
  const journal = new Journal(options.database);
  const log = options.log ?? (() => undefined);
  const newId = options.newId ?? randomUUID;
  const newToken = options.newToken ?? (() => randomBytes(48).toString("base64url"));
  const random = options.random ?? Math.random;
  const { clock, invoke } = options;
  const onBroken = options.onBroken ?? (() => undefined);
  const sources = { newId, newToken, random };
  const engine = new Engine({ journal, commits: options.database, clock, invoke, log, onBroken, ...sources });
  const parts: ApiParts = {
    journal,
    engine,
    clock,
    log,
    newId,
    region: options.region ?? "ap-southeast-3",
    accountId: options.accountId ?? "000000000000",
    starting: new Map(),
  };
  const handle = (target: string, body: string): Promise<ApiResponse> => respond(parts, target, body);
  let closing: Promise<void> | undefined;
  if (!options.paused) engine.run();
  return {
    handle,
    listener: createListener(handle),
    resume: () => engine.run(),
    idle: () => engine.idle(),
    nextWakeAt: () => engine.nextWakeAt(),
    forget: (endedBefore, atMost) => options.database.erase(() => journal.forgetEnded(endedBefore, atMost)),
    close: () => (closing ??= engine.close()),
  };
}
