/**
 * Proof that a copy of the running service is worth something: copies at random moments while official visits run, each restored
 * into an empty folder, compared, started, and every case brought to its end there.
 *
 *     node infra/toolchain/run.mjs file test/crash/copy-host.ts -- --copies 50
 *
 *     --copies 50    how many copies
 *     --cases 8      cases at a time
 *     --seed 1       for the same play and the same delays (not the same instants: processes are not that exact)
 *     --minutes 30   give up after that
 *
 * Prints a summary; the exit code is 1 when a promise was broken, and the folder is kept.
 */
import { parseArgs } from "node:util";
import { runCopyTrial } from "./copy-trial.ts";

const number = { type: "string" } as const;
const { values } = parseArgs({
  options: { copies: number, cases: number, seed: number, minutes: number },
  // The runner hands on the double dash.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
});
const say = (line: string) => void process.stderr.write(`${line}\n`);
process.env["LOG_LEVEL"] = "problem";
const began = performance.now();
const report = await runCopyTrial({
  copies: Number(values.copies ?? 50),
  cases: Number(values.cases ?? 8),
  seed: Number(values.seed ?? 1),
  minutes: Number(values.minutes ?? 30),
  say,
});
for (const violation of report.violations) say(`BROKEN  ${violation}`);
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${JSON.stringify({ ok: report.violations.length === 0, ...report, seconds })}\n`);
process.exit(report.violations.length === 0 ? 0 : 1);
