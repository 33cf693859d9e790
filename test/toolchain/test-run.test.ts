import { describe, expect, test } from "vitest";
import { tally } from "../../infra/toolchain/tally-reporter.mjs";
import { projectFolder, run, scratchFolder } from "./scratch.ts";

type State = "passed" | "failed" | "skipped" | "pending";

function file(state: string, ...tests: State[]) {
  return {
    state: () => state,
    children: { allTests: () => tests.map((each) => ({ result: () => ({ state: each }) })) },
  };
}

describe("the line that closes a test run", () => {
  test("counts tests of all files", () => {
    const files = [file("failed", "passed", "failed", "skipped"), file("passed", "passed", "pending")];
    expect(tally(files, 0)).toBe("2 passed, 1 failed, 2 skipped");
  });

  test("counts a file that does not load, and an error outside any test, as failed", () => {
    expect(tally([file("failed"), file("passed", "passed")], 1)).toBe("1 passed, 2 failed, 0 skipped");
  });

  test("stands alone at the end, and the exit code agrees with it", async () => {
    const folder = scratchFolder({
      "some.test.ts": `import { expect, test } from "vitest";
        test("holds", () => expect(1).toBe(1));
        test("does not hold", () => expect(1).toBe(2));
        test.skip("waits", () => {});`,
    });
    const reporter = `${projectFolder}infra/toolchain/tally-reporter.mjs`;
    const options = ["--root", folder];
    const { code, stdout } = await run([
      "bin",
      "vitest",
      "run",
      ...options,
      "--reporter",
      "default",
      "--reporter",
      reporter,
    ]);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("1 passed, 1 failed, 1 skipped");
    expect(code).toBe(1);
  });
});
