/** Closes a test run with one plain line, `N passed, N failed, N skipped`, for people and for machines. */

/** @typedef {import("vitest/node").TestModule} TestModule */

export default class TallyReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} errors what was thrown outside any test
   */
  onTestRunEnd(modules, errors) {
    const line = tally(modules, errors.length);
    // At exit, so that nothing another reporter prints comes after it.
    process.once("exit", () => process.stdout.write(`${line}\n`));
  }
}

/**
 * A file that fails without a failing test (it does not load, a hook throws) and an error outside any test count as
 * failed, so that the line never says "0 failed" for a run that failed.
 * @param {readonly TestModule[]} modules
 * @param {number} strayErrors
 */
export function tally(modules, strayErrors) {
  const count = { passed: 0, failed: strayErrors, skipped: 0 };
  for (const module of modules) {
    const failedBefore = count.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      count[state === "pending" ? "skipped" : state] += 1;
    }
    if (module.state() === "failed" && count.failed === failedBefore) count.failed += 1;
  }
  return `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
}
