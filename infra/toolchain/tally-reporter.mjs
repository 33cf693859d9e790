/** Closes a test run with one plain line, `N passed, N failed, N skipped`, for people and for machines. */

/**
 * What is read of a test file that has run.
 * @typedef {object} TestFile
 * @property {() => string} state
 * @property {{ allTests(): Iterable<{ result(): { state: "passed" | "failed" | "skipped" | "pending" } }> }} children
 */

export default class TallyReporter {
  /**
   * @param {readonly TestFile[]} files
   * @param {readonly unknown[]} errors what was thrown outside any test
   */
  onTestRunEnd(files, errors) {
    const line = tally(files, errors.length);
    // At exit, so that nothing another reporter prints comes after it.
    process.once("exit", () => process.stdout.write(`${line}\n`));
  }
}

/**
 * A file that fails without a failing test (it does not load, a hook throws) and an error outside any test count as
 * failed, so that the line never says "0 failed" for a run that failed.
 * @param {readonly TestFile[]} files
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
