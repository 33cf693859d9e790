/**
 * `npm run bench`: one JSON line per figure.
 *
 *     npm run bench                        everything
 *     npm run bench -- --only visits       or: arrivals, soak, large, sweep, search, workflow, operations, bundles
 *     npm run bench -- --profile FOLDER    also writes a profile of the processor's time with many visits in flight
 */
import { parseArgs } from "node:util";
import { benchBundles } from "./bundles.ts";
import { benchLarge } from "./large.ts";
import { benchSearch } from "./search.ts";
import { benchSweep } from "./sweep.ts";
import { benchSoak } from "./soak.ts";
import { benchArrivals, benchVisits, countOperations } from "./visits.ts";
import { benchWorkflow, type Figure } from "./workflow.ts";

const text = { type: "string" } as const;
const args = process.argv.slice(2).filter((argument) => argument !== "--");
const { values } = parseArgs({ options: { only: text, profile: text, visits: text, cases: text }, args });
const many = 32;
/** Half of what the service has to manage. */
const arrivalsPerSecond = 5;
const visits = Number(values.visits ?? 160);

const benches: Record<string, () => Promise<Figure[]>> = {
  operations: countOperations,
  visits: async () => {
    // So many that it is the service which is measured, and not how a process warms up.
    const alone = await benchVisits(1, Math.ceil(visits * 0.4));
    const together = await benchVisits(many, visits, values.profile);
    const [one, all] = [alone[0]?.value ?? 0, together[0]?.value ?? 0];
    const gain = {
      name: `${many} visits in flight against 1`,
      value: Math.round((all / one) * 10) / 10,
      unit: "times",
    };
    return [...alone, ...together, gain];
  },
  arrivals: () => benchArrivals(arrivalsPerSecond, visits),
  soak: benchSoak,
  large: () => benchLarge(Number(values.cases ?? 100_000)),
  sweep: () => benchSweep(Number(values.cases ?? 100_000)),
  search: () => benchSearch(Number(values.cases ?? 50_000)),
  workflow: benchWorkflow,
  bundles: benchBundles,
};

for (const [name, bench] of Object.entries(benches)) {
  if (values.only && values.only !== name) continue;
  for (const figure of await bench()) process.stdout.write(`${JSON.stringify(figure)}\n`);
}
