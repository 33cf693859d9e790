/**
 * `npm run cost`: what the service costs on AWS, from the templates and from the calls that the demonstration makes.
 * Needs neither network nor account.
 *
 *     npm run cost -- --cases 500            a month with 500 cases
 *     npm run cost -- --agency contoh        of this agency; the first of infra/agencies otherwise
 *     npm run cost -- --json                 one JSON object
 */
import { demoStaff } from "../../local/host/demo-agency.ts";
import { stories } from "../../demo/play.ts";
import { BadConfiguration } from "../service.ts";
import { BadArguments, wishesFrom, type Wishes } from "./arguments.ts";
import { assumptions } from "./assumptions.ts";
import { billOf } from "./bill.ts";
import { measureDemo } from "./measure.ts";
import { jsonOf, tableOf } from "./report.ts";
import { unpricedTypes } from "./resource-types.ts";
import { installed, resourcesOf } from "./templates.ts";
import { caseUsage, fixedUsage } from "./usage.ts";

try {
  const wishes = wishesFrom(process.argv.slice(2));
  process.exitCode = await tell(wishes);
} catch (error) {
  if (!(error instanceof BadArguments || error instanceof BadConfiguration)) throw error;
  for (const line of error.message.split("\n")) console.error(line);
  process.exitCode = error instanceof BadArguments ? 2 : 1;
}

async function tell({ agency, cases, json }: Wishes): Promise<number> {
  const resources = resourcesOf(agency);
  const unknown = unpricedTypes(resources.map(({ Type }) => Type));
  if (unknown.length > 0) {
    console.error(`Nobody has said what these cost; see infra/aws/cost/resource-types.ts: ${unknown.join(", ")}`);
    return 1;
  }
  const measured = await measureDemo(stories);
  for (const failure of measured.failures) console.error(`The demonstration failed: ${failure}`);
  if (measured.failures.length > 0) return 1;
  const there = installed(resources, agency, assumptions.hoursOfMonth);
  const bill = billOf(fixedUsage(there, measured.sweeps, demoStaff.length), caseUsage(there, measured, cases), cases);
  process.stdout.write(json ? `${jsonOf(agency.id, bill, measured)}\n` : tableOf(agency.id, bill, measured));
  return 0;
}
