import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { findBrowser } from "./infra/toolchain/browser.mjs";

const seconds = 1_000;
const testRoot = fileURLToPath(new URL("test/", import.meta.url));

/** What is waited for may be late on a busy machine, and is not wrong for that. */
const expect = { poll: { timeout: 15 * seconds } };

/** Every folder of test/ is a project, so that no folder of tests can be forgotten. */
const projects = readdirSync(testRoot, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "support")
  .map((entry) => projectFor(entry.name));

function projectFor(name: string): TestProjectConfiguration {
  const include = [`test/${name}/**/*.test.ts`];
  if (name === "e2e") {
    // After everything else, so that pages have the processors: a file with its browser uses about half of one.
    const alone = { maxWorkers: 2, sequence: { groupOrder: 1 } };
    const env = { CHROMIUM_PATH: findBrowser() ?? "" };
    return {
      extends: true,
      test: { name, include, env, expect, ...alone, testTimeout: 90 * seconds, hookTimeout: 90 * seconds },
    };
  }
  // Only what hangs is stopped: the time a test takes depends on the machine, and on what else runs there.
  const timeout = 60 * seconds;
  // These start whole programs. The others share modules from file to file: they start nothing and change none.
  const isolate = ["local", "infra", "toolchain"].includes(name);
  return {
    extends: true,
    test: { name, include, expect, maxWorkers: 3, isolate, testTimeout: timeout, hookTimeout: timeout },
  };
}

export default defineConfig({
  test: {
    setupFiles: [fileURLToPath(new URL("test/support/tables.ts", import.meta.url))],
    projects,
    reporters: ["default", "./infra/toolchain/tally-reporter.mjs"],
  },
});
