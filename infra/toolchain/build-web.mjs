/** Builds the pages into dist/web with Vite, when something they are made of has changed. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { passSignalsTo } from "./launch.mjs";
import { alone } from "./lock.mjs";
import { findBin, findPinnedNode, withNodeFirst } from "./pinned-node.mjs";
import { projectRoot, say, ToolchainError } from "./project.mjs";

/** Everything the bundle may contain: the pages, the schemas and words they share with the back end, the packages. */
const madeOf = ["web", "functions/contract", "functions/domain", "statemachines", "package-lock.json"];

/**
 * Builds beside the present pages and swaps them in whole: a failed build leaves the old pages, and a server that
 * is running never shows half of the new ones.
 * @param {string} root the folder of package.json
 * @param {{ onlyWhenStale: boolean }} options
 * @throws {ToolchainError} when Vite fails; its own words have been shown before
 */
export async function buildWeb(root, { onlyWhenStale }) {
  const target = path.join(root, "dist", "web");
  if (onlyWhenStale && isFresh(root, target)) return;
  await alone(path.join(root, ".cache", "build-web.lock"), "another process is building the pages", async () => {
    if (onlyWhenStale && isFresh(root, target)) return;
    say("building the pages");
    const began = performance.now();
    const fingerprint = fingerprintOf(root);
    const fresh = path.join(root, ".cache", "web-new");
    const code = await vite(root, fresh);
    if (code !== 0) throw new ToolchainError("the pages could not be built (see above)");
    writeFileSync(markerOf(fresh), fingerprint);
    swap(fresh, target, path.join(root, ".cache", "web-old"));
    say(`pages built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  });
}

/** @param {string} folder */
function markerOf(folder) {
  return path.join(folder, ".made-of");
}

/**
 * @param {string} root
 * @param {string} target
 */
function isFresh(root, target) {
  const marker = markerOf(target);
  return existsSync(marker) && readFileSync(marker, "utf8") === fingerprintOf(root);
}

/** @param {string} root */
function fingerprintOf(root) {
  const hash = createHash("sha256");
  for (const file of madeOf.flatMap((name) => filesUnder(path.join(root, name)))) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} place a file or a folder; nothing when it does not exist
 * @returns {string[]} in a fixed order
 */
function filesUnder(place) {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [place];
  const names = readdirSync(place).toSorted();
  return names.flatMap((name) => filesUnder(path.join(place, name)));
}

/**
 * @param {string} root
 * @param {string} outDir
 * @returns {Promise<number | null>}
 */
function vite(root, outDir) {
  const node = findPinnedNode(root);
  const config = path.join(root, "web", "vite.config.ts");
  const options = ["--config", config, "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"];
  // What Vite says goes to stderr: stdout belongs to the program that runs afterwards.
  const child = passSignalsTo(
    spawn(node, [findBin(root, "vite"), "build", ...options], {
      cwd: root,
      env: withNodeFirst(node, process.env),
      stdio: ["ignore", 2, 2],
    }),
  );
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new ToolchainError(`${node} does not start here: ${error.message}`)));
    child.once("exit", (code) => resolve(code));
  });
}

/**
 * @param {string} fresh
 * @param {string} target
 * @param {string} old
 */
function swap(fresh, target, old) {
  rmSync(old, { recursive: true, force: true });
  mkdirSync(path.dirname(target), { recursive: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await buildWeb(projectRoot(), { onlyWhenStale: false });
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
