/**
 * `npm run restore -- FILE`: a copy back into an empty or missing data folder.
 *
 * What was erased since is erased again: by the list beside the copy, and, with `--erasures FOLDER`, by what a data folder that
 * was in use after the copy still says.
 *
 * Environment: DATA_DIR (./data), BACKUP_KEY_FILE (the key of a sealed copy). Prints what was restored; exit code 1 where
 * nothing was.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { restoreCopy } from "../copies/restore-copy.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { dataDirFrom, keyFrom, nowIn, runProgram } from "./arguments.ts";

await runProgram(async () => {
  const { erasuresOf, file } = argumentsIn(process.argv.slice(2));
  const dataDir = dataDirFrom(process.env);
  const key = await keyFrom(process.env);
  const { at, erased, files, program } = await restoreCopy({
    ...{ file: path.resolve(file), dataDir, key, now: nowIn(process.env) },
    ...(erasuresOf === undefined ? {} : { erasuresOf: path.resolve(erasuresOf) }),
  });
  process.stdout.write(`restored ${dataDir} from a copy of ${at} by version ${program}, ${files.length} files\n`);
  if (erased.length > 0) process.stdout.write(`to be erased again: ${erased.join(", ")}\n`);
  process.stdout.write("Start the service, and let an administrator sign in: letters and numbers wait until then.\n");
  return 0;
});

function argumentsIn(args: string[]): { file: string; erasuresOf: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      ...{ args, allowPositionals: true },
      options: { erasures: { type: "string" } },
    });
    const [file, ...surplus] = positionals;
    if (file !== undefined && surplus.length === 0) return { file, erasuresOf: values.erasures };
  } catch {
    // As what follows says.
  }
  throw new StartUpError("Usage: npm run restore -- FILE [--erasures FOLDER]");
}
