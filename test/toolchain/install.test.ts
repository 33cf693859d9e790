import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { launcher, run, scratchFolder, start, write } from "./scratch.ts";

const program = { "program.mjs": `console.log("ran");` };

/** A project without packages: installing it needs no network. */
function projectFiles(version = "1.0.0"): Record<string, string> {
  const self = { name: "scratch", version };
  return {
    ...program,
    "package.json": JSON.stringify(self),
    "package-lock.json": JSON.stringify({ ...self, lockfileVersion: 3, requires: true, packages: { "": self } }),
  };
}

function runIn(folder: string, env: NodeJS.ProcessEnv = {}) {
  return run(["file", path.join(folder, "program.mjs")], { cwd: folder, env: { ALUR_ROOT: folder, ...env } });
}

describe("setting up", () => {
  test("installs on the first run, says so, and is silent on the second", async () => {
    const folder = scratchFolder(projectFiles());
    const first = await runIn(folder);
    expect(first).toMatchObject({ code: 0, stdout: "ran\n" });
    expect(first.stderr).toMatch(/installing packages/);
    expect(await runIn(folder)).toEqual({ code: 0, stdout: "ran\n", stderr: "" });
  });

  test("installs again when the lock file has changed", async () => {
    const folder = scratchFolder(projectFiles());
    await runIn(folder);
    write(folder, projectFiles("1.0.1"));
    rmSync(path.join(folder, "node_modules", ".package-lock.json"), { force: true });
    expect((await runIn(folder)).stderr).toMatch(/installing packages/);
  });

  test("takes what npm has installed by itself as it is", async () => {
    const folder = scratchFolder({ ...projectFiles(), "node_modules/.package-lock.json": `{"packages":{}}` });
    expect(await runIn(folder)).toEqual({ code: 0, stdout: "ran\n", stderr: "" });
  });

  test("installs once when two programs start together", async () => {
    const folder = scratchFolder(projectFiles());
    const both = await Promise.all([runIn(folder), runIn(folder)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const announcements = both.flatMap(({ stderr }) => stderr.match(/installing packages from/g) ?? []);
    expect(announcements).toHaveLength(1);
  });

  test("takes npm along when it is stopped", async () => {
    const folder = scratchFolder({
      ...projectFiles(),
      // Stands for an installation that takes long.
      "npm-cli.js": `setInterval(() => {}, 1000); require("fs").writeFileSync("pid", String(process.pid));`,
    });
    const env = {
      ALUR_ROOT: folder,
      npm_execpath: path.join(folder, "npm-cli.js"),
      npm_node_execpath: process.execPath,
    };
    const running = start(process.execPath, [launcher, "file", "program.mjs"], { cwd: folder, env });
    await vi.waitUntil(() => existsSync(path.join(folder, "pid")), { timeout: 20_000 });
    running.child.kill("SIGTERM");
    expect(await running.ended).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/stopped while installing/),
    });
    const npm = Number(readFileSync(path.join(folder, "pid"), "utf8"));
    expect(() => process.kill(npm, 0)).toThrow("ESRCH");
  });

  test("is not stopped by the lock of a process that crashed", async () => {
    const gone = 2 ** 22 + 1;
    const folder = scratchFolder({ ...projectFiles(), ".cache/install.lock": String(gone) });
    expect(await runIn(folder)).toMatchObject({ code: 0, stdout: "ran\n" });
    expect(existsSync(path.join(folder, ".cache/install.lock"))).toBe(false);
  });

  test("says in one line that the registry cannot be reached, and runs nothing", async () => {
    const folder = scratchFolder(projectFiles());
    const lock = {
      name: "scratch",
      version: "1.0.0",
      lockfileVersion: 3,
      packages: {
        "": { name: "scratch", version: "1.0.0", dependencies: { absent: "1.0.0" } },
        "node_modules/absent": { version: "1.0.0", integrity: `sha512-${"A".repeat(86)}==` },
      },
    };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify(lock.packages[""]));
    writeFileSync(path.join(folder, "package-lock.json"), JSON.stringify(lock));
    // Nobody listens on port 9 of this machine.
    const nowhere = { npm_config_registry: "http://127.0.0.1:9/", npm_config_cache: path.join(folder, "npm-cache") };
    const { code, stdout, stderr } = await runIn(folder, nowhere);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/cannot reach the npm registry \(ECONNREFUSED\)/);
  });
});
