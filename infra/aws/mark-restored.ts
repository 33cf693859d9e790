/**
 * `npm run restored -- <agency> --table NAME --copy 2026-12-01T03:00:00Z`: tells a table that it was restored to that point in
 * time, before the service is put on it. Until an administrator ends that on the staff pages, nothing is mailed or numbered.
 * What comes before and after: infra/README.md.
 */
import { parseArgs } from "node:util";
import { agencyNamed } from "../agencies/index.ts";
import { loadOneMachine } from "../local/host/one-machine.ts";

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { table: { type: "string" }, copy: { type: "string" } },
  });
  const { region } = agencyNamed(positionals[0] ?? "");
  const { table, copy = "" } = values;
  if (!table) throw new Error("Say which table was restored: --table NAME.");
  const copyAt = Date.parse(copy);
  if (Number.isNaN(copyAt)) throw new Error("Say the instant it was restored to: --copy 2026-12-01T03:00:00Z.");
  const { itemsInTable, markRestored } = await loadOneMachine();
  const at = { copyAt: new Date(copyAt).toISOString(), restoredAt: new Date().toISOString() };
  await markRestored(itemsInTable(table, { region }), at);
  console.log(`The table ${table} knows that it was restored; an administrator ends the waiting on the staff pages.`);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
