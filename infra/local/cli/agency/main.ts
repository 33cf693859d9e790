/**
 * `npm run agency`: a real agency on one machine, in place of the demo. Works on the folder of DATA_DIR (./data), while the
 * service runs on it and while it does not. Says in Indonesian what it did, or what is wrong and what to do.
 *
 *     npm run agency -- init                 asks for what is needed, then makes the agency
 *     npm run agency -- init FILE.json       takes it from a file (infra/agencies/agency-file.ts)
 *     npm run agency -- people FILE.csv      brings people in, and changes those there are; all of them or none
 *     npm run agency -- end ID               somebody has left (an id or a mail address)
 *     npm run agency -- away ID --until DAY  somebody is not there until that day; `--from DAY`: not from today
 *     npm run agency -- back ID              is there again
 *     npm run agency -- disable ID           somebody is out of service until further notice; `enable ID` ends it
 *     npm run agency -- set KEY VALUE        changes a setting
 *     npm run agency -- show                 what is set, who works here, which role has nobody; `--json` as a file
 *
 * Exit code 0: done; 1: refused, and nothing was written; 2: not understood; 130: given up.
 */
// The roles that are needed are those of the agency's tables.
import "../../../../statemachines/index.ts";
import path from "node:path";
import { parseArgs } from "node:util";
import { StartUpError } from "../../host/start-up-error.ts";
import { asStartUpError } from "../../host/explain-failure.ts";
import { GivenUp } from "./conversation.ts";
import { away, back, disable, enable } from "./absence.ts";
import { end } from "./end.ts";
import { init } from "./init.ts";
import { importPeople } from "./people.ts";
import { Refused, type Command } from "./command.ts";
import { set } from "./set.ts";
import { show } from "./show.ts";

const usage = `Cara pakai:
  npm run agency -- init [BERKAS.json] [--people BERKAS.csv]   membuat instansi di folder data baru
  npm run agency -- people BERKAS.csv                          memasukkan atau memperbarui orang
  npm run agency -- end ID                                     seseorang tidak bertugas lagi (id atau email)
  npm run agency -- away ID [--from TGL] --until TGL           seseorang tidak masuk (cuti, sakit, dinas luar)
  npm run agency -- back ID                                    sudah masuk lagi
  npm run agency -- disable ID                                 menonaktifkan sampai ada enable ID
  npm run agency -- set KUNCI NILAI                            mengubah satu setelan
  npm run agency -- show [--json]                              menampilkan setelan dan orang
Folder data: DATA_DIR (tanpa itu: ./data).`;

const commands: Record<string, Command> = {
  ...{ init, people: importPeople, end, away, back, disable, enable },
  ...{ set, show },
};

process.exitCode = await main();

async function main(): Promise<number> {
  const dataDir = path.resolve(process.env["DATA_DIR"] || "data");
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const complain = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const [name = "", ...args] = process.argv.slice(2);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    const options = command && optionsIn(args);
    if (!command || !options) {
      complain(usage);
      return 2;
    }
    const terminal = { input: process.stdin, output: process.stdout };
    await command({ dataDir, say, terminal, ...options });
    return 0;
  } catch (error) {
    if (error instanceof GivenUp) {
      complain("\nDibatalkan; tidak ada yang ditulis.");
      return 130;
    }
    const told = error instanceof Refused ? error : asStartUpError(error, dataDir);
    if (!(told instanceof Refused || told instanceof StartUpError)) throw error;
    complain(told.message);
    return 1;
  }
}

/** Null where there is an option that no command knows. */
function optionsIn(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        people: { type: "string" },
        from: { type: "string" },
        until: { type: "string" },
      },
    });
    const { from, until } = values;
    return { words: positionals, json: values.json, peopleFile: values.people ?? null, from, until };
  } catch {
    return null;
  }
}
