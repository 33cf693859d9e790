/**
 * The mail inbox, on a loopback port of its own: it shows other people's links, so no proxy before the service may lead
 * to it, whatever headers that proxy sends or leaves out.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { serveInbox } from "../emulators/ses/inbox.ts";
import type { MessageStore } from "../emulators/ses/message-store.ts";
import { writeDurably } from "../host/durable-file.ts";
import type { Log } from "../host/log.ts";
import { isAtThisMachine } from "./client-address.ts";
import { sendError } from "./errors.ts";
import { listen, stopListening } from "./listen.ts";
import { styleSheetPath } from "./pages/layout.ts";
import { makeServer, sendStyleSheet, type Endpoint } from "./server.ts";

export interface MailInbox {
  /** Address on this machine. */
  url: string;
  close(): Promise<void>;
}

export interface MailInboxOptions {
  /** 0 takes the one of the last start, or else a free one. */
  port: number;
  /** Where the port is remembered. */
  dataDir: string;
  messages: MessageStore;
  /** Time zone in which times are shown. */
  zone: () => Promise<string>;
  log: Log;
}

const loopback = "127.0.0.1";
const variable = "MAIL_INBOX_PORT";
const remembered = z.object({ port: z.int().positive() });

/** @throws {StartUpError} when the wanted port is taken */
export async function openMailInbox({ port, dataDir, messages, zone, log }: MailInboxOptions): Promise<MailInbox> {
  const endpoint: Endpoint = async (request, response, url) => {
    if (url.pathname === styleSheetPath) return sendStyleSheet(response);
    return serveInbox(request, response, url, messages, zone);
  };
  const server = makeServer(Promise.resolve(onlyHere(endpoint)), { https: false, log });
  const file = path.join(dataDir, "mail-inbox.json");
  const before = port === 0 ? await lastPort(file) : 0;
  const taken = await listen(server, port || before, loopback, variable).catch((error: unknown) => {
    if (before === 0) throw error;
    return listen(server, 0, loopback, variable);
  });
  if (port === 0 && taken !== before) await writeDurably(file, `${JSON.stringify({ port: taken })}\n`);
  return { url: `http://localhost:${taken}`, close: () => stopListening(server) };
}

function onlyHere(endpoint: Endpoint): Endpoint {
  return async (request, response, url) => {
    if (isAtThisMachine(request)) return `mail inbox ${await endpoint(request, response, url)}`;
    sendError(response, "forbidden");
    return "mail inbox";
  };
}

/** 0 where there was none, or the file cannot be read: a free port does as well. */
async function lastPort(file: string): Promise<number> {
  try {
    return remembered.parse(JSON.parse(await readFile(file, "utf8"))).port;
  } catch {
    return 0;
  }
}
