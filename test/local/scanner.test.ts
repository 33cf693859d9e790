import { describe, expect, it } from "vitest";
import { findBrowser } from "../../infra/toolchain/browser.mjs";
import { runScanner } from "../scanner/scanner-trial.ts";

const chromium = findBrowser();
const minute = 60_000;
const links = 5;

describe.skipIf(!chromium)("a mail scanner (skipped without Chromium)", () => {
  it(
    "keeps invariant 2: decides nothing by opening links, running their script and sending their forms",
    async () => {
      const report = await runScanner(links, chromium ?? "");
      expect(report.violations).toEqual([]);
      expect(report.links).toEqual({ decision: 2, companion: 2, requester: 1 });
      expect(report.pages).toBeGreaterThanOrEqual(links);
    },
    4 * minute,
  );
});
