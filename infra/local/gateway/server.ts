/** HTTP servers of the machine, and the one that people reach: API, files, sign-in, web app. Logs templates, never addresses. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { failureFacts, type Log } from "../host/log.ts";
import { styleSheet, styleSheetPath } from "./pages/layout.ts";
import { sendError } from "./errors.ts";
import { requestIdHeader } from "./gateway-event.ts";
import { setSecurityHeaders } from "./security-headers.ts";

/** Responds to a request and says which template it was, for the log. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<string>;

export interface Endpoints {
  api: Endpoint;
  files: Endpoint;
  signIn: Endpoint;
  health: Endpoint;
  web: Endpoint;
}

/** A proxy must let go of an idle connection before this. */
export const idleConnectionMs = 10_000;

/**
 * Makes a server. It may listen before there is something to answer; requests wait for that.
 * @param https people reach it by https
 */
export function makeServer(endpoint: Promise<Endpoint>, options: { https: boolean; log: Log }): Server {
  const server = createServer({ keepAliveTimeout: idleConnectionMs, requestTimeout: 60_000 }, (request, response) => {
    const began = performance.now();
    const closed = once(response, "close").catch(() => undefined);
    const requestId = randomUUID();
    response.setHeader(requestIdHeader, requestId);
    setSecurityHeaders(response, options);
    // While the server stops, connections must not be kept for more.
    if (!server.listening) response.setHeader("connection", "close");
    const responded = respond(request, response, endpoint).catch((error: unknown) => {
      options.log("request-failed", { requestId, ...failureFacts(error) });
      if (response.headersSent) response.destroy();
      else sendError(response, "failed");
      return "?";
    });
    void Promise.all([responded, closed]).then(([route]) => {
      const ms = Math.round(performance.now() - began);
      options.log("request", { requestId, method: request.method ?? "", route, status: response.statusCode, ms });
    });
  });
  return server;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: Promise<Endpoint>,
): Promise<string> {
  const url = urlOf(request);
  if (!url) {
    sendError(response, "not-found");
    return "?";
  }
  return (await endpoint)(request, response, url);
}

/** What stands behind the address that people open. */
export function publicAddress({ api, files, signIn, health, web }: Endpoints): Endpoint {
  return async (request, response, url) => {
    const [, first] = url.pathname.split("/");
    switch (first) {
      case "api":
        return api(request, response, url);
      case "files":
        return files(request, response, url);
      case "signin":
        return signIn(request, response, url);
      case "health":
        return health(request, response, url);
      default:
        return url.pathname === styleSheetPath ? sendStyleSheet(response) : web(request, response, url);
    }
  };
}

/** The style sheet of the host's own pages. */
export async function sendStyleSheet(response: ServerResponse): Promise<string> {
  const bytes = Buffer.from(styleSheet);
  response.writeHead(200, {
    "content-type": "text/css; charset=utf-8",
    "content-length": bytes.length,
    "cache-control": "no-cache",
  });
  response.end(bytes);
  return styleSheetPath;
}

function urlOf(request: IncomingMessage): URL | null {
  const target = request.url ?? "/";
  return target.startsWith("/") && URL.canParse(target, "http://local") ? new URL(`http://local${target}`) : null;
}
