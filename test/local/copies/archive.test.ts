import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { readArchive, writeArchive, type Part } from "../../../infra/local/copies/archive.ts";
import { makeKeyFile, readKeyFile } from "../../../infra/local/copies/key-file.ts";
import { removeOldCopies } from "../../../infra/local/copies/old-copies.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-copy-"));
});
afterEach(() => rm(folder, { recursive: true }));

const inFolder = (...names: string[]): string => path.join(folder, ...names);
const about = { at: "2026-12-01T03:00:00.000Z", program: "0.1.0" };
const contents: Record<string, Buffer> = {
  "alur-pustaka.sqlite": randomBytes(70_000),
  "files/letters/0123": Buffer.from("surat"),
  "files/letters/empty": Buffer.alloc(0),
};

async function parts(): Promise<Part[]> {
  await mkdir(inFolder("data"), { recursive: true });
  const all = Object.entries(contents).map(([name, bytes], index) => {
    return { name, bytes, file: inFolder("data", String(index)) };
  });
  for (const { file, bytes } of all) await writeFile(file, bytes);
  return all.map(({ name, file }) => ({ name, file }));
}

async function copied(key: Buffer | null): Promise<string> {
  await writeArchive(inFolder("copy"), await parts(), about, key);
  return inFolder("copy");
}

/** Unpacks into a folder that was not there before. */
const unpack = (file: string, key: Buffer | null) => readArchive(file, key, inFolder("out"));

describe.each([
  ["as it is", null],
  ["sealed", randomBytes(32)],
])("a copy %s", (_how, key) => {
  it("comes back as it was, with what it says of itself", async () => {
    const manifest = await unpack(await copied(key), key);
    expect(manifest).toMatchObject({ format: 1, ...about });
    for (const [name, bytes] of Object.entries(contents)) {
      expect((await readFile(inFolder("out", name))).equals(bytes)).toBe(true);
    }
  });

  it("is for its owner's eyes only, and shows no half", async () => {
    const file = await copied(key);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["copy", "data"]);
  });

  it("is refused wherever it was cut", async () => {
    const file = await copied(key);
    const { size } = await stat(file);
    for (const left of [0, 20, 130, Math.floor(size / 2), size - 1]) {
      await copied(key);
      await truncate(file, left);
      await expect(unpack(file, key), `cut to ${left}`).rejects.toThrow(/is damaged, cut, or no copy/);
      await rm(inFolder("out"), { recursive: true, force: true });
    }
  });

  it("is refused wherever a byte of what it holds is another", async () => {
    const file = await copied(key);
    const bytes = await readFile(file);
    for (const at of [200, Math.floor(bytes.length / 2), bytes.length - 7]) {
      const spoilt = Buffer.from(bytes);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      await writeFile(file, spoilt);
      await expect(unpack(file, key), `at ${at}`).rejects.toThrow(/is damaged, cut, or no copy/);
      await rm(inFolder("out"), { recursive: true, force: true });
    }
  });

  it("is not there at all where a part cannot be read to its end", async () => {
    const all = await parts();
    const gone = [...all, { name: "files/gone", file: inFolder("data", "gone") }];
    await expect(writeArchive(inFolder("copy"), gone, about, key)).rejects.toThrow("ENOENT");
    expect(await readdir(folder)).toEqual(["data"]);
  });
});

describe("a sealed copy", () => {
  it("shows nothing of what it holds, not even a name", async () => {
    const bytes = await readFile(await copied(randomBytes(32)));
    expect(bytes.includes("sqlite")).toBe(false);
    expect(bytes.toString("latin1").split("\n")[0]).toMatch(/^alur-pustaka-copy 1 2026-12-01T03:00:00.000Z /);
  });

  test.each([
    ["without a key", null, /is sealed\. Set BACKUP_KEY_FILE/],
    ["with another key", randomBytes(32), /was sealed with another key/],
  ])("is refused %s, and says so", async (_which, key, why) => {
    await expect(unpack(await copied(randomBytes(32)), key)).rejects.toThrow(why);
  });

  it("has its key from a file that is made once and read by its owner", async () => {
    await makeKeyFile(inFolder("key"));
    expect((await stat(inFolder("key"))).mode & 0o777).toBe(0o600);
    const key = await readKeyFile(inFolder("key"));
    await unpack(await copied(key), await readKeyFile(inFolder("key")));
    await expect(makeKeyFile(inFolder("key"))).rejects.toThrow(/exists already/);
    await writeFile(inFolder("key"), "geheim\n");
    await expect(readKeyFile(inFolder("key"))).rejects.toThrow(/holds no key/);
  });
});

it("ends copies by their own age and no other file, and never the newest", async () => {
  const all = await parts();
  const key = randomBytes(32);
  const dates = ["2026-10-01", "2026-11-20", "2026-12-01"];
  for (const date of dates) {
    const at = `${date}T03:00:00.000Z`;
    await writeArchive(inFolder(`${date}.copy`), all, { at, program: "0.1.0" }, key);
    await writeArchive(inFolder(`${date}.tar.gz`), all, { at, program: "0.1.0" }, null);
  }
  await writeFile(inFolder("2020.tar.gz"), "something else");
  // What the file system says of a file's age does not count: it may have been moved here.
  await utimes(inFolder("2026-12-01.copy"), 0, 0);
  expect((await removeOldCopies(folder, 30)).toSorted()).toEqual(["2026-10-01.copy", "2026-10-01.tar.gz"]);
  expect((await removeOldCopies(folder, 0.001)).toSorted()).toEqual(["2026-11-20.copy", "2026-11-20.tar.gz"]);
  expect(await readdir(folder)).toEqual(["2020.tar.gz", "2026-12-01.copy", "2026-12-01.tar.gz", "data"]);
});
