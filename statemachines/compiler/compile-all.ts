/**
 * `npm run compile`: tables -> machines.
 *
 *     npm run compile                write the machine of every procedure
 *     npm run compile -- --check     write nothing; fail where a file differs or a published table has changed
 *     npm run compile -- --publish   write, and lock the versions that are not locked yet
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { procedures } from "../language/registry.ts";
import "../index.ts";
import { checkFiles, publishTables, writeMachines, type Folder } from "./machine-files.ts";

const folder: Folder = {
  async read(file) {
    try {
      return await readFile(new URL(`../${file}`, import.meta.url), "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    }
  },
  async write(file, text) {
    const address = new URL(`../${file}`, import.meta.url);
    await mkdir(new URL(".", address), { recursive: true });
    await writeFile(address, text);
  },
};

/** @returns the exit code */
async function main(options: string[]): Promise<number> {
  const unknown = options.filter((option) => option !== "--check" && option !== "--publish");
  if (unknown.length > 0 || options.length > 1) {
    console.error("compile takes no option, --check or --publish");
    return 2;
  }
  return options[0] === "--check" ? check() : write(options[0] === "--publish");
}

async function check(): Promise<number> {
  const problems = await checkFiles(folder, procedures);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log("every machine matches its table");
  return problems.length === 0 ? 0 : 1;
}

async function write(publishing: boolean): Promise<number> {
  const written = await writeMachines(folder, procedures);
  for (const file of written) console.log(`wrote statemachines/${file}`);
  const published = publishing ? await publishTables(folder, procedures) : [];
  for (const key of published) console.log(`published ${key}`);
  if (written.length + published.length === 0) console.log("nothing to change");
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
