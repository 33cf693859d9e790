/**
 * `npm run trust`: the worst days, played through at length. Each part is a program or a trial of its own, and can be run alone.
 *
 *     npm run trust -- --only damage
 *
 *     --only NAME   one part: kills, lost, scanner, fuzz, floods, damage, full-disk
 *     --short       small numbers, some minutes in all
 *
 * Prints what each part counted; the exit code is 1 where any promise was broken, 2 where a part could not be run.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { damageEachFile } from "./damage.ts";
import { floodForm } from "./flood.ts";
import { letDiskRunFull } from "./full-disk.ts";

const { values } = parseArgs({
  options: { only: { type: "string" }, short: { type: "boolean" } },
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
});
const short = values.short ?? false;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** @returns exit code */
type Part = () => Promise<number>;

const parts: Record<string, Part> = {
  kills: program("crash/kill-host", ["--kills", short ? "5" : "100"]),
  lost: program("lost/lose-executions", short ? ["--procedure", "official-visit"] : []),
  scanner: program("scanner/scan-links", ["--links", short ? "10" : "500"]),
  fuzz: program("fuzz/main", ["--requests", short ? "10000" : "100000"]),
  floods: trial("floods", () => floodForm(say, short ? 100 : 500)),
  damage: trial("damage", () => damageEachFile(say, short ? 5 : 1)),
  "full-disk": trial("full-disk", () => letDiskRunFull(say)),
};

function program(file: string, args: string[]): Part {
  return async () => {
    const runner = fileURLToPath(new URL("../../infra/toolchain/run.mjs", import.meta.url));
    const child = spawn(process.execPath, [runner, "--web", "file", `test/${file}.ts`, "--", ...args], {
      stdio: "inherit",
    });
    const [code] = (await once(child, "close")) as [number | null];
    return code ?? 1;
  };
}

function trial(name: string, run: () => Promise<{ violations: string[] }>): Part {
  return async () => {
    const report = await run();
    for (const violation of report.violations) say(`BROKEN  ${violation}`);
    process.stdout.write(`${JSON.stringify({ part: name, ok: report.violations.length === 0, ...report })}\n`);
    return report.violations.length > 0 ? 1 : 0;
  };
}

const chosen = Object.entries(parts).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  say(`--only takes one of ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
const ended: Record<string, number> = {};
for (const [name, part] of chosen) {
  say(`-- ${name}`);
  ended[name] = await part();
}
process.stdout.write(`${JSON.stringify({ ok: Object.values(ended).every((code) => code === 0), ended })}\n`);
process.exitCode = Math.max(...Object.values(ended));
