/** The programs as an operator, a timer or a full disk meets them. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeKeyFile } from "../../../infra/local/copies/key-file.ts";
import { systemClock } from "../../../infra/local/host/clock.ts";
import { startHost } from "../../../infra/local/host/host.ts";
import { killPrograms, run, type Run } from "../host/run-program.ts";

let folder = "";
const at = (...names: string[]): string => path.join(folder, ...names);
const program = (name: string): string =>
  fileURLToPath(new URL(`../../../infra/local/cli/${name}.ts`, import.meta.url));
const start = (name: string, args: string[], env: Record<string, string> = {}): Run =>
  run(program(name), args, { DATA_DIR: at("data"), ...env });

async function ended(name: string, args: string[], env: Record<string, string> = {}) {
  const { out, err, ended: end } = start(name, args, env);
  return { code: await end, out: out(), err: err() };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-programs-"));
  const host = await startHost({ dataDir: at("data"), port: 0, clock: systemClock(), seed: true });
  await host.close();
  // Enough to take some time, and not to be compressed.
  const database = new DatabaseSync(at("data", "alur-pustaka.sqlite"));
  const insert = database.prepare("INSERT INTO mail (id, sent_at, sender, raw) VALUES (?, 0, '', ?)");
  for (let mail = 0; mail < 8; mail += 1) insert.run(String(mail), randomBytes(1024 * 1024));
  database.close();
});
afterEach(killPrograms);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look())) await pause(2);
}

describe("a copy on a timer", () => {
  it("is refused without a key, and then goes into its folder under its time", async () => {
    const refused = await ended("backup", ["--timer", at()]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/must be sealed: set BACKUP_KEY_FILE/) });
    await makeKeyFile(at("key"));
    await mkdir(at("copies"));
    const timer = { BACKUP_KEY_FILE: at("key"), BACKUP_KEEP_DAYS: "30" };
    expect(await ended("backup", ["--timer", at("copies")], timer)).toMatchObject({ code: 0, err: "" });
    const [name = ""] = await readdir(at("copies"));
    expect(name).toMatch(/^alur-pustaka-\d{4}-\d\d-\d\dT\d{6}Z\.copy$/);
  });
});

describe("programs that are killed", () => {
  it("leave no copy but a whole one; the next one takes away what is left", async () => {
    await mkdir(at("killed"));
    const copying = start("backup", [at("killed", "one.tar.gz")]);
    await until(async () => (await readdir(at("killed"))).length > 0);
    copying.child.kill("SIGKILL");
    await copying.ended;
    expect(await readdir(at("killed"))).toEqual([expect.stringMatching(/^one\.tar\.gz\.\d+\.alur-pustaka\.tmp$/)]);
    expect((await ended("backup", [at("killed", "one.tar.gz")])).code).toBe(0);
    expect(await readdir(at("killed"))).toEqual(["one.tar.gz"]);
    expect(await readdir(at("data"))).not.toContain("copying");
  });

  it("leave a restore that begins again", async () => {
    const env = { DATA_DIR: at("back") };
    const file = at("killed", "one.tar.gz");
    const restoring = start("restore", [file], env);
    const isUnderWay = async () => (await readdir(at("back", "restoring")).catch(() => [])).length > 0;
    await until(isUnderWay);
    restoring.child.kill("SIGKILL");
    await restoring.ended;
    const begun = startHost({ dataDir: at("back"), port: 0, clock: systemClock() });
    await expect(begun).rejects.toThrow(/only half restored/);
    expect((await ended("restore", [file], env)).code).toBe(0);
    expect(await ended("check-data", [], env)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^0 differences/m),
    });
  });
});

describe.skipIf(process.platform === "win32")("a disk that is full", () => {
  /** No file may become larger than this; writing on fails as it does on a full disk. */
  async function inLittleRoom(name: string, args: string[], env: Record<string, string>, kilobytes: number) {
    const script = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
    const child = spawn("bash", ["-c", script, process.execPath, program(name), ...args], {
      env: { ...process.env, DATA_DIR: at("data"), ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let err = "";
    child.stderr.on("data", (text: Buffer) => (err += text.toString()));
    const [code] = (await once(child, "close")) as [number];
    return { code, err };
  }

  it("leaves no half of a copy, and says so", async () => {
    await mkdir(at("full"));
    const { size } = await stat(at("data", "alur-pustaka.sqlite"));
    const tried = await inLittleRoom("backup", [at("full", "one.tar.gz")], {}, Math.floor(size / 1024 / 2));
    expect(tried.code).toBe(1);
    expect(tried.err).toMatch(/has no room for a snapshot of the database/);
    expect(await readdir(at("full"))).toEqual([]);
    expect(await readdir(at("data"))).not.toContain("copying");
  });

  it("leaves an empty folder where it was to be restored, and says so", async () => {
    const env = { DATA_DIR: at("narrow") };
    const tried = await inLittleRoom("restore", [at("killed", "one.tar.gz")], env, 2_000);
    expect(tried).toMatchObject({
      code: 1,
      err: expect.stringMatching(/cannot be written \(EFBIG\); nothing was restored/),
    });
    expect(await readdir(at("narrow"))).toEqual([]);
  });
});
