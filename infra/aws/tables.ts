/** The SOP tables before they go to AWS: `npm run compile`, as whoever changes a table runs it. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { projectRoot } from "./bundles.ts";

/**
 * Refuses where a machine is not that of its table, or where the flow of a published table changed.
 *
 * @param option `--publish` locks what is about to run as well
 * @returns the lines it said
 * @throws Error with a line for each thing that is wrong
 */
export function compileTables(option: "--check" | "--publish"): string[] {
  const compiler = path.join(projectRoot, "statemachines/compiler/compile-all.ts");
  const { status, stderr, stdout } = spawnSync(process.execPath, [compiler, option], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr.trim());
  return stdout.trim().split("\n");
}
