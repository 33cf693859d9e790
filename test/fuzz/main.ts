/**
 * Sends odd requests to a whole service over HTTP, over every route of the manifest, and looks at what becomes of it
 * (docs/proofs.md).
 *
 *     npm run fuzz -- --requests 100000 --from 1
 *
 *     --requests 100000  how many
 *     --from 1           number of the first; each is made from its own number, so that one can be tried alone
 *
 * Prints how many answers had which status, the slowest, and the memory before and after; the exit code is 1 where an answer
 * was a fault of ours, took longer than a second, or something was half stored, and where memory did not come back within 20 %.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import "../../statemachines/index.ts";
import { Browser } from "../../infra/demo/browser.ts";
import { Mailbox } from "../../infra/demo/mailbox.ts";
import { Officer, Requester } from "../../infra/demo/people.ts";
import { memberWith } from "../../infra/demo/stage.ts";
import { checkFolder } from "../../infra/local/checks/check-folder.ts";
import { filesFolder } from "../../infra/local/copies/take-copy.ts";
import { databaseFile } from "../../infra/local/host/database.ts";
import { BenchHost } from "../bench/bench-host.ts";
import { visitRequest } from "../support/builders.ts";
import { bodiesWith } from "./known.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import type { Known, OddRequest } from "./odd-requests.ts";
import { tryRequests, type Answer, type Tried } from "./try-requests.ts";

const { values } = parseArgs({
  options: { requests: { type: "string" }, from: { type: "string" } },
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
});
const opening = "2026-11-23T02:00:00Z";
/** By then whatever is made once is there. */
const warmUp = 4_000;
const memoryMayGrow = 1.2;
const roles = ["mail-registrar", "library-division-head", "circulation-officer"] as const;

const folder = await mkdtemp(path.join(tmpdir(), "fuzz-"));
const host = await BenchHost.start(opening, { folder });
const [count, from] = [Number(values.requests ?? 100_000), Number(values.from ?? 1)];
const began = performance.now();
const faults: string[] = [];
try {
  const { known, tokens } = await getReady();
  const send = senderTo(host.url, tokens);
  const clock = () => performance.now();
  const first = await tryRequests(send, known, { from, count: Math.min(warmUp, count), clock });
  await host.idle();
  const before = await host.health();
  const rest = await tryRequests(send, known, { from: from + first.requests, count: count - first.requests, clock });
  await host.idle();
  const after = await host.health();
  faults.push(...first.faults, ...rest.faults);
  if (after.heap > before.heap * memoryMayGrow) faults.push(`the heap grew from ${before.heap} to ${after.heap} MB`);
  say({
    requests: first.requests + rest.requests,
    statuses: sum(first, rest),
    slowestMs: Math.max(first.slowest, rest.slowest),
  });
  say({
    seconds: Math.round((performance.now() - began) / 1000),
    heap: [before.heap, after.heap],
    memory: [before.memory, after.memory],
  });
} finally {
  await host.stop();
}
const found = await checkFolder({ database: path.join(folder, databaseFile), files: path.join(folder, filesFolder) });
faults.push(...found.differences);
await rm(folder, { recursive: true, force: true });
for (const fault of faults) say(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

async function getReady(): Promise<{ known: Known; tokens: string[] }> {
  const mailbox = new Mailbox(new Browser(host.inboxUrl ?? ""));
  const officers = roles.map((role) => new Officer(host.url, memberWith(role).email));
  for (const officer of officers) await officer.signIn(mailbox);
  const visit: Values = visitRequest({
    institutionType: "perorangan",
    letterFile: undefined,
    letterNumber: undefined,
    letterDate: undefined,
    district: "Karangsari",
  });
  const known: Known = { cases: [], tasks: [], links: [], bodies: bodiesWith(visit, []) };
  for (let nth = 0; nth < 6; nth += 1) {
    const made = new Requester(host.url, visit, mailbox);
    await made.send("official-visit", randomUUID(), visit);
    known.cases.push(made.caseId);
    known.links.push(made.tracking);
  }
  await host.idle();
  const [registrar] = officers;
  const tasks = (await registrar?.inbox("all")) ?? [];
  known.tasks.push(...tasks.map((task) => `${task.case}/${task.task}`));
  known.bodies = bodiesWith(visit, known.cases);
  return { known, tokens: officers.map(({ browser }) => browser.token ?? "") };
}

function senderTo(base: string, tokens: string[]): (request: OddRequest) => Promise<Answer> {
  let turn = 0;
  return (odd) => {
    const query = Object.entries(odd.query).map(
      ([name, value]) => `${name}=${encodeURIComponent(value.replace(/\p{Cs}/gu, ""))}`,
    );
    turn += 1;
    const token = tokens[turn % tokens.length];
    const headers = Object.fromEntries(
      Object.entries({
        ...(odd.staff && token ? { authorization: `Bearer ${token}` } : {}),
        ...odd.headers,
        ...(odd.cookies.length > 0 ? { cookie: odd.cookies.join("; ") } : {}),
      }).filter(([, value]) => value !== ""),
    );
    const address = `${base}${odd.path}${query.length > 0 ? `?${query.join("&")}` : ""}`;
    return new Promise((resolve, reject) => {
      const sent = httpRequest(address, { method: odd.method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
        );
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(odd.body ?? undefined);
    });
  };
}

function sum(...all: Tried[]): Record<string, number> {
  const statuses: Record<string, number> = {};
  for (const { statuses: found } of all)
    for (const [status, times] of Object.entries(found)) statuses[status] = (statuses[status] ?? 0) + times;
  return statuses;
}

function say(line: unknown): void {
  process.stdout.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
}
