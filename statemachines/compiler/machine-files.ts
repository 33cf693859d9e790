/** The generated files of a `statemachines` folder: a machine per procedure, and the lock on published tables. */
import { compile } from "./compile.ts";
import { machineName } from "../language/table.ts";
import { checkPublished, publish, type PublishedLock } from "./published.ts";
import type { Procedure } from "../language/vocabulary.ts";

/** Files by their path within the folder. */
export interface Folder {
  /** @returns null where there is no such file */
  read(file: string): Promise<string | null>;
  write(file: string, text: string): Promise<void>;
}

const lockFile = "published.json";

/** Where the machine of a version lies within the folder: in the procedure's own, under a name as `machineName` forms it. */
export function machinePath({ folder, id, version }: Pick<Procedure, "folder" | "id" | "version">): string {
  const suffix = machineName(id, version).slice(id.length).replace("-", ".");
  return `${folder === undefined ? "" : `${folder}/`}${id}/machine${suffix}.asl.json`;
}

/**
 * Writes the machine of every version: a case whose execution is lost goes on with that of its own.
 *
 * @returns the files that changed
 * @throws {TableError} for a table that cannot be compiled; then nothing is written
 */
export async function writeMachines(folder: Folder, procedures: readonly Procedure[]): Promise<string[]> {
  const stale = await staleMachines(folder, procedures);
  for (const { file, text } of stale) await folder.write(file, text);
  return stale.map(({ file }) => file);
}

/**
 * Compares what is committed with the tables, and the tables with what was published.
 *
 * @returns a sentence for each difference
 * @throws {TableError} for a table that cannot be compiled
 */
export async function checkFiles(folder: Folder, procedures: readonly Procedure[]): Promise<string[]> {
  const stale = await staleMachines(folder, procedures);
  return [
    ...stale.map(({ file }) => `${file} differs from its table: run \`npm run compile\` and commit it`),
    ...checkPublished(procedures, await readLock(folder)),
  ];
}

/**
 * Adds the versions that are not published yet to the lock.
 *
 * @returns what was added, such as `official-visit@1`
 * @throws where a published table has changed or is gone
 */
export async function publishTables(folder: Folder, procedures: readonly Procedure[]): Promise<string[]> {
  const lock = await readLock(folder);
  const problems = checkPublished(procedures, lock);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const next = publish(procedures, lock);
  const inOrder = Object.fromEntries(Object.entries(next).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  await folder.write(lockFile, `${JSON.stringify(inOrder, null, 2)}\n`);
  return Object.keys(next).filter((key) => !Object.hasOwn(lock, key));
}

async function staleMachines(
  folder: Folder,
  procedures: readonly Procedure[],
): Promise<{ file: string; text: string }[]> {
  const machines = procedures.map((procedure) => ({
    file: machinePath(procedure),
    text: `${JSON.stringify(compile(procedure), null, 2)}\n`,
  }));
  const committed = await Promise.all(machines.map(({ file }) => folder.read(file)));
  return machines.filter(({ text }, index) => committed[index] !== text);
}

/** Without its lock every table would look unpublished, so a missing or damaged one stops the work. */
async function readLock(folder: Folder): Promise<PublishedLock> {
  const lock: unknown = JSON.parse((await folder.read(lockFile)) ?? "null");
  if (!isLock(lock)) throw new Error(`${lockFile} must be an object of version -> flow`);
  return lock;
}

const isLock = recordOf(recordOf(recordOf((part): part is string => typeof part === "string")));

function recordOf<Value>(isValue: (value: unknown) => value is Value) {
  return (value: unknown): value is Record<string, Value> =>
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isValue);
}
