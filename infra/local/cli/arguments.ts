/** What the programs on a data folder share: where it is, the key of copies, and how they end. */
import path from "node:path";
import { readKeyFile } from "../copies/key-file.ts";
import { systemClock } from "../host/clock.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { StoreError } from "../host/store-error.ts";

type Environment = Record<string, string | undefined>;

/** The data folder, as the host finds it. */
export function dataDirFrom(environment: Environment): string {
  return path.resolve(environment["DATA_DIR"] || "data");
}

/** Now, ISO 8601, by the clock that a host would have. */
export function nowIn(environment: Environment): string {
  return new Date(systemClock(Number(environment["CLOCK_SKEW_MS"] ?? 0)).now()).toISOString();
}

/** @returns null where no key file is set */
export async function keyFrom(environment: Environment): Promise<Buffer | null> {
  const file = environment["BACKUP_KEY_FILE"];
  return file ? readKeyFile(path.resolve(file)) : null;
}

/** Runs a program; what its caller can act on becomes a line on stderr and exit code 1, without a stack. */
export async function runProgram(program: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await program();
  } catch (error) {
    if (!(error instanceof StartUpError) && !(error instanceof StoreError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
