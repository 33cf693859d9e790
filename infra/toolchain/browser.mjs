/** The Chromium that the browser tests drive: the system's own, installed where that is allowed. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { passSignalsTo } from "./launch.mjs";
import { say, sayingStill } from "./project.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macPrograms = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** @returns {string | undefined} path of a Chromium; `CHROMIUM_PATH` wins, and set to nothing it means none */
export function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined) return existsSync(chosen) ? chosen : undefined;
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const candidates = [...folders, "/usr/bin"].flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...candidates, ...macPrograms].find((program) => existsSync(program));
}

/**
 * Finds Chromium, or installs it with apt where that needs no question. Never fails: without a browser its tests
 * are skipped, and the reason is said.
 * @returns {Promise<string | undefined>} the program's path
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const reason = await installWithApt();
  const installed = reason === undefined ? findBrowser() : undefined;
  if (!installed) say(`browser tests are skipped: ${reason ?? "no Chromium after installing it"}`);
  return installed;
}

/** @returns {Promise<string | undefined>} why it could not, or undefined when it did */
async function installWithApt() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined) return `CHROMIUM_PATH is "${chosen}", and no program is there`;
  if (!existsSync("/usr/bin/apt-get")) return "no Chromium found, and no apt-get to install it (set CHROMIUM_PATH)";
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (asRoot.length > 0 && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status !== 0) {
    return "no Chromium found, and installing it needs root: apt-get install chromium";
  }

  say("installing Chromium for the browser tests with apt-get (a minute or two)");
  return sayingStill("installing Chromium", async () => {
    const install = [...asRoot, "apt-get", "install", "-y", "--no-install-recommends", "chromium"];
    if (await runs(install)) return undefined;
    // A fresh machine has no package lists yet.
    const updated = await runs([...asRoot, "apt-get", "update"]);
    return updated && (await runs(install)) ? undefined : "apt-get could not install Chromium";
  });
}

/**
 * @param {string[]} command
 * @returns {Promise<boolean>} whether it ended well
 */
function runs([program = "", ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const child = passSignalsTo(spawn(program, args, { stdio: "ignore", env }));
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
