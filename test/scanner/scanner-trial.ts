/** Lets a scanner loose on live links of a fresh service, then has the right people answer them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { jumpableClock } from "../../infra/local/host/clock.ts";
import { startHost } from "../../infra/local/host/host.ts";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";
import { Agency, type LiveLink } from "./live-links.ts";
import { quietly } from "../support/page-server.ts";
import { scanLink, type Tricks } from "./scan.ts";

export interface ScannerReport extends Tricks {
  links: Record<LiveLink["kind"], number>;
  violations: string[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Monday 23 November 2026, 09.00 in Jakarta. */
const opening = "2026-11-23";
const openingMs = Date.parse(`${opening}T02:00:00Z`);
const scanners = 5;
const betweenMs = 20 * 60_000;

/** @param executablePath a Chromium */
export async function runScanner(
  count: number,
  executablePath: string,
  say?: (line: string) => void,
): Promise<ScannerReport> {
  await buildWeb(root, { onlyWhenStale: true });
  const dataDir = await mkdtemp(path.join(tmpdir(), "alur-pustaka-scanner-"));
  const clock = jumpableClock(openingMs, { exportTo: process.env });
  const host = await startHost({ dataDir, port: 0, clock, seed: true });
  const browser = await chromium.launch({ executablePath, args: quietly });
  try {
    const agency = new Agency(host, opening);
    const links = await agency.liveLinks(count);
    say?.(`${links.length} links are live`);
    const tricks: Tricks = { requests: 0, pages: 0, linksFollowed: 0, buttonsPressed: 0, formsSent: 0 };
    const waiting = [...links];
    const followed = new Set<string>();
    const scan = async (): Promise<void> => {
      for (let link = waiting.pop(); link; link = waiting.pop()) {
        await scanLink(browser, host.url, link, tricks, followed);
        // Also the right person's own device only looks.
        await link.look();
      }
    };
    await Promise.all(Array.from({ length: scanners }, scan));
    await host.idle();
    const open = new Set(await agency.openCases());
    const decided = links
      .filter(({ caseId }) => !open.has(caseId))
      .map(({ caseId }) => `${caseId} was decided by the scanner`);
    say?.("the right people answer");
    // Whoever tries codes locks the link for a quarter of an hour; it opens again by itself.
    clock.advance(betweenMs);
    const dead: string[] = [];
    for (const link of links) {
      await link
        .answer()
        .catch((error: unknown) => dead.push(`${link.caseId} (${link.kind}) cannot be answered: ${String(error)}`));
    }
    const kinds = Map.groupBy(links, ({ kind }) => kind);
    const number = (kind: LiveLink["kind"]) => kinds.get(kind)?.length ?? 0;
    return {
      links: { decision: number("decision"), companion: number("companion"), requester: number("requester") },
      ...tricks,
      violations: [...decided, ...dead],
    };
  } finally {
    await browser.close();
    await host.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
