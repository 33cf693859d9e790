/** `GET /health`: the status for everybody who watches, the details for those who look after the machine. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isAtThisMachine } from "../gateway/client-address.ts";
import { sendError } from "../gateway/errors.ts";
import type { AlarmName } from "../../alarms.ts";
import type { LocalAlarmName } from "./alarms.ts";
import type { Health } from "./health.ts";
import { healthPath } from "./settings.ts";

export interface ServeHealthOptions {
  look(): Promise<Health>;
  /** Alarms that ring. */
  ringing(): (AlarmName | LocalAlarmName)[];
  /** Whoever brings it is told the details. */
  token: string | undefined;
  /**
   * Nobody but this machine is served, so whoever sits at it needs no token. Behind a proxy that cannot be told: a request
   * from outside may look the same.
   */
  isPrivate: boolean;
}

/** 200 while people can be served, 503 where not. */
export async function serveHealth(
  request: IncomingMessage,
  response: ServerResponse,
  { look, ringing, token, isPrivate }: ServeHealthOptions,
): Promise<string> {
  response.setHeader("cache-control", "no-store");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    sendError(response, "wrong-method");
    return healthPath;
  }
  const health = await look();
  const maySee = (isPrivate && isAtThisMachine(request)) || brings(request, token);
  const body = maySee ? { ...health, alarms: ringing() } : { status: health.status };
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
  response.writeHead(health.status === "failed" ? 503 : 200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": bytes.length,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
  return healthPath;
}

function brings({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (!token) return false;
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
}
