/** Brings `node_modules` to what package-lock.json asks for, and does nothing, in milliseconds, when it is there. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { passSignalsTo } from "./launch.mjs";
import { alone } from "./lock.mjs";
import { pinnedPackage } from "./pinned-node.mjs";
import { say, sayingStill, ToolchainError } from "./project.mjs";

const oldestNode = 20;

// Short waits between tries: by default npm is silent for over a minute before it says that there is no network.
const npmArguments = [
  ...["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
  ...["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"],
];

const networkFailure =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E50\d)\b/;

/**
 * Installs the locked packages when they are missing or the lock file has changed. No package's install script runs:
 * what ships compiled code ships it prebuilt.
 * @param {string} root the folder of package.json
 * @throws {ToolchainError} when Node is too old, the registry does not answer, or npm refuses
 */
export async function ensureInstalled(root) {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new ToolchainError(`Node ${oldestNode} or newer is needed to set up; this is ${process.versions.node}`);
  }
  if (isInstalled(root)) return;
  const lock = path.join(root, ".cache", "install.lock");
  await alone(lock, "another process is installing packages", async () => {
    if (isInstalled(root)) return;
    if (!npmHasDoneIt(root)) await install(root);
    mkdirSync(path.join(root, "node_modules"), { recursive: true });
    writeFileSync(markerOf(root), fingerprintOf(root));
  });
}

/** @param {string} root */
function markerOf(root) {
  return path.join(root, "node_modules", ".alur-installed");
}

/**
 * What an installation depends on: the lock file, and the platform whose programs were chosen.
 * @param {string} root
 */
function fingerprintOf(root) {
  const lockFile = readFileSync(path.join(root, "package-lock.json"));
  return `${createHash("sha256").update(lockFile).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/** @param {string} root */
function isInstalled(root) {
  const marker = markerOf(root);
  return existsSync(marker) && readFileSync(marker, "utf8") === fingerprintOf(root);
}

/**
 * True when someone ran npm themselves and it finished: npm writes its own list last, so nothing is installed twice.
 * @param {string} root
 */
function npmHasDoneIt(root) {
  const list = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(list)) return false;
  const wanted = packagesIn(path.join(root, "package-lock.json"));
  const present = packagesIn(list);
  const node = `node_modules/${pinnedPackage()}`;
  return Object.entries(wanted).every(([folder, { version, optional, devOptional }]) => {
    const leftOut = folder === "" || ((optional || devOptional) && folder !== node && !present[folder]);
    return leftOut || present[folder]?.version === version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/** @param {string} root */
async function install(root) {
  say("installing packages from package-lock.json (first run: about a minute)");
  const began = performance.now();
  const { code, output } = await sayingStill("installing packages", () => npm(root));
  if (code === null) throw new ToolchainError("stopped while installing packages; the next run begins again");
  if (code !== 0) throw new ToolchainError(explain(output));
  say(`packages installed in ${Math.round((performance.now() - began) / 1000)} s`);
}

/**
 * @param {string} root
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function npm(root) {
  const script = process.env.npm_execpath ?? "";
  // npm keeps to the Node it was started with: the pinned one lies in the folder it is about to replace.
  const [program, args] = script.endsWith("npm-cli.js")
    ? [process.env.npm_node_execpath ?? process.execPath, [script, ...npmArguments]]
    : ["npm", npmArguments];
  const shell = program === "npm" && process.platform === "win32";
  const child = passSignalsTo(spawn(program, args, { cwd: root, shell, stdio: ["ignore", "pipe", "pipe"] }));

  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
  }
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 1, output: `npm does not start: ${error.message}` }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

/**
 * The one line that says what went wrong, and what to do.
 * @param {string} output what npm printed
 */
function explain(output) {
  const network = networkFailure.exec(output);
  if (network) {
    return `cannot reach the npm registry (${network[0]}). Check the network, or "npm config get registry", and try again.`;
  }
  if (/\bEUSAGE\b/.test(output)) return 'package.json and package-lock.json do not agree: run "npm install" once.';
  if (/\bENOSPC\b/.test(output)) return "the disk is full: packages could not be installed.";
  const lines = output.split("\n").filter((line) => line.trim() && !line.includes("A complete log"));
  return `npm could not install the packages:\n${lines.slice(-12).join("\n")}`;
}
