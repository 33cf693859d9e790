/**
 * `npm run check`: everything that can be judged without running the product. Parts run side by side, as many as
 * there are processors; what a part prints is shown when it fails.
 *
 *     npm run check                  all of them
 *     npm run check -- lint types    only these
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { findBin } from "./pinned-node.mjs";
import { projectRoot } from "./project.mjs";

/** Longest first, so that the short ones fill the gaps. */
const parts = [
  { name: "lint", what: "code manners", bin: "eslint", args: ["--max-warnings", "0", "."] },
  { name: "types", what: "types of the back end", bin: "tsc", args: ["-p", "tsconfig.json"] },
  { name: "pages", what: "types of the pages", bin: "svelte-check", args: svelteCheck() },
  { name: "unused", what: "unused code", bin: "knip", args: [] },
  { name: "format", what: "format (prettier --write . mends it)", bin: "prettier", args: ["--check", "."] },
  { name: "imports", what: "import direction", bin: "depcruise", args: imports() },
  {
    name: "tables",
    what: "machines match their tables",
    file: "statemachines/compiler/compile-all.ts",
    args: ["--check"],
  },
];

function svelteCheck() {
  return ["--workspace", "web", "--tsconfig", "./tsconfig.json", "--fail-on-warnings", "--output", "human"];
}

function imports() {
  return ["--config", ".dependency-cruiser.cjs", "statemachines", "functions", "infra", "web/src", "test"];
}

/**
 * @param {(typeof parts)[number]} part
 * @returns {Promise<boolean>} whether it found nothing
 */
function judge(part) {
  const root = projectRoot();
  const began = performance.now();
  const script = part.bin === undefined ? path.join(root, part.file) : findBin(root, part.bin);
  const child = spawn(process.execPath, [...process.execArgv, script, ...part.args], {
    cwd: root,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) },
    stdio: ["ignore", "pipe", "pipe"],
  });

  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
  }
  return new Promise((resolve) => {
    child.once("close", (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${part.name.padEnd(8)} ${part.what} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd().replaceAll(/^/gm, "       "));
      resolve(code === 0);
    });
  });
}

/** @param {typeof parts} chosen */
async function judgeAll(chosen) {
  const waiting = [...chosen];
  /** @type {string[]} */
  const failed = [];
  async function worker() {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (!(await judge(part))) failed.push(part.name);
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return failed;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(", ")}. Parts: ${parts.map((part) => part.name).join(", ")}`);
  process.exitCode = 2;
} else {
  const failed = await judgeAll(parts.filter((part) => wanted.length === 0 || wanted.includes(part.name)));
  console.log(failed.length === 0 ? "check: all good" : `check: failed in ${failed.join(", ")}`);
  if (failed.length > 0) process.exitCode = 1;
}
