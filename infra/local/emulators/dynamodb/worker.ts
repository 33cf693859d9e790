/** The thread in which DynamoDB lives: it keeps the second processor busy and LevelDB out of the way of the handlers. */
import type { IncomingMessage } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import dynalite from "dynalite";
import type { Store } from "dynalite/db/index.js";
import { makeWritesAtomic } from "./atomic-writes.ts";
import { closeIterators } from "./closed-iterators.ts";
import { AwsRefusal } from "../aws-error.ts";
import { checkRequest, type Credentials } from "../sigv4.ts";
import { codeOf } from "../../host/start-up-error.ts";

/** What the worker is told when it starts. */
export interface WorkerOptions {
  /** Folder of the LevelDB database. */
  folder: string;
  /** 0 takes a free port. */
  port: number;
  /** Requests signed with another key are refused: the table is not for every program of this machine. */
  credentials: Credentials;
  /** Wait for the disk with each write; without it a power failure may lose the last moments. */
  sync: boolean;
}

/** What it says to the main thread. */
export type WorkerReport =
  | { kind: "listening"; port: number }
  | { kind: "failed"; reason: "locked" | "damaged" | "unwritable" | "port" | "other"; message: string }
  | { kind: "closed" };

const options = workerData as WorkerOptions;
const report = (message: WorkerReport) => parentPort?.postMessage(message);

const stores: Store[] = [];
makeWritesAtomic({ sync: options.sync, onStore: (store) => stores.push(store) });
const server = dynalite({ path: options.folder, createTableMs: 0 });
for (const { db } of stores) closeIterators(db);
refuseStrangers();

parentPort?.once("message", () => server.close(() => (report({ kind: "closed" }), process.exit(0))));
// dynalite throws when a client hangs up in the middle of its request: nobody is left to be told.
process.on("uncaughtException", (error) => {
  if (codeOf(error) !== "ECONNRESET") throw error;
});

try {
  await Promise.all(stores.map((store) => store.db.open()));
  server.once("error", (error) => report({ kind: "failed", reason: "port", message: error.message }));
  server.listen(options.port, "127.0.0.1", () => {
    const address = server.address();
    if (address !== null && typeof address === "object") report({ kind: "listening", port: address.port });
  });
} catch (error) {
  report(failure(error));
}

function refuseStrangers(): void {
  const [answer] = server.listeners("request");
  if (!answer) throw new Error("dynalite has no request listener");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const refusal = refusalOf(request);
    if (!refusal) return void Reflect.apply(answer, server, [request, response]);
    response.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify({ __type: "com.amazon.coral.service#UnrecognizedClientException", message: refusal }));
  });
}

/** The body is not compared with its signed hash: whoever can change it on its way inside this machine owns the machine. */
function refusalOf(request: IncomingMessage): string | null {
  const { method = "", headers } = request;
  try {
    const signed = { method, url: new URL(request.url ?? "/", "http://local"), headers };
    checkRequest(signed, options.credentials, { service: "dynamodb", host: headers.host ?? "", now: Date.now() });
    return null;
  } catch (error) {
    if (error instanceof AwsRefusal) return error.message;
    throw error;
  }
}

function failure(error: unknown): WorkerReport {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (codeOf(cause) === "LEVEL_LOCKED") return { kind: "failed", reason: "locked", message };
  if (/permission denied|read-only|no space/i.test(message)) return { kind: "failed", reason: "unwritable", message };
  if (/corrupt|missing|does not exist|no such file|not a directory/i.test(message))
    return { kind: "failed", reason: "damaged", message };
  return { kind: "failed", reason: "other", message };
}
