/** Counts what handlers do while they run here: calls of AWS services, mails, log bytes, time. */
import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { assumptions } from "./assumptions.ts";
import { itemBytes, readUnits, storedBytes, writeUnits, type Item } from "./capacity.ts";
import { invocations, type Started } from "./counted-handlers.ts";

/** One call of a function. */
export interface Invocation {
  /** Name in the manifest. */
  function: string;
  /** Method and path of the request; null for steps and jobs. */
  request: string | null;
  /** Time it took here, without the counting, in milliseconds. */
  ms: number;
  readUnits: number;
  /** Read units of them that were asked of lists, and so depend on how much is open. */
  listReads: number;
  writeUnits: number;
  /** Bytes by which the table and its indexes grew. */
  storedBytes: number;
  /** Size of open cases and tasks that were written, as they are listed. */
  listed: number[];
  /** Recipients of mails. */
  mails: number;
  mailBytes: number;
  fileGets: number;
  logBytes: number;
  /** Body of the answer. */
  responseBytes: number;
}

export interface Counting {
  /** The calls that ended since the last time they were asked for. */
  take(): Invocation[];
  /** Commands of the SDK that nobody has said the cost of. */
  unknown: Set<string>;
  stop(): void;
}

interface Command {
  input: Record<string, unknown>;
  constructor: { name: string };
}

type Send = (this: unknown, command: Command, ...more: unknown[]) => Promise<Record<string, unknown>>;

/** Starts to count. One at a time in a process, for it stands between every SDK client and its service. */
export function countCalls(): Counting {
  const current = new AsyncLocalStorage<Invocation & { countingMs: number }>();
  let ended: Invocation[] = [];
  const unknown = new Set<string>();
  const begin = ({ name, event }: Started) => ({ ...nothing, listed: [], function: name, request: requestOf(event) });
  invocations.bindStore(current, (started) => begin(started as Started));
  const onEnd = (message: unknown) => {
    const { ms, answer } = message as { ms: number; answer: unknown };
    const found = current.getStore();
    if (!found) return;
    const { countingMs, ...invocation } = found;
    const body = (answer as { body?: unknown } | null)?.body;
    ended.push({
      ...invocation,
      ms: Math.max(1, ms - countingMs),
      responseBytes: typeof body === "string" ? Buffer.byteLength(body) : 0,
    });
  };
  invocations.ended.subscribe(onEnd);
  const restore = [
    standBetweenClients(current, unknown),
    standBeforeLog(current, process.stdout),
    standBeforeLog(current, process.stderr),
  ];
  return {
    unknown,
    take() {
      const taken = ended;
      ended = [];
      return taken;
    },
    stop() {
      invocations.unbindStore(current);
      invocations.ended.unsubscribe(onEnd);
      for (const each of restore) each();
    },
  };
}

type Current = AsyncLocalStorage<Invocation & { countingMs: number }>;

const nothing = {
  ...{ ms: 0, readUnits: 0, listReads: 0, writeUnits: 0, storedBytes: 0, mails: 0, mailBytes: 0 },
  ...{ fileGets: 0, logBytes: 0, responseBytes: 0, countingMs: 0 },
};

function requestOf(event: unknown): string | null {
  const { rawPath, requestContext } = event as { rawPath?: string; requestContext?: { http?: { method: string } } };
  return rawPath ? `${requestContext?.http?.method ?? ""} ${rawPath}` : null;
}

/** All clients of the SDK share one `send`. */
function standBetweenClients(current: Current, unknown: Set<string>): () => void {
  const base = Object.getPrototypeOf(DynamoDBDocumentClient.prototype) as { send: Send };
  if (!Object.hasOwn(base, "send")) throw new Error("the SDK's clients no longer share one method to count at");
  const { send } = base;
  base.send = async function (command, ...more) {
    const invocation = current.getStore();
    if (!invocation) return send.call(this, command, ...more);
    const isWrite = command.constructor.name === "PutCommand" || command.constructor.name === "UpdateCommand";
    const now = async (): Promise<Item | null> => {
      const began = performance.now();
      const { Item: item } = await current.exit(() => send.call(this, itemOf(command) as unknown as Command));
      invocation.countingMs += performance.now() - began;
      return (item as Item | undefined) ?? null;
    };
    const before = isWrite ? await now() : null;
    try {
      const output = await send.call(this, command, ...more);
      if (!countRead(invocation, command, output)) unknown.add(command.constructor.name);
      return output;
    } finally {
      if (isWrite) countWrite(invocation, before, await now());
    }
  };
  return () => void (base.send = send);
}

function itemOf({ input }: Command): GetCommand {
  const { pk, sk } = (input["Key"] ?? input["Item"]) as Item;
  return new GetCommand({ TableName: String(input["TableName"]), Key: { pk, sk }, ConsistentRead: true });
}

function countWrite(invocation: Invocation, before: Item | null, after: Item | null): void {
  invocation.writeUnits += writeUnits(before, after);
  const grown = (item: Item | null): number => storedBytes(item, assumptions.bytesPerStoredItem);
  invocation.storedBytes += grown(after) - grown(before);
  if (after && /^(CASES#open|INBOX#)/.test(String(after["listPk"]))) invocation.listed.push(itemBytes(after));
}

/** @returns false for a command that is not known, which must not go uncounted */
function countRead(
  invocation: Invocation,
  { constructor: { name }, input }: Command,
  output: Record<string, unknown>,
): boolean {
  const consistent = input["ConsistentRead"] === true;
  switch (name) {
    case "GetCommand":
      invocation.readUnits += readUnits(output["Item"] ? [output["Item"] as Item] : [], consistent);
      return true;
    case "QueryCommand": {
      const units = readUnits((output["Items"] ?? []) as Item[], consistent);
      invocation.readUnits += units;
      if (input["IndexName"] !== undefined) invocation.listReads += units;
      return true;
    }
    case "BatchGetCommand":
      invocation.readUnits += batchUnits(input, output);
      return true;
    case "SendRawEmailCommand": {
      const { Destinations = [], RawMessage } = input as { Destinations?: string[]; RawMessage?: { Data: Uint8Array } };
      invocation.mails += Destinations.length;
      invocation.mailBytes += RawMessage?.Data.byteLength ?? 0;
      return true;
    }
    case "GetObjectCommand":
      invocation.fileGets += 1;
      return true;
    case "PutCommand":
    case "UpdateCommand":
    case "StartExecutionCommand":
    case "DescribeExecutionCommand":
    case "StopExecutionCommand":
    case "SendTaskSuccessCommand":
    case "SendTaskFailureCommand":
      return true;
    default:
      return false;
  }
}

/** Each item by itself; one that is not there costs as the smallest. */
function batchUnits(input: Record<string, unknown>, output: Record<string, unknown>): number {
  const asked = Object.entries(input["RequestItems"] as Record<string, { Keys: Item[]; ConsistentRead?: boolean }>);
  return asked.reduce((sum, [name, { Keys, ConsistentRead = false }]) => {
    const found = (output["Responses"] as Record<string, Item[]> | undefined)?.[name] ?? [];
    const missing = Keys.slice(found.length).map(() => readUnits([], ConsistentRead));
    return [...found.map((item) => readUnits([item], ConsistentRead)), ...missing].reduce((a, b) => a + b, sum);
  }, 0);
}

/** Lines of handlers are counted and go no further: the figures are the output. */
function standBeforeLog(current: Current, stream: NodeJS.WriteStream): () => void {
  const write = stream.write.bind(stream);
  stream.write = (text: string | Uint8Array) => {
    const invocation = current.getStore();
    if (!invocation) return write(text);
    invocation.logBytes += Buffer.byteLength(text) + assumptions.bytesPerLogLine;
    return true;
  };
  return () => void (stream.write = write);
}
