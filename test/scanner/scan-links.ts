/**
 * Proof that a mail scanner decides nothing: opens live decision links by HEAD, GET and with a browser that runs the
 * page's script, follows every link of the pages and sends every form; then no task has an answer, and every link still
 * works for the person it was mailed to.
 *
 *     node infra/toolchain/run.mjs --web --browser file test/scanner/scan-links.ts -- --links 50
 *
 * Prints a summary; the exit code is 1 when something was decided or a link is dead, 2 without a Chromium.
 */
import { parseArgs } from "node:util";
import { findBrowser } from "../../infra/toolchain/browser.mjs";
import { runScanner } from "./scanner-trial.ts";

const args = process.argv.slice(2).filter((argument) => argument !== "--");
const { values } = parseArgs({ options: { links: { type: "string" } }, args });
const say = (line: string) => void process.stderr.write(`${line}\n`);
const chromium = findBrowser();
if (!chromium) {
  say("no Chromium found; set CHROMIUM_PATH");
  process.exit(2);
}
const report = await runScanner(Number(values.links ?? 50), chromium, say);
for (const violation of report.violations) say(`BROKEN  ${violation}`);
process.stdout.write(`${JSON.stringify({ ok: report.violations.length === 0, ...report })}\n`);
process.exit(report.violations.length === 0 ? 0 : 1);
