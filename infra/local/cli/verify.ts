/**
 * `npm run verify -- CASE`: whether what was decided in a case is as the log of decisions says it was.
 *
 * `--copy FILE` looks into a copy (`npm run backup`), `--items FILE` into items as `aws dynamodb scan` prints them; otherwise into
 * DATA_DIR (./data), whether the service runs or not. `--root ROOT` also looks for a root that was kept elsewhere, as on paper.
 * Prints a line for each difference and each note, and a summary; exit code 1 where there is a difference.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { databaseFile, openDatabase } from "../host/database.ts";
import { loadOneMachine } from "../host/one-machine.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { readArchive } from "../copies/archive.ts";
import { leaseFolder } from "../copies/lease.ts";
import { openStill } from "../copies/still-file.ts";
import { itemsPrinted } from "./printed-items.ts";
import { dataDirFrom, keyFrom, nowIn, runProgram } from "./arguments.ts";

const usage = "Usage: npm run verify -- CASE [--copy FILE | --items FILE] [--root ROOT]";

await runProgram(async () => {
  const { caseId, copy, items, root } = argumentsIn(process.argv.slice(2));
  const verdict = copy ? await inCopy(caseId, copy) : items ? await inItems(caseId, items) : await inFolder(caseId);
  if (!verdict) throw new StartUpError(`There is no case ${caseId}.`);
  const differences = [...verdict.differences];
  if (root && !verdict.roots.includes(root)) differences.push(`log keputusan: akar ${root} tidak ada`);
  const lines = [...verdict.notes.map((each) => `note: ${each}`), ...differences.map((each) => `difference: ${each}`)];
  lines.push(
    `${verdict.confirmed} decisions confirmed, ${differences.length} differences, ${verdict.notes.length} notes`,
  );
  for (const line of lines) process.stdout.write(`${line}\n`);
  return differences.length > 0 ? 1 : 0;
});

async function inFolder(caseId: string) {
  await using lease = await leaseFolder(dataDirFrom(process.env), () => nowIn(process.env));
  const found = await inDatabase(caseId, lease.database);
  await lease.check();
  return found;
}

async function inCopy(caseId: string, file: string) {
  const folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-verify-"));
  try {
    await readArchive(path.resolve(file), await keyFrom(process.env), folder);
    return await inDatabase(caseId, path.join(folder, databaseFile));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inDatabase(caseId: string, file: string) {
  const database = openStill(file);
  try {
    return await (await loadOneMachine()).verifyDecisions({ database }, caseId);
  } finally {
    database.close();
  }
}

async function inItems(caseId: string, file: string) {
  const { itemTable, itemWriter, verifyDecisions } = await loadOneMachine();
  const printed = await readFile(path.resolve(file), "utf8").catch((error: unknown) => {
    throw new StartUpError(`${file} cannot be read.`, { cause: error });
  });
  const opened = openDatabase(":memory:");
  try {
    opened.migrate(itemTable);
    const put = itemWriter(opened);
    for (const item of itemsPrinted(printed, file)) await put(item);
    return await verifyDecisions(opened, caseId);
  } finally {
    await opened.close();
  }
}

function argumentsIn(args: string[]) {
  const { positionals, values } = parsed(args);
  const [caseId, ...more] = positionals;
  if (caseId === undefined || more.length > 0 || (values.copy && values.items)) throw new StartUpError(usage);
  return { caseId, ...values };
}

function parsed(args: string[]) {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ args, allowPositionals: true, options: { copy: text, items: text, root: text } });
  } catch {
    throw new StartUpError(usage);
  }
}
