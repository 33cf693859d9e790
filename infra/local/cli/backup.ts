/**
 * `npm run backup -- FILE`: one file with everything a data folder keeps, whether the service runs or not.
 *
 * FILE may be a folder, which then gets a file named by the instant. Environment: DATA_DIR (./data), BACKUP_KEY_FILE (the copy
 * is sealed with its key), BACKUP_KEEP_DAYS (copies in that folder that are older end). `--timer` refuses without a key.
 * `--new-key FILE` makes a key. Prints a line; exit code 1 where there is no copy.
 */
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { StartUpError } from "../host/start-up-error.ts";
import { makeKeyFile } from "../copies/key-file.ts";
import { removeOldCopies } from "../copies/old-copies.ts";
import { takeCopy } from "../copies/take-copy.ts";
import { dataDirFrom, keyFrom, nowIn, runProgram } from "./arguments.ts";

const usage = "Usage: npm run backup -- FILE | --timer FILE | --new-key FILE";
const say = (line: string) => void process.stdout.write(`${line}\n`);

await runProgram(async () => {
  const { newKey, timer, target } = argumentsIn(process.argv.slice(2));
  if (newKey) {
    await makeKeyFile(target);
    say(`key ${target}: keep it elsewhere than the copies, for without it they cannot be read`);
    return 0;
  }
  const key = await keyFrom(process.env);
  if (timer && !key) {
    throw new StartUpError("A copy on a timer must be sealed: set BACKUP_KEY_FILE (npm run backup -- --new-key FILE).");
  }
  const keepDays = daysFrom(process.env["BACKUP_KEEP_DAYS"]);
  const file = isFolder(target) ? path.join(target, nameAt(nowIn(process.env), key !== null)) : target;
  const program = await versionOfProgram();
  const { at, files, missing } = await takeCopy({
    dataDir: dataDirFrom(process.env),
    file,
    key,
    program,
    now: () => nowIn(process.env),
  });
  for (const each of missing) process.stderr.write(`not in the copy, for it is not there: ${each}\n`);
  say(`copy ${file} of ${at}, ${files} files${key ? ", sealed" : ", not sealed: whoever reads it reads everything"}`);
  if (keepDays !== null) for (const old of await removeOldCopies(path.dirname(file), keepDays)) say(`ended ${old}`);
  return 0;
});

function argumentsIn(args: string[]): { newKey: boolean; timer: boolean; target: string } {
  const { values, positionals } = parsed(args);
  const [target] = positionals;
  if (target === undefined || positionals.length > 1) throw new StartUpError(usage);
  return { newKey: values["new-key"] ?? false, timer: values.timer ?? false, target: path.resolve(target) };
}

function parsed(args: string[]) {
  try {
    const flag = { type: "boolean" } as const;
    return parseArgs({ args, allowPositionals: true, options: { timer: flag, "new-key": flag } });
  } catch {
    throw new StartUpError(usage);
  }
}

async function versionOfProgram(): Promise<string> {
  const text = await readFile(new URL("../../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function isFolder(target: string): boolean {
  return existsSync(target) && statSync(target).isDirectory();
}

/** `alur-pustaka-2026-12-01T030000Z.tar.gz`, sorted by time; a sealed one is none that tar reads. */
function nameAt(now: string, isSealed: boolean): string {
  const instant = now.replace(/\.\d+/, "").replaceAll(":", "");
  return `alur-pustaka-${instant}${isSealed ? ".copy" : ".tar.gz"}`;
}

function daysFrom(text: string | undefined): number | null {
  if (!text) return null;
  const days = Number(text);
  if (Number.isFinite(days) && days > 0) return days;
  throw new StartUpError(`BACKUP_KEEP_DAYS must be a number of days above 0, not "${text}".`);
}
