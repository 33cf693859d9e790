/**
 * Floods the public form as one stranger, and as many strangers with one victim's address: few neutral mails leave, without a
 * typed word, and no case is there. How long other pages wait is told.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { codeBudgets } from "../../functions/domain/limits/public-limits.ts";
import { newSecret } from "../../infra/demo/people.ts";
import { databaseFile } from "../../infra/local/host/database.ts";
import { BenchHost } from "../bench/bench-host.ts";
import { visitRequest } from "../support/builders.ts";

const opening = "2026-11-23T01:00:00.000Z";
const bait = "Menangkan hadiah sekarang";

export interface FloodReport {
  requests: number;
  mails: number;
  /** How long a page waited at most meanwhile: told, not judged, for it depends on the machine. */
  slowestMs: number;
  violations: string[];
}

export async function floodForm(say: (line: string) => void, requests = 500): Promise<FloodReport> {
  const report: FloodReport = { requests: 0, mails: 0, slowestMs: 0, violations: [] };
  const { address, source } = codeBudgets;
  await flood("one stranger", source.count, (nth) => ({ from: "203.0.113.7", to: `korban${nth}@contoh.test` }));
  await flood("one victim", address.count, (nth) => ({
    from: `198.51.${nth >> 8}.${nth & 255}`,
    to: "korban@contoh.test",
  }));
  return report;

  async function flood(name: string, most: number, stranger: (nth: number) => Stranger): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-flood-"));
    try {
      const statuses = await floodOnce(folder, stranger);
      const [mails, items] = [textsIn(folder, "SELECT raw FROM mail"), textsIn(folder, "SELECT * FROM item")];
      report.requests += requests;
      report.mails += mails.length;
      const found = [
        mails.length > most && `${mails.length} mails left, of ${most} at most`,
        statuses.some((status) => status >= 500 || status === 201) && `answers ${statuses.join()}`,
        mails.some((raw) => raw.includes(bait)) && "a mail carries what a stranger typed",
        items.some((item) => item.includes(bait)) && "what a stranger typed is kept",
      ];
      report.violations.push(...found.filter((each) => each !== false).map((each) => `${name}: ${each}`));
      say(`${name}: ${requests} requests, ${mails.length} mails, answers ${statuses.join()}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** @returns which answers came */
  async function floodOnce(folder: string, stranger: (nth: number) => Stranger): Promise<number[]> {
    const host = await BenchHost.start(opening, { folder });
    try {
      const sent = Promise.all(Array.from({ length: requests }, (_, nth) => apply(host.url, stranger(nth))));
      report.slowestMs = Math.max(report.slowestMs, await slowestPage(host.url, sent));
      await host.idle();
      return [...new Set(await sent)].toSorted((one, other) => one - other);
    } finally {
      await host.stop();
    }
  }
}

interface Stranger {
  from: string;
  to: string;
}

async function apply(url: string, { from, to }: Stranger): Promise<number> {
  const values = visitRequest({
    institutionName: bait,
    contactEmail: to,
    institutionType: "perorangan",
    letterFile: undefined,
  });
  const asked = {
    procedure: "official-visit",
    submissionId: randomUUID(),
    secret: newSecret(),
    language: "id",
    values,
  };
  const reply = await fetch(`${url}/api/requests`, {
    method: "POST",
    body: JSON.stringify(asked),
    headers: { "content-type": "application/json", "x-forwarded-for": from },
  });
  await reply.arrayBuffer();
  return reply.status;
}

/** How long the slowest look at a page took while the flood came in, in milliseconds. */
async function slowestPage(url: string, flood: Promise<unknown>): Promise<number> {
  let [slowest, over] = [0, false];
  void flood.then(() => (over = true));
  while (!over) {
    const began = performance.now();
    await (await fetch(`${url}/api/agency`)).arrayBuffer();
    slowest = Math.max(slowest, Math.round(performance.now() - began));
  }
  return slowest;
}

function textsIn(folder: string, question: string): string[] {
  const database = new DatabaseSync(path.join(folder, databaseFile), { readOnly: true });
  try {
    return database
      .prepare(question)
      .all()
      .map((row) =>
        Object.values(row)
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : String(value)))
          .join(" "),
      );
  } finally {
    database.close();
  }
}
