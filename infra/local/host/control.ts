/**
 * Lets commands on this machine have the running host do what needs the data folder, which it holds alone: a loopback
 * port and a password, both in a file that only the folder's owner can read.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import * as z from "zod";
import { listen, stopListening } from "../gateway/listen.ts";
import { readBody } from "../gateway/read-body.ts";
import { writeDurably } from "./durable-file.ts";
import { failureFacts, type Log } from "./log.ts";
import { StartUpError } from "./start-up-error.ts";

/** What may be asked, by name; input and answer are what JSON knows. */
export type Commands = Record<string, (input: unknown) => Promise<unknown>>;

const fileName = "control.json";
const bodyLimit = 4 * 1024 * 1024;
const access = z.object({ port: z.int().positive(), password: z.string().min(40) });

/** Answers one command after the other, so that none sees half of another. */
export async function openControl(dataDir: string, commands: Commands, log: Log): Promise<{ close(): Promise<void> }> {
  const password = randomBytes(32).toString("base64url");
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => Promise<unknown>): Promise<unknown> => (last = last.then(act, act));
  const server = createServer((request, response) => {
    answer(request, response, password, (name, input) => {
      const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
      return command ? inTurn(() => command(input)) : null;
    }).catch((error: unknown) => {
      log("control-failed", failureFacts(error));
      send(response, 500, null);
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  const file = path.join(dataDir, fileName);
  await writeDurably(file, `${JSON.stringify({ port, password })}\n`);
  return {
    async close() {
      await stopListening(server);
      await rm(file, { force: true });
    },
  };
}

/**
 * Asks the host that runs on a data folder.
 *
 * @throws {StartUpError} where it could not do it
 * @throws Error where there is none to ask, or not yet
 */
export async function askHost(dataDir: string, command: string, input: unknown): Promise<unknown> {
  const { port, password } = access.parse(JSON.parse(await readFile(path.join(dataDir, fileName), "utf8")));
  const response = await fetch(`http://127.0.0.1:${port}/${command}`, {
    method: "POST",
    headers: { authorization: `Bearer ${password}`, "content-type": "application/json" },
    body: JSON.stringify(input ?? null),
  });
  if (response.ok) return response.json();
  throw new StartUpError(
    `Layanan yang sedang berjalan tidak dapat mengerjakannya (${command}); alasannya ada di lognya.`,
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  password: string,
  carryOut: (name: string, input: unknown) => Promise<unknown> | null,
): Promise<void> {
  if (!isEqual(request.headers.authorization ?? "", `Bearer ${password}`)) return send(response, 401, null);
  const body = (await readBody(request, bodyLimit)).toString("utf8");
  const done = request.method === "POST" ? carryOut((request.url ?? "/").slice(1), JSON.parse(body)) : null;
  if (done === null) return send(response, 404, null);
  send(response, 200, (await done) ?? null);
}

function isEqual(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
