/**
 * `npm run deploy -- <agency> [--staff people.json]`: creates or updates both stacks, puts the agency's settings into
 * the table when there are none (and the people of the file), and uploads the pages. Running it again changes only what
 * changed. What comes before and after: infra/README.md.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { checkAgency } from "../agencies/check.ts";
import { agencyNamed } from "../agencies/index.ts";
import type { AgencyConfig } from "../agencies/types.ts";
import { accountCommands, putStaff, readStaff, seedSettings, tableClient } from "./agency-items.ts";
import { deployStacks, stacksOf, type Outputs } from "./cdk.ts";
import { uploadPages } from "./pages.ts";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { staff: { type: "string" } } });
try {
  const agency = agencyNamed(positionals[0] ?? "");
  const wrong = checkAgency(agency);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const staff = values.staff ? readStaff(await readFile(values.staff, "utf8")) : [];
  await fill(agency, await deployStacks(agency.id), staff);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function fill(agency: AgencyConfig, outputs: Outputs, staff: ReturnType<typeof readStaff>): Promise<void> {
  const stacks = stacksOf(agency.id);
  const [data, app] = [outputs[stacks.data] ?? {}, outputs[stacks.app] ?? {}];
  const { region } = agency;
  const client = tableClient(region);
  const table = valueOf(data, "TableName");
  if (await seedSettings(table, agency.settings, client)) console.log("The settings are in the table.");
  await putStaff(table, staff, client);
  console.log(`${await uploadPages(valueOf(app, "PagesBucketName"), region)} files of the pages are uploaded.`);
  const records = [...Object.values(data), ...Object.values(app)].filter((line) => line.includes(" CNAME "));
  if (!agency.hostedZone) console.log(["DNS records, to be made once:", ...records].join("\n  "));
  if (staff.length > 0) {
    console.log("Accounts, to be created once (each person gets a mail):");
    for (const line of accountCommands(valueOf(data, "UserPoolId"), region, staff)) console.log(`  ${line}`);
  }
  console.log(`The service is at https://${agency.domain}`);
}

/** Outputs of a construct carry its path before their name and a hash after it. */
function valueOf(outputs: Record<string, string>, name: string): string {
  const found = Object.entries(outputs).find(([key]) => key.includes(name));
  if (!found) throw new Error(`the deployment tells no ${name}`);
  return found[1];
}
