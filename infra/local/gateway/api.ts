/** The HTTP API: checks what API Gateway checks, then calls the handler of the route. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Functions } from "../emulators/lambda/index.ts";
import { timeoutError } from "../emulators/lambda/index.ts";
import { sendError } from "./errors.ts";
import { gatewayEvent, requestIdHeader, sendResult } from "./gateway-event.ts";
import { BodyTooLarge, discardBody, readBody } from "./read-body.ts";
import type { Found, Match } from "./routes.ts";

/** Bytes; a letter goes to the file store, not through here. */
const bodyLimit = 1024 * 1024;

/** Verifies a bearer token: its claims as strings, or null. */
export type Authorizer = (authorization: string | undefined) => Promise<Record<string, string> | null>;

export interface ApiOptions {
  match(method: string, path: string): Match;
  functions: Functions;
  authorize: Authorizer;
  /** Host that people see. */
  host: string;
  sourceIp(request: IncomingMessage): string;
  now(): number;
  /** Whether there is room for something new. */
  hasRoom(): Promise<boolean>;
}

/** What begins something; everything else carries on what was begun, and needs little room. */
export const takesIn: ReadonlySet<string> = new Set(["/api/requests", "/api/uploads", "/api/staff/cases"]);

/** Answers a request under /api and says which template it was, for the log. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  api: ApiOptions,
): Promise<string> {
  response.setHeader("cache-control", "no-store");
  const match = api.match(request.method ?? "GET", path);
  if (match.kind === "none") {
    sendError(response, "not-found");
    return "/api/?";
  }
  if (match.kind === "wrong-method") {
    response.setHeader("allow", match.allow.join(", "));
    sendError(response, "wrong-method");
    return "/api/?";
  }
  await serveRoute(request, response, match.route, api);
  return match.route.template;
}

async function serveRoute(
  request: IncomingMessage,
  response: ServerResponse,
  route: Found,
  api: ApiOptions,
): Promise<void> {
  const claims = route.audience === "staff" ? await api.authorize(request.headers.authorization) : null;
  if (route.audience === "staff" && !claims) {
    response.setHeader("www-authenticate", "Bearer");
    return sendError(response, "unauthorized");
  }
  if (route.method === "POST" && takesIn.has(route.template) && !(await api.hasRoom())) {
    response.setHeader("connection", "close");
    await discardBody(request);
    return sendError(response, "full");
  }
  const body = await bodyOf(request);
  if (body === "too-large") {
    // Of a body that goes on and on not all is read: the connection cannot be used again.
    response.setHeader("connection", "close");
    await discardBody(request);
    return sendError(response, "too-large");
  }
  const event = gatewayEvent(request, {
    requestId: String(response.getHeader(requestIdHeader)),
    route,
    body,
    claims,
    host: api.host,
    sourceIp: api.sourceIp(request),
    now: api.now(),
  });
  const invocation = await api.functions.invoke(route.row.name, event);
  if (invocation.ok) return sendResult(response, invocation.payload, { headOnly: request.method === "HEAD" });
  sendError(response, "errorType" in invocation && invocation.errorType === timeoutError ? "timeout" : "failed");
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | "too-large"> {
  try {
    return await readBody(request, bodyLimit);
  } catch (error) {
    if (error instanceof BodyTooLarge) return "too-large";
    throw error;
  }
}
