/**
 * Where a running host hands out snapshots: only it may read the database it has locked. Whoever asks is another program on
 * this machine that may read the data folder, for the way to the desk stands there in a file.
 *
 * The answer is a line of JSON, and then stays open for as long as the asker reads: until then the snapshot is there and
 * nothing that it names is removed.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import * as z from "zod";
import type { ObjectStore } from "../emulators/s3/object-store.ts";
import { listen } from "../gateway/listen.ts";
import type { Clock } from "../host/clock.ts";
import type { LocalDatabase } from "../host/database.ts";
import { writeDurably } from "../host/durable-file.ts";
import { failureFacts, type Log } from "../host/log.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { clearSnapshots, takeSnapshot } from "./snapshot.ts";

/** In the data folder while a host runs on it. */
const wayFile = "copy-desk.json";
const waySchema = z.object({ port: z.int(), token: z.string() });
const handedOutSchema = z.object({ file: z.string(), at: z.string() });

export interface CopyDeskOptions {
  dataDir: string;
  local: LocalDatabase;
  objects: ObjectStore;
  clock: Clock;
  log: Log;
}

/** Opens the desk on a loopback port of its own. The database must have been locked before. */
export async function openCopyDesk(options: CopyDeskOptions): Promise<{ close(): Promise<void> }> {
  const { dataDir, log } = options;
  await clearSnapshots(dataDir);
  const token = randomBytes(32).toString("base64url");
  const server = createServer((asked, response) => {
    handOut(options, token, asked, response).catch((error: unknown) => {
      log("copy-failed", failureFacts(error));
      response.destroy();
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  const way = path.join(dataDir, wayFile);
  await writeDurably(way, `${JSON.stringify({ port, token })}\n`);
  return {
    async close() {
      await rm(way, { force: true });
      // Whoever still copies is told by the end of the answer.
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function handOut(
  { dataDir, local, objects, clock }: CopyDeskOptions,
  token: string,
  asked: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isSame(asked.headers.authorization ?? "", `Bearer ${token}`)) return void response.writeHead(403).end();
  const at = new Date(clock.now()).toISOString();
  // Before the snapshot: what it names must still be there afterwards.
  const letGo = objects.keepAll();
  try {
    const gone = once(response, "close");
    const snapshot = await takeSnapshot(dataDir, local);
    try {
      response.writeHead(200, { "content-type": "application/json" });
      response.write(`${JSON.stringify({ file: snapshot.file, at })}\n`);
      await gone;
    } finally {
      await snapshot.remove();
    }
  } finally {
    letGo();
  }
}

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}

/** A snapshot that a running host keeps for us. */
export interface HandedOut {
  file: string;
  /** Everything stored before this instant, ISO 8601, is in it. */
  at: string;
  /** @throws {StartUpError} where the host has stopped meanwhile, and with it the promise to remove nothing */
  stillKept(): void;
  giveBack(): void;
}

/** @throws {StartUpError} where the host that holds the folder cannot be reached */
export async function askCopyDesk(dataDir: string): Promise<HandedOut> {
  const unreachable = new StartUpError(
    `Another program holds the data folder ${dataDir} and hands out no copy. If the service is just starting, try again.`,
  );
  const text = await readFile(path.join(dataDir, wayFile), "utf8").catch(() => "{}");
  const way = waySchema.safeParse(JSON.parse(text));
  if (!way.success) throw unreachable;
  const { port, token } = way.data;
  const asked = request({ host: "127.0.0.1", port, method: "POST", headers: { authorization: `Bearer ${token}` } });
  asked.end();
  try {
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    if (response.statusCode !== 200) throw unreachable;
    const [line] = (await once(response, "data")) as [Buffer];
    const { file, at } = handedOutSchema.parse(JSON.parse(line.toString()));
    let ended = false;
    response.on("close", () => (ended = true)).on("error", () => (ended = true));
    return {
      file,
      at,
      stillKept() {
        if (ended) throw new StartUpError("The service stopped while it was copied. Start the copy again.");
      },
      giveBack: () => void asked.destroy(),
    };
  } catch (error) {
    asked.destroy();
    throw new StartUpError(unreachable.message, { cause: error });
  }
}
