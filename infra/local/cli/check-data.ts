/**
 * `npm run check-data`: whether items, workflow, files and mail of a data folder fit, while the service runs or not.
 *
 * Prints a line for each difference and each note, and a summary; exit code 1 where there is a difference. Environment:
 * DATA_DIR (./data).
 */
import path from "node:path";
import { checkFolder } from "../checks/check-folder.ts";
import { leaseFolder } from "../copies/lease.ts";
import { filesFolder } from "../copies/take-copy.ts";
import { dataDirFrom, nowIn, runProgram } from "./arguments.ts";

await runProgram(async () => {
  const dataDir = dataDirFrom(process.env);
  await using lease = await leaseFolder(dataDir, () => nowIn(process.env));
  const { differences, notes } = await checkFolder({
    database: lease.database,
    files: path.join(dataDir, filesFolder),
  });
  await lease.check();
  const lines = [...notes.map((note) => `note: ${note}`), ...differences.map((each) => `difference: ${each}`)];
  const summary = `${differences.length} differences, ${notes.length} notes`;
  for (const line of [...lines, summary]) process.stdout.write(`${line}\n`);
  return differences.length > 0 ? 1 : 0;
});
