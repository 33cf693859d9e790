/**
 * Loses executions at every state of every machine: stopped, failed, gone from the journal of a running and of a stopped
 * agency; before what a state does is done, after it, and while somebody is waited for.
 *
 *     node infra/toolchain/run.mjs file test/lost/lose-executions.ts
 *
 *     --procedure official-visit   one SOP
 *     --seed 1                     for the same choices
 *
 * Prints a summary; the exit code is 1 when a case did not end as its table says or anything was done twice, and the data
 * folder is kept.
 */
import { parseArgs } from "node:util";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import "../support/tables.ts";
import { ways } from "./losses.ts";
import { loseExecutions } from "./trial.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: { procedure: text, seed: text },
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
});
// What the service logs of faults is what is wanted here.
console.error = () => undefined;
const say = (line: string) => void process.stderr.write(`${line}\n`);
const chosen = currentProcedures().filter(({ id }) => values.procedure === undefined || id === values.procedure);

const total = { cases: 0, old: 0, states: 0, losses: 0, wentOn: 0 };
const [never, violations, folders]: [string[], string[], string[]] = [[], [], []];
for (const { id } of chosen) {
  const report = await loseExecutions({ procedure: id, seed: Number(values.seed ?? 1), say });
  for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += report[name];
  never.push(...report.never.map((loss) => `${id}: ${loss}`));
  violations.push(...report.violations.map((line) => `${id}: ${line}`));
  folders.push(...report.folders);
}
const ok = violations.length === 0 && never.length === 0 && chosen.length > 0;
process.stdout.write(`${JSON.stringify({ ok, ...total, ways, never, violations, folders })}\n`);
process.exit(ok ? 0 : 1);
