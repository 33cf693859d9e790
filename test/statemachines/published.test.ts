import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkFiles, publishTables, writeMachines, type Folder } from "../../statemachines/compiler/machine-files.ts";
import type { Procedure } from "../../statemachines/language/vocabulary.ts";
import { smallTable } from "./small-table.ts";

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "tables-"));
  writeFileSync(path.join(home, "published.json"), "{}\n");
});

afterEach(() => rmSync(home, { recursive: true }));

const folder: Folder = {
  async read(file) {
    try {
      return readFileSync(path.join(home, file), "utf8");
    } catch {
      return null;
    }
  },
  async write(file, text) {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  },
};

describe("committed machines", () => {
  it("are written once, then match their tables", async () => {
    expect(await checkFiles(folder, [smallTable()])).toEqual([
      expect.stringContaining("small/machine.asl.json differs"),
    ]);
    expect(await writeMachines(folder, [smallTable()])).toEqual(["small/machine.asl.json"]);
    expect(await writeMachines(folder, [smallTable()])).toEqual([]);
    expect(await checkFiles(folder, [smallTable()])).toEqual([]);
  });

  it("are told apart from their tables after a change in either", async () => {
    await writeMachines(folder, [smallTable()]);
    const changed = smallTable();
    changed.steps[3].state = "Menyelesaikan";
    expect(await checkFiles(folder, [changed])).toHaveLength(1);
    writeFileSync(path.join(home, "small/machine.asl.json"), "{}\n");
    expect(await checkFiles(folder, [smallTable()])).toHaveLength(1);
  });

  it("stay as they are when one table cannot be compiled", async () => {
    const broken = { ...smallTable(), id: "broken", steps: [] };
    await expect(writeMachines(folder, [smallTable(), broken])).rejects.toThrow("broken@1 cannot be compiled");
    expect(await folder.read("small/machine.asl.json")).toBeNull();
  });

  it("are one for each version, for cases of an older one may have to go on", async () => {
    await writeMachines(folder, [versionTwo(), smallTable()]);
    expect(await folder.read("small/machine.asl.json")).toContain("versi 1");
    expect(await folder.read("small/machine.v2.asl.json")).toContain("versi 2");
  });
});

describe("invariant 8: a published table never changes, and stays until its last case has ended", () => {
  beforeEach(async () => {
    await writeMachines(folder, [smallTable()]);
    expect(await publishTables(folder, [smallTable()])).toEqual(["small@1"]);
  });

  it("holds for the table as it was published, however it is written down", async () => {
    const { id, ...rest } = smallTable();
    expect(await checkFiles(folder, [{ ...rest, id }])).toEqual([]);
  });

  it("is broken by a change that does not even show in the machine", async () => {
    const changed = smallTable();
    changed.steps[3].time.max = "PT20M";
    const told = 'small@1: row 4 (finish): time max was "PT15M", is "PT20M"; it is published: raise the version';
    expect(await checkFiles(folder, [changed])).toEqual([expect.stringContaining(told)]);
    await expect(publishTables(folder, [changed])).rejects.toThrow("raise the version");
  });

  it("is not broken by other words", async () => {
    const changed = smallTable();
    changed.steps[3].output = "surat balasan";
    changed.steps[2].activity.id = "Memutuskan";
    expect(await checkFiles(folder, [changed])).toEqual([]);
  });

  it("is broken by dropping the table", async () => {
    expect(await checkFiles(folder, [])).toEqual([expect.stringContaining("small@1 is published but not registered")]);
  });

  it("lets a new version stand beside the old one, and publishes it without touching the old", async () => {
    const before = lock()["small@1"];
    const both = [smallTable(), versionTwo()];
    await writeMachines(folder, both);
    expect(await publishTables(folder, both)).toEqual(["small@2"]);
    expect(lock()["small@1"]).toEqual(before);
    expect(await publishTables(folder, both)).toEqual([]);
    expect(await checkFiles(folder, both)).toEqual([]);
  });

  it.each(["null", "[]", '{"small@1": "a4f1"}', '{"small@1": {"judge": 1}}', "{"])(
    "does not take a damaged lock (%s) for an empty one",
    async (text) => {
      writeFileSync(path.join(home, "published.json"), text);
      await expect(checkFiles(folder, [smallTable()])).rejects.toThrow();
    },
  );
});

describe("the compile command", () => {
  const command = fileURLToPath(new URL("../../statemachines/compiler/compile-all.ts", import.meta.url));
  const compileWith = (...options: string[]) =>
    spawnSync(process.execPath, [command, ...options], { encoding: "utf8" });

  it("finds the committed files as the tables make them", () => {
    expect(compileWith("--check")).toMatchObject({ status: 0, stderr: "" });
  });

  it("refuses options it does not know, and writes nothing then", () => {
    expect(compileWith("--chek")).toMatchObject({ status: 2, stdout: "" });
  });
});

function versionTwo(): Procedure {
  const next = smallTable();
  next.version = 2;
  next.steps[3].output = "surat balasan";
  return next;
}

function lock(): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(home, "published.json"), "utf8")) as Record<string, unknown>;
}
