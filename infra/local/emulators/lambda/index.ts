/** Lambda on one machine: loads the handlers named in the manifest and calls them as the service would. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Context } from "aws-lambda";
import type { FunctionRow } from "../../../../functions/manifest.ts";
import { variables as knownVariables } from "../../../names.ts";
import { StartUpError } from "../../host/start-up-error.ts";

type Handler = (event: unknown, context: Context) => unknown;

/** What came of a call; `missing`: no function has that name. */
export type Invocation =
  | { ok: true; payload: unknown }
  | { ok: false; errorType: string; errorMessage: string; trace?: string[] }
  | { ok: false; missing: true };

export interface Functions {
  /** Calls a function by its name in the manifest, or by an ARN that ends with it. Never rejects. */
  invoke(name: string, event: unknown): Promise<Invocation>;
  /** Calls under way. */
  busy(): number;
  /** Resolves when no call is under way. */
  idle(): Promise<void>;
}

/** Called with each failure, for the log; `error` is what was thrown, if anything was, `requestId` that of the call. */
export type OnFailure = (name: string, errorType: string, error: unknown, requestId: string) => void;

/**
 * Refuses a manifest whose rows ask for a variable that nothing defines.
 * @throws {StartUpError} naming the row and the variable
 */
export function checkVariables(manifest: FunctionRow[], values: Record<string, string>): void {
  for (const row of manifest) {
    for (const name of row.variables) {
      if (!(name in knownVariables))
        throw new StartUpError(`Function "${row.name}" needs ${name}, which infra/names.ts does not define.`);
      if (values[name] === undefined)
        throw new StartUpError(`Function "${row.name}" needs ${name}, which the local host does not set.`);
    }
  }
}

/**
 * Imports every handler. Their variables must be in `process.env` by now, for they may read them when they load.
 * @param root folder that the files of the manifest are relative to
 * @throws {StartUpError} when a file is missing, fails to load or exports no `handler`
 */
export async function loadFunctions(manifest: FunctionRow[], root: string, onFailure: OnFailure): Promise<Functions> {
  const loaded = new Map<string, { row: FunctionRow; handler: Handler }>();
  for (const row of manifest) loaded.set(row.name, { row, handler: await load(row, root) });

  const underWay = new Set<Promise<unknown>>();

  async function invoke(nameOrArn: string, event: unknown): Promise<Invocation> {
    const found = loaded.get(nameOrArn.slice(nameOrArn.lastIndexOf(":") + 1));
    if (!found) return { ok: false, missing: true };
    const context = contextFor(found.row);
    const running = withinTimeout(found.row, call(found.row, found.handler, event, context, onFailure));
    underWay.add(running);
    const invocation = await running;
    underWay.delete(running);
    if (!invocation.ok && "errorType" in invocation && invocation.errorType === timeoutError) {
      onFailure(found.row.name, timeoutError, null, context.awsRequestId);
    }
    return invocation;
  }

  return {
    invoke,
    busy: () => underWay.size,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

async function load(row: FunctionRow, root: string): Promise<Handler> {
  const file = path.resolve(root, row.file);
  const module = await import(/* @vite-ignore */ pathToFileURL(file).href).then(
    (loaded: unknown) => loaded as { handler?: unknown },
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartUpError(`Function "${row.name}" does not load from ${row.file}: ${reason}`, { cause: error });
    },
  );
  const { handler } = module;
  if (typeof handler !== "function") throw new StartUpError(`Function "${row.name}": ${row.file} exports no handler.`);
  return handler as Handler;
}

async function call(
  row: FunctionRow,
  handler: Handler,
  event: unknown,
  context: Context,
  onFailure: OnFailure,
): Promise<Invocation> {
  try {
    const payload = await handler(event, context);
    return { ok: true, payload: payload ?? null };
  } catch (error) {
    const invocation = failure(error);
    onFailure(row.name, invocation.errorType, error, context.awsRequestId);
    return invocation;
  }
}

/** A call that takes longer than its row allows is answered as Lambda does, and left to end by itself. */
async function withinTimeout(row: FunctionRow, running: Promise<Invocation>): Promise<Invocation> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<Invocation>((resolve) => {
    const errorMessage = `Task timed out after ${row.timeoutSeconds.toFixed(2)} seconds`;
    timer = setTimeout(() => resolve({ ok: false, errorType: timeoutError, errorMessage }), row.timeoutSeconds * 1000);
  });
  try {
    return await Promise.race([running, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}

/** Error type of a call that took too long. */
export const timeoutError = "Sandbox.Timedout";

function failure(error: unknown) {
  if (!(error instanceof Error)) return { ok: false as const, errorType: "Error", errorMessage: String(error) };
  const trace = (error.stack ?? "").split("\n");
  return { ok: false as const, errorType: error.name, errorMessage: error.message, trace };
}

function contextFor(row: FunctionRow): Context {
  const awsRequestId = randomUUID();
  const endsAt = performance.now() + row.timeoutSeconds * 1000;
  return {
    functionName: row.name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${row.name}`,
    memoryLimitInMB: String(row.memoryMb),
    awsRequestId,
    logGroupName: `/aws/lambda/${row.name}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
