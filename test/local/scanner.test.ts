import { describe, expect, it } from "vitest";
import { findBrowser } from "../../infra/toolchain/browser.mjs";
import { runScanner } from "../scanner/scanner-trial.ts";

const chromium = findBrowser();
const minute = 60_000;
/** One of each kind; `test/scanner/scan-links.ts` takes hundreds. */
const links = 3;

describe.skipIf(!chromium)("a mail scanner (skipped without Chromium)", () => {
  it(
    "keeps invariant 2: decides nothing by opening links, running their script and sending their forms",
    async () => {
      const report = await runScanner(links, chromium ?? "");
      expect(report.violations).toEqual([]);
      expect(report.links).toEqual({ decision: 1, companion: 1, requester: 1 });
      expect(report.pages).toBeGreaterThanOrEqual(links);
    },
    4 * minute,
  );
});
