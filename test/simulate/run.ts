/** Several agencies one after another, and what they come to together. */
import { createHash } from "node:crypto";
import type { Plan, Report } from "./agency.ts";
import { nothingPlayed, type Played } from "./played.ts";

export interface Summary {
  agencies: number;
  agencyMonths: number;
  cases: number;
  steps: number;
  mails: number;
  restarts: number;
  faults: Report["faults"];
  checks: number;
  /** How many outcomes of rows were chosen at least once. */
  outcomes: number;
  /** How often each thing was played that must not be left out. */
  played: Played;
  /** Mails by why they came, and questions that ended by silence. */
  accounted: Record<string, number>;
  /** Of everything that happened in all of them. */
  hash: string;
}

/** @throws Failure of the first agency that breaks a promise */
export async function runAgencies(
  plan: Omit<Plan, "agency">,
  which: number[],
  run: (plan: Plan) => Promise<Report>,
  say: (line: string) => void = () => undefined,
): Promise<Summary> {
  const hash = createHash("sha256");
  const chosen = new Set<string>();
  const faults = { before: 0, after: 0, twice: 0, late: 0 };
  const played = nothingPlayed();
  const accounted: Record<string, number> = {};
  const sum = { cases: 0, steps: 0, mails: 0, restarts: 0, checks: 0 };
  for (const agency of which) {
    const report = await run({ ...plan, agency });
    hash.update(report.hash);
    for (const each of report.chosen) chosen.add(each);
    for (const [what, times] of Object.entries(report.played)) played[what] = (played[what] ?? 0) + times;
    for (const [what, times] of Object.entries(report.accounted)) accounted[what] = (accounted[what] ?? 0) + times;
    for (const kind of ["before", "after", "twice", "late"] as const) faults[kind] += report.faults[kind];
    for (const name of ["cases", "steps", "mails", "restarts", "checks"] as const) sum[name] += report[name];
    say(`agency ${agency}: ${report.cases} cases, ${report.steps} steps, ${report.hash.slice(0, 12)}`);
  }
  return {
    agencies: which.length,
    agencyMonths: which.length * plan.months,
    ...sum,
    faults,
    outcomes: chosen.size,
    played,
    accounted,
    hash: hash.digest("hex"),
  };
}
