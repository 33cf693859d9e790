import { readFileSync } from "node:fs";
import path from "node:path";
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
    const { code, stdout } = await runTests({
      "some.test.ts": `import { expect, test } from "vitest";
        test("holds", () => expect(1).toBe(1));
        test("does not hold", () => expect(1).toBe(2));
        test.skip("waits", () => {});`,
    });
    expect(lastLines(stdout, 1)).toEqual(["1 passed, 1 failed, 1 skipped"]);
    expect(code).toBe(1);
  });
});

describe("where no browser is found", () => {
  const sentence = "page tests did not run: no Chromium found (set CHROMIUM_PATH)";
  const noBrowser = { CHROMIUM_PATH: "", REQUIRE_BROWSER: undefined };
  const pageTest = `import { test } from "vitest"; test.skip("page", () => {});`;
  const unitTest = `import { expect, test } from "vitest"; test("holds", () => expect(1).toBe(1));`;
  const withPages = {
    "vitest.config.js": `export default { test: { projects: ["unit", "e2e"].map(
      (name) => ({ test: { name, include: [name + "/*.test.ts"] } })) } };`,
    "unit/some.test.ts": unitTest,
    "e2e/page.test.ts": pageTest,
  };

  test("a run says that page tests did not run, and passes", async () => {
    const { code, stdout } = await runTests(withPages, noBrowser);
    expect(lastLines(stdout, 2)).toEqual([sentence, "1 passed, 0 failed, 1 skipped"]);
    expect(code).toBe(0);
  });

  test("a run that requires one fails, as continuous integration does", async () => {
    const { code, stdout } = await runTests(withPages, { ...noBrowser, REQUIRE_BROWSER: "1" });
    expect(lastLines(stdout, 2)).toEqual([sentence, "1 passed, 1 failed, 1 skipped"]);
    expect(code).toBe(1);
    expect(readFileSync(path.join(projectFolder, ".ci/run"), "utf8")).toMatch(/^REQUIRE_BROWSER=1 npm test/m);
  });

  test("a run without page tests needs none", async () => {
    const { code, stdout } = await runTests({ "some.test.ts": unitTest }, { ...noBrowser, REQUIRE_BROWSER: "1" });
    expect(lastLines(stdout, 1)).toEqual(["1 passed, 0 failed, 0 skipped"]);
    expect(stdout).not.toContain(sentence);
    expect(code).toBe(0);
  });
});

/** Runs the tests of a folder with these files, closed by our line. */
function runTests(files: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  const reporter = path.join(projectFolder, "infra/toolchain/tally-reporter.mjs");
  const options = ["--root", scratchFolder(files), "--reporter", "default", "--reporter", reporter];
  return run(["bin", "vitest", "run", ...options], { env });
}

function lastLines(text: string, count: number): string[] {
  return text.trimEnd().split("\n").slice(-count);
}
