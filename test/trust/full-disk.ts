/**
 * Lets the disk run full under a running service (a limit on the size of its files) while visitors apply: what was
 * confirmed is there afterwards, nothing is half stored, and the service answers all the while.
 */
import { randomUUID } from "node:crypto";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { Browser } from "../../infra/demo/browser.ts";
import { Mailbox } from "../../infra/demo/mailbox.ts";
import { Requester } from "../../infra/demo/people.ts";
import { databaseFile } from "../../infra/local/host/database.ts";
import { visitRequest } from "../support/builders.ts";
import { checkData, clockSkew, goneFrom, localProgram, officeWithVisits, startOn, stop } from "./office.ts";

const kilobyte = 1024;

export interface FullDiskReport {
  /** Requests that were answered with a case, and those that were refused while the disk was full. */
  confirmed: number;
  refused: number;
  violations: string[];
}

/** @param room kilobytes by which the largest file may still grow */
export async function letDiskRunFull(say: (line: string) => void, room = 512): Promise<FullDiskReport> {
  const { folder, cases } = await officeWithVisits(1);
  const report: FullDiskReport = { confirmed: 0, refused: 0, violations: [] };
  try {
    const limit = Math.ceil((await stat(path.join(folder, databaseFile))).size / kilobyte) + room;
    const { child, url, inbox } = await limited(folder, limit);
    const mailbox = new Mailbox(new Browser(inbox));
    for (let nth = 1; nth <= mostRequests && report.refused < enoughRefused; nth += 1) {
      const caseId = await applied(url, mailbox, nth);
      if (caseId === null) report.refused += 1;
      else {
        cases.push(caseId);
        report.confirmed += 1;
      }
      const agency = await fetch(`${url}/api/agency`).catch(() => null);
      if (agency?.status !== 200) report.violations.push(`after ${nth} requests the service answered no page`);
    }
    if (report.refused === 0) report.violations.push("the disk never ran full");
    child.kill("SIGKILL");
    await once(child, "close");
    say(`${report.confirmed} confirmed, ${report.refused} refused`);
    report.violations.push(...(await lookAt(folder, cases)));
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const mostRequests = 400;
const enoughRefused = 5;

/** Somebody new applies; null where nothing was confirmed. */
async function applied(url: string, mailbox: Mailbox, nth: number): Promise<string | null> {
  const values = visitRequest({
    institutionType: "perorangan",
    letterFile: undefined,
    letterNumber: undefined,
    letterDate: undefined,
    district: "Karangsari",
    contactEmail: `penuh${nth}@contoh.test`,
  });
  try {
    return await new Requester(url, values, mailbox).send("official-visit", randomUUID(), values);
  } catch {
    return null;
  }
}

/** The service as it is started on a machine, none of whose files may get larger than so many kilobytes. */
async function limited(
  dataDir: string,
  kilobytes: number,
): Promise<{ child: ChildProcess; url: string; inbox: string }> {
  const start = `ulimit -f ${kilobytes} && exec "$0" --disable-warning=ExperimentalWarning "$1"`;
  const child = spawn("bash", ["-c", start, process.execPath, localProgram("host/main")], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: "0", MAIL_INBOX: "1", CLOCK_SKEW_MS: clockSkew() },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  return new Promise((resolve, reject) => {
    child.on("close", () => reject(new Error(`the service did not start: ${said}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const [, url] = /^ready (\S+)$/m.exec(said) ?? [];
      const [, inbox] = /^Mail inbox \(this machine only\) +(http\S+)$/m.exec(said) ?? [];
      if (url && inbox) resolve({ child, url, inbox });
    });
  });
}

/** With room again: it starts, everything confirmed is there, and all of it fits. */
async function lookAt(dataDir: string, cases: string[]): Promise<string[]> {
  const { ready, started } = await startOn(dataDir);
  if (ready === null) return [`with room again it does not start: ${started.err().slice(0, 300)}`];
  await stop(started);
  const { code, out } = await checkData(dataDir);
  const found = code === 0 ? [] : [`check-data: ${out.slice(0, 500)}`];
  const gone = await goneFrom(dataDir, cases);
  return [...found, ...gone.map((caseId) => `${caseId} was confirmed and is gone`)];
}
