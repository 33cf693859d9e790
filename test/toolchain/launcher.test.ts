import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { launcher, projectFolder, run, scratchFolder, start } from "./scratch.ts";

/** Says "up", and when told to stop takes a moment to finish what it is writing. */
const carefulProgram = `
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      console.log("stopping on " + signal);
      setTimeout(() => { console.log("all written"); process.exit(3); }, 150);
    });
  }
  setInterval(() => {}, 1000);
  console.log("up");
`;

describe("the launcher", () => {
  test("runs TypeScript on Node 24 or newer, and says nothing on the program's stdout", async () => {
    const folder = scratchFolder({
      "program.ts": `const words: string[] = process.argv.slice(2);
        console.log(JSON.stringify({ node: Number.parseInt(process.versions.node), words }));`,
    });
    const { code, stdout } = await run(["file", path.join(folder, "program.ts"), "satu", "--dua=2"]);
    expect(code).toBe(0);
    const seen = JSON.parse(stdout) as { node: number; words: string[] };
    expect(seen.node).toBeGreaterThanOrEqual(24);
    expect(seen.words).toEqual(["satu", "--dua=2"]);
  });

  test("gives the same Node to the programs that its program starts", async () => {
    const folder = scratchFolder({
      "program.ts": `import { execFileSync } from "node:child_process";
        console.log(process.version === execFileSync("node", ["--version"], { encoding: "utf8" }).trim());`,
    });
    const { stdout } = await run(["file", path.join(folder, "program.ts")]);
    expect(stdout).toBe("true\n");
  });

  test.each([0, 1, 7])("passes on exit code %i", async (code) => {
    const folder = scratchFolder({ "program.mjs": `process.exit(${code});` });
    expect(await run(["file", path.join(folder, "program.mjs")])).toMatchObject({ code });
  });

  test("reports a program that was killed as the shell does", async () => {
    const folder = scratchFolder({ "program.mjs": `process.kill(process.pid, "SIGKILL");` });
    expect(await run(["file", path.join(folder, "program.mjs")])).toMatchObject({ code: 137 });
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "hands %s to the program and waits until it has finished",
    async (signal) => {
      const folder = scratchFolder({ "program.mjs": carefulProgram });
      const running = start(process.execPath, [launcher, "file", path.join(folder, "program.mjs")]);
      await running.said("up");
      running.child.kill(signal);
      const { code, stdout } = await running.ended;
      expect(stdout).toBe(`up\nstopping on ${signal}\nall written\n`);
      expect(code).toBe(3);
    },
  );

  test("is reached by SIGTERM through npm, as long as its script begins with exec", async () => {
    const folder = scratchFolder({
      "program.mjs": carefulProgram,
      "package.json": JSON.stringify({ scripts: { start: `exec node ${launcher} file program.mjs` } }),
    });
    const running = start("npm", ["start", "--silent"], { cwd: folder });
    await running.said("up");
    running.child.kill("SIGTERM");
    const { code, stdout } = await running.ended;
    expect(stdout).toContain("stopping on SIGTERM\nall written\n");
    expect(code).toBe(3);
  });

  test("is started with exec by every script, so that a signal never stops at npm's shell", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    for (const script of Object.values(scripts)) expect(script).toMatch(/^exec node infra\/toolchain\/run\.mjs /);
  });

  test("runs an installed command", async () => {
    const { code, stdout } = await run(["bin", "prettier", "--version"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    ["a command nobody installed", ["bin", "no-such-command"], /no installed package has a command called/],
    ["no words at all", [], /usage:/],
  ])("refuses %s in one line", async (_what, words, complaint) => {
    const { code, stderr } = await run(words);
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(complaint);
  });
});
