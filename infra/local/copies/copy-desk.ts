/**
 * Where a running host lets its database be read: it has locked the file, and nobody else knows when it is whole. Whoever asks
 * is another program on this machine that may read the data folder, for the way to the desk stands there in a file.
 *
 * The answer is a line of JSON, and then stays open for as long as the asker reads: until then the database file stays as it was
 * at that moment, and nothing that it names is removed. One asker at a time; others wait.
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
import { clearSnapshots } from "./snapshot.ts";
import { keepStill } from "./still-file.ts";

/** In the data folder while a host runs on it. */
const wayFile = "copy-desk.json";
const waySchema = z.object({ port: z.int(), token: z.string() });
const grantedSchema = z.union([z.object({ id: z.string(), at: z.string() }), z.object({ refused: z.string() })]);

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
  const desk = new CopyDesk(options);
  const server = createServer((asked, response) => {
    if (!isSame(asked.headers.authorization ?? "", `Bearer ${token}`)) return void response.writeHead(403).end();
    if (asked.method === "GET") return void response.writeHead(desk.isGranted(asked.url ?? "") ? 200 : 404).end();
    desk.grant(response).catch((error: unknown) => {
      log("copy-failed", failureFacts(error));
      response.end(`${JSON.stringify({ refused: error instanceof StartUpError ? error.message : "" })}\n`);
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  const way = path.join(dataDir, wayFile);
  await writeDurably(way, `${JSON.stringify({ port, token })}\n`);
  return {
    async close() {
      await rm(way, { force: true });
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

class CopyDesk {
  readonly #options: CopyDeskOptions;
  #turn: Promise<void> = Promise.resolve();
  #granted: string | null = null;

  constructor(options: CopyDeskOptions) {
    this.#options = options;
  }

  isGranted(address: string): boolean {
    return this.#granted !== null && address === `/${this.#granted}`;
  }

  grant(response: ServerResponse): Promise<void> {
    const gone = once(response, "close").then(() => undefined);
    const granted = this.#turn.then(() => (response.destroyed ? undefined : this.#grantNow(response, gone)));
    this.#turn = granted.catch(() => undefined);
    return granted;
  }

  async #grantNow(response: ServerResponse, gone: Promise<void>): Promise<void> {
    const { clock, local, objects } = this.#options;
    // Before the file is still: what it names must be there afterwards.
    const letGo = objects.keepAll();
    try {
      const moveOn = keepStill(local);
      try {
        const at = new Date(clock.now()).toISOString();
        this.#granted = randomBytes(16).toString("hex");
        response.write(`${JSON.stringify({ id: this.#granted, at })}\n`);
        await gone;
      } finally {
        this.#granted = null;
        moveOn();
      }
    } finally {
      letGo();
    }
  }
}

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}

/** What a running host has granted. */
export interface Granted {
  /** Everything stored before this instant, ISO 8601, is in the database file, and nothing that came after. */
  at: string;
  /** @throws {StartUpError} where the host has stopped meanwhile, and with it the promise to change and remove nothing */
  stillGranted(): Promise<void>;
  giveBack(): void;
}

/** @throws {StartUpError} where the host that holds the folder cannot be reached, or refuses */
export async function askCopyDesk(dataDir: string): Promise<Granted> {
  const unreachable = `Another program holds the data folder ${dataDir} and does not let it be copied. If the service is just starting, try again.`;
  const text = await readFile(path.join(dataDir, wayFile), "utf8").catch(() => "{}");
  const way = waySchema.safeParse(JSON.parse(text));
  if (!way.success) throw new StartUpError(unreachable);
  const { port, token } = way.data;
  const ask = (method: string, address: string) =>
    request({ host: "127.0.0.1", port, method, path: address, headers: { authorization: `Bearer ${token}` } }).end();
  const asked = ask("POST", "/");
  const answer = await firstLine(asked).catch((error: unknown) => {
    throw new StartUpError(unreachable, { cause: error });
  });
  const granted = grantedSchema.parse(JSON.parse(answer));
  if ("refused" in granted) throw new StartUpError(granted.refused || unreachable);
  asked.on("error", () => undefined);
  return {
    at: granted.at,
    async stillGranted() {
      const [response] = (await once(ask("GET", `/${granted.id}`), "response").catch(() => [null])) as [
        IncomingMessage | null,
      ];
      response?.resume();
      if (response?.statusCode !== 200)
        throw new StartUpError("The service stopped while it was copied. Start the copy again.");
    },
    giveBack: () => void asked.destroy(),
  };
}

async function firstLine(asked: ReturnType<typeof request>): Promise<string> {
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`the desk answered ${String(response.statusCode)}`);
  // Broken off later it is asked about, not heard of.
  response.on("error", () => undefined);
  const [line] = (await once(response, "data")) as [Buffer];
  return line.toString();
}
