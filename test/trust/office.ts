/** A service on one machine with some visits in it, stopped: a data folder to do harm to. */
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Browser } from "../../infra/demo/browser.ts";
import { Mailbox } from "../../infra/demo/mailbox.ts";
import { Requester } from "../../infra/demo/people.ts";
import { BenchHost } from "../bench/bench-host.ts";
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
