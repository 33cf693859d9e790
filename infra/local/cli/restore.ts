/**
 * `npm run restore -- FILE`: a copy back into an empty or missing data folder.
 *
 * Environment: DATA_DIR (./data), BACKUP_KEY_FILE (the key of a sealed copy). Prints what was restored; exit code 1 where
 * nothing was.
 */
import path from "node:path";
import { restoreCopy } from "../copies/restore-copy.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { dataDirFrom, keyFrom, nowIn, runProgram } from "./arguments.ts";

await runProgram(async () => {
  const [file, ...surplus] = process.argv.slice(2);
  if (file === undefined || surplus.length > 0) throw new StartUpError("Usage: npm run restore -- FILE");
  const dataDir = dataDirFrom(process.env);
  const key = await keyFrom(process.env);
  const { at, program, files } = await restoreCopy({ file: path.resolve(file), dataDir, key, now: nowIn(process.env) });
  process.stdout.write(`restored ${dataDir} from a copy of ${at} by version ${program}, ${files.length} files\n`);
  process.stdout.write("Start the service, and let an administrator sign in: letters and numbers wait until then.\n");
  return 0;
});
