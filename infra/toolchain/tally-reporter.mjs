/**
 * Closes a test run with one plain line, `N passed, N failed, N skipped`, for people and for machines. Where page tests
 * had no browser, a line before it says so; with `REQUIRE_BROWSER` in the environment the run then fails.
 */
import { findBrowser } from "./browser.mjs";

/**
 * What is read of a test file that has run.
 * @typedef {object} TestFile
 * @property {{ name: string }} project
 * @property {() => string} state
 * @property {{ allTests(): Iterable<{ result(): { state: "passed" | "failed" | "skipped" | "pending" } }> }} children
 */

export default class TallyReporter {
  /**
   * @param {readonly TestFile[]} files
   * @param {readonly unknown[]} errors what was thrown outside any test
   */
  onTestRunEnd(files, errors) {
    const untried = findBrowser() === undefined && files.some(({ project }) => project.name === "e2e");
    const faulty = untried && Boolean(process.env.REQUIRE_BROWSER);
    if (faulty) process.exitCode = 1;
    const lines = untried ? ["page tests did not run: no Chromium found (set CHROMIUM_PATH)"] : [];
    lines.push(tally(files, errors.length + Number(faulty)));
    // At exit, so that nothing another reporter prints comes after it.
    process.once("exit", () => process.stdout.write(`${lines.join("\n")}\n`));
  }
}

/**
 * A file that fails without a failing test (it does not load, a hook throws) and an error outside any test count as
 * failed, so that the line never says "0 failed" for a run that failed.
 * @param {readonly Pick<TestFile, "state" | "children">[]} files
 * @param {number} strayErrors
 */
export function tally(files, strayErrors) {
  const count = { passed: 0, failed: strayErrors, skipped: 0 };
  for (const file of files) {
    const failedBefore = count.failed;
    for (const test of file.children.allTests()) {
      const { state } = test.result();
      count[state === "pending" ? "skipped" : state] += 1;
    }
    if (file.state() === "failed" && count.failed === failedBefore) count.failed += 1;
  }
  return `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
}
