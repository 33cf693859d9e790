/**
 * Proof that the service survives being killed: SIGKILL at random moments while official visits run, then every case
 * must have ended as it should, with no decision lost or doubled.
 *
 *     node infra/toolchain/run.mjs file test/crash/kill-host.ts -- --kills 100
 *
 *     --kills 100    how often the service is killed
 *     --cases 10     cases at a time; new ones begin as others end
 *     --seed 1       for the same play and the same delays (not the same instants: processes are not that exact)
 *     --minutes 30   give up after that
 *     --aws-clients  its handlers use the clients of AWS, against endpoints of the host
 *
 * The service runs as `npm start` runs it, on a fresh folder, and its people reach it by HTTP and mail alone; a request
 * without an answer is sent again as it was. The clock moves on with each start: by a minute, and by weeks when every
 * case waits for another day. Prints a summary; the exit code is 1 when a promise was broken, and the folder is kept.
 */
import { parseArgs } from "node:util";
import { runTrial } from "./trial.ts";

const number = { type: "string" } as const;
const { values } = parseArgs({
  options: { kills: number, cases: number, seed: number, minutes: number, "aws-clients": { type: "boolean" } },
  // The runner hands on the double dash.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
});
const say = (line: string) => void process.stderr.write(`${line}\n`);
const began = performance.now();
const report = await runTrial({
  kills: Number(values.kills ?? 100),
  cases: Number(values.cases ?? 10),
  seed: Number(values.seed ?? 1),
  minutes: Number(values.minutes ?? 30),
  awsClients: values["aws-clients"] ?? false,
  say,
});
for (const violation of report.violations) say(`BROKEN  ${violation}`);
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${JSON.stringify({ ok: report.violations.length === 0, ...report, seconds })}\n`);
process.exit(report.violations.length === 0 ? 0 : 1);
