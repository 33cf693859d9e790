/**
 * `npm run deploy -- <agency> [--bootstrap] [--settings] [--staff people.csv] [--admin "Name <address>"]`: locks the SOP tables that are about to
 * run (`statemachines/published.json`, to be committed), makes the account ready where asked to, creates or updates what is kept, puts the agency's settings into the table when there are none (or again, with `--settings`) and the people of the file,
 * makes whoever `--admin` names an administrator, then creates or updates what runs and uploads the pages. Running it again changes only what changed. What comes before and after:
 * infra/README.md.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { readAdministrator, type WantedAdministrator } from "../agencies/administrator-option.ts";
import { checkAgency } from "../agencies/check.ts";
import { agencyNamed } from "../agencies/index.ts";
import type { AgencyConfig } from "../agencies/types.ts";
import { readStaff } from "../agencies/people-file.ts";
import { loadOneMachine } from "../local/host/one-machine.ts";
import { accountCommands, putAdmin, putSettings, putStaff, tableClient } from "./agency-items.ts";
import { bootstrap, deployStack, outputNamed, stacksOf, type Outputs } from "./cdk.ts";
import { uploadPages } from "./pages.ts";
import { compileTables } from "./tables.ts";

try {
  const { firstInAccount, ...filling } = await wanted();
  const { agency } = filling;
  for (const line of compileTables("--publish")) console.log(line);
  const stacks = stacksOf(agency.id);
  if (firstInAccount) await bootstrap(agency.id);
  const data = await deployStack(agency.id, stacks.data);
  // Before anything runs, for the functions can do nothing without settings.
  const people = await fillTable(outputNamed("TableName", data), filling);
  const app = await deployStack(agency.id, stacks.app);
  const uploaded = await uploadPages(outputNamed("PagesBucketName", app), agency.region);
  console.log(`${uploaded} files of the pages are uploaded.`);
  tellWhatIsLeft(agency, data, app, people);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

interface Filling {
  agency: AgencyConfig;
  staff: StaffMember[];
  admin: WantedAdministrator | null;
  settingsAgain: boolean;
}

/** @throws Error with a line for each thing that is wrong, before anything is made */
async function wanted(): Promise<Filling & { firstInAccount: boolean }> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      bootstrap: { type: "boolean", default: false },
      settings: { type: "boolean", default: false },
      staff: { type: "string" },
      admin: { type: "string" },
    },
  });
  const agency = agencyNamed(positionals[0] ?? "");
  const wrong = checkAgency(agency);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const admin = values.admin === undefined ? null : readAdministrator(values.admin);
  const staff = values.staff ? readStaff(await readFile(values.staff)) : (agency.people ?? []);
  return { agency, staff, admin, settingsAgain: values.settings, firstInAccount: values.bootstrap };
}

/** @returns whose accounts have to be there */
async function fillTable(table: string, { admin, agency, settingsAgain, staff }: Filling): Promise<StaffMember[]> {
  const { region, settings } = agency;
  const client = tableClient(region);
  if (await putSettings(table, settings, client, settingsAgain)) console.log("The settings are in the table.");
  await putStaff(table, staff, client);
  if (staff.length > 0) console.log(`${staff.length} people are on the staff list.`);
  if (!admin) return staff;
  const { itemsInTable } = await loadOneMachine();
  const { member, told } = await putAdmin(itemsInTable(table, { region }), admin);
  console.log(told);
  return [...staff.filter(({ id }) => id !== member.id), member];
}

function tellWhatIsLeft(agency: AgencyConfig, data: Outputs, app: Outputs, staff: StaffMember[]): void {
  const records = [...Object.values(data), ...Object.values(app)].filter((line) => line.includes(" CNAME "));
  if (records.length > 0)
    console.log(["DNS records, to be made once where they are missing:", ...records].join("\n  "));
  if (staff.length > 0) {
    console.log("Accounts, to be created once (each person gets a mail):");
    for (const line of accountCommands(outputNamed("UserPoolId", data), agency.region, staff)) console.log(`  ${line}`);
  }
  console.log(`The service is at https://${agency.domain}`);
}
