/** The service in a process of its own, with a clock that the benchmark moves and a count of what it asks of the table. */
import diagnostics from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import { jumpableClock } from "../../infra/local/host/clock.ts";
import { startHost } from "../../infra/local/host/host.ts";
import { watchHealth, type Health } from "./health.ts";

/** What the benchmark asks of the process. */
export type Order =
  { kind: "advance"; ms: number } | { kind: "idle" } | { kind: "counts" } | { kind: "health" } | { kind: "stop" };

/** What it answers: one answer per order, after one at the start. */
export interface Answer {
  url: string;
  inboxUrl: string | null;
  /** How far its clock is ahead of the system's, in milliseconds. */
  skewMs: number;
  /** Processor time of the process so far, all its threads, in milliseconds. */
  processorMs: number;
  /** Requests to the table by operation, since the last time they were asked for. */
  counts: Record<string, number>;
  /** Requests answered so far. */
  requests: number;
  /** What the process holds, where that was asked. */
  health: Health | null;
}

/** With the clients of AWS their requests can be counted. */
const [dataDir = "", opening = "", clients = ""] = process.argv.slice(2);
const clock = jumpableClock(Date.parse(opening), { exportTo: process.env });
const healthNow = watchHealth();
let requests = 0;
const host = await startHost({
  dataDir,
  port: 0,
  clock,
  seed: true,
  awsClients: clients === "aws-clients",
  log: (event) => void (requests += event === "request" ? 1 : 0),
});
let health: Health | null = null;
let counts: Record<string, number> = {};

diagnostics.subscribe("http.client.request.start", (message) => {
  const { request } = message as { request: ClientRequest };
  const operation = /^DynamoDB_\d+\.(\w+)$/.exec(String(request.getHeader("x-amz-target")))?.[1];
  if (operation) counts[operation] = (counts[operation] ?? 0) + 1;
});

function answer(): void {
  const { url, inboxUrl } = host;
  const { user, system } = process.cpuUsage();
  const processorMs = (user + system) / 1000;
  const message: Answer = { url, inboxUrl, skewMs: clock.now() - Date.now(), processorMs, counts, requests, health };
  process.send?.(message);
}

async function carryOut(order: Order): Promise<void> {
  if (order.kind === "advance") {
    clock.advance(order.ms);
    await host.tick();
  }
  if (order.kind === "idle") await host.idle();
  health = order.kind === "health" ? await healthNow() : null;
  if (order.kind === "stop") await host.close();
  answer();
  if (order.kind === "counts") counts = {};
  if (order.kind === "stop") process.exit(0);
}

process.on("message", (order) => void carryOut(order as Order));
answer();
