/** A service on one machine with some visits in it, stopped: a data folder to do harm to. */
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Browser } from "../../infra/demo/browser.ts";
import { Mailbox } from "../../infra/demo/mailbox.ts";
import { Requester } from "../../infra/demo/people.ts";
import { BenchHost } from "../bench/bench-host.ts";
import { run, type Run } from "../local/host/run-program.ts";
import { visitRequest } from "../support/builders.ts";

const opening = "2026-11-23T01:00:00.000Z";

/** @returns the folder, and the numbers of its cases, each with a letter */
export async function officeWithVisits(visits: number): Promise<{ folder: string; cases: string[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-trust-"));
  const host = await BenchHost.start(opening, { folder });
  try {
    const mailbox = new Mailbox(new Browser(host.inboxUrl ?? ""));
    const cases: string[] = [];
    for (let nth = 1; nth <= visits; nth += 1) {
      const values = visitRequest({ contactEmail: `orang${nth}@contoh.test`, letterNumber: `00${nth}/SMP/XI/2026` });
      const requester = new Requester(host.url, values, mailbox);
      cases.push(await requester.ask("official-visit", randomUUID()));
    }
    await host.idle();
    return { folder, cases };
  } finally {
    await host.stop();
  }
}

/** For a start an hour after that, on whatever day it is. */
export function clockSkew(): string {
  return String(Date.parse(opening) + 3_600_000 - Date.now());
}

/** Path of a program of the local machine: "host/main", "cli/verify". */
export function localProgram(name: string): string {
  return fileURLToPath(new URL(`../../infra/local/${name}.ts`, import.meta.url));
}

/** Starts the service on a data folder. @returns its address; null where it has refused */
export async function startOn(dataDir: string): Promise<{ started: Run; ready: string | null }> {
  const env = { DATA_DIR: dataDir, PORT: "0", MAIL_INBOX: "0", CLOCK_SKEW_MS: clockSkew() };
  const started = run(localProgram("host/main"), [], env);
  return { started, ready: await Promise.race([started.ready, started.ended.then(() => null)]) };
}

/** Lets a service end as an operator does. */
export async function stop({ child, ended }: Run): Promise<void> {
  child.kill("SIGTERM");
  await ended;
}

/** What `check-data` says of a data folder on which nothing runs. */
export async function checkData(dataDir: string): Promise<{ code: number | null; out: string; err: string }> {
  const { ended, err, out } = run(localProgram("cli/check-data"), [], { DATA_DIR: dataDir });
  return { code: await ended, out: out(), err: err() };
}

/** Cases that are not in a data folder, or not as they were decided. */
export async function goneFrom(dataDir: string, cases: string[]): Promise<string[]> {
  const gone: string[] = [];
  for (const caseId of cases)
    if ((await run(localProgram("cli/verify"), [caseId], { DATA_DIR: dataDir }).ended) !== 0) gone.push(caseId);
  return gone;
}
