/**
 * `npm run restored -- <agency> --table NAME --copy 2026-12-01T03:00:00Z --files BUCKET`: tells a table that it was restored to
 * that point in time, before the service is put on it, and asks again for what was erased since, as the bucket of files knows it. Until an administrator ends that on the staff pages, nothing is mailed or numbered.
 * What comes before and after: infra/README.md.
 */
import { parseArgs } from "node:util";
import { S3Client } from "@aws-sdk/client-s3";
import { agencyNamed } from "../agencies/index.ts";
import { loadOneMachine } from "../local/host/one-machine.ts";
import { erasuresInBucket } from "./erasures-in-bucket.ts";

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { table: { type: "string" }, copy: { type: "string" }, files: { type: "string" } },
  });
  const { region } = agencyNamed(positionals[0] ?? "");
  const { table, copy = "", files } = values;
  if (!table) throw new Error("Say which table was restored: --table NAME.");
  if (!files) throw new Error("Say where the files are, with the notes on what was erased: --files BUCKET.");
  const copyAt = Date.parse(copy);
  if (Number.isNaN(copyAt)) throw new Error("Say the instant it was restored to: --copy 2026-12-01T03:00:00Z.");
  const { itemsInTable, markRestored } = await loadOneMachine();
  const at = { copyAt: new Date(copyAt).toISOString(), restoredAt: new Date().toISOString() };
  const erasures = await erasuresInBucket(new S3Client({ region }), files);
  const erased = await markRestored(itemsInTable(table, { region }), at, erasures);
  if (erased.length > 0) console.log(`To be erased again: ${erased.join(", ")}.`);
  console.log(`The table ${table} knows that it was restored; an administrator ends the waiting on the staff pages.`);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
