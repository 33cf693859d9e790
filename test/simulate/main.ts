/**
 * The whole service under one random seed, in memory and without real time (docs/proofs.md).
 *
 *     npm run simulate -- --agencies 100 --months 12 --seed 1
 *
 *     --agencies 10      how many, one after another
 *     --months 12        of each
 *     --cases 40         that people begin in a month; the calendar's come on top
 *     --seed 1           the same seed plays the same, to the letter
 *     --agency 7         only this one of them: a failure says which, and so it is played again
 *     --lose-executions  executions are lost and stopped, too
 *     --calm             nothing goes wrong: every reminder, escalation, expiry and digest that is due has to come
 *     --lines            prints every line of the journal to stderr
 *
 * Prints a summary with the hash of everything that happened and how often each operation, absence and closed day was played;
 * the exit code is 1 when a promise was broken, and in a long run when something was never played.
 */
import { parseArgs } from "node:util";
import "../../statemachines/index.ts";
import { Failure, runAgency } from "./agency.ts";
import { neverPlayed } from "./played.ts";
import { runAgencies } from "./run.ts";

const number = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const { values } = parseArgs({
  options: {
    agencies: number,
    months: number,
    cases: number,
    seed: number,
    agency: number,
    "lose-executions": flag,
    calm: flag,
    lines: flag,
  },
  // The runner hands on the double dash.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
});
/** Agency-months in which everything has to have been played. */
const enough = 60;
const say = (line: string) => void process.stderr.write(`${line}\n`);
const began = performance.now();
const plan = {
  seed: Number(values.seed ?? 1),
  months: Number(values.months ?? 12),
  casesAMonth: Number(values.cases ?? 40),
  loseExecutions: values["lose-executions"] ?? false,
  isCalm: values.calm ?? false,
  // About once a day.
  ...(values.calm ? { everythingEvery: Math.max(100, Number(values.cases ?? 40)) } : {}),
  say: values.lines ? say : null,
};
const which =
  values.agency === undefined
    ? Array.from({ length: Number(values.agencies ?? 10) }, (_, index) => index + 1)
    : [Number(values.agency)];

try {
  const summary = await runAgencies(plan, which, runAgency, say);
  const seconds = (performance.now() - began) / 1_000;
  const { system, user } = process.cpuUsage();
  const processorSeconds = (system + user) / 1_000_000;
  const perProcessorMinute = Math.round((summary.agencyMonths / processorSeconds) * 60);
  const times = { seconds: Math.round(seconds), processorSeconds: Math.round(processorSeconds), perProcessorMinute };
  const never = summary.agencyMonths < enough ? [] : neverPlayed(summary.played, plan.loseExecutions);
  process.stdout.write(`${JSON.stringify({ ok: never.length === 0, ...summary, ...times })}\n`);
  if (never.length > 0) {
    say(`NEVER PLAYED  ${never.join(", ")}`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  const { agency, seed } = error.plan;
  for (const line of error.last) say(line);
  say(`BROKEN  ${error.message}`);
  say(`at step ${error.step}: play it again with the same options and --seed ${seed} --agency ${agency}`);
  process.stdout.write(`${JSON.stringify({ ok: false, seed, agency, step: error.step, broken: error.message })}\n`);
  process.exit(1);
}
