import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Database, type Part } from "../../functions/adapters/sqlite/database.ts";
import { GroupCommit } from "../../functions/adapters/sqlite/group-commit.ts";
import { itemTable, sqliteItems } from "../../functions/adapters/sqlite/item-store.ts";
import { projectFolder } from "../toolchain/scratch.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "alur-sqlite-"));
  file = path.join(folder, "alur.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("writes of one moment", () => {
  it("share one transaction, and are answered after it, each with its own answer", async () => {
    const log: string[] = [];
    const commits = new GroupCommit((work) => {
      work();
      log.push("on disk");
    });
    const write = (name: string) =>
      commits.add(() => log.push(name)).then((length) => log.push(`${name} told ${length}`));
    await Promise.all([write("a"), write("b"), write("c")]);
    expect(log).toEqual(["a", "b", "c", "on disk", "a told 1", "b told 2", "c told 3"]);
    await write("d");
    expect(log.filter((line) => line === "on disk")).toHaveLength(2);
  });

  it("do not fail with one that does: of it nothing is written, of the others all", async () => {
    const database = Database.open(file, [itemTable]);
    const items = sqliteItems(database);
    const fails = database.write(() => {
      database.run("INSERT INTO item (pk, sk, body) VALUES ('lost', '1', '{}')");
      throw new Error("a fault of ours");
    });
    const others = [items.putNew({ pk: "A", sk: "1" }), items.putNew({ pk: "A", sk: "2" })];
    await expect(fails).rejects.toThrow("a fault of ours");
    expect(await Promise.all(others)).toEqual([true, true]);
    expect(items.everything()).toEqual([
      { pk: "A", sk: "1" },
      { pk: "A", sk: "2" },
    ]);
    await database.close();
  });

  it("of several users of the file are on disk together or not at all", async () => {
    const journal: Part = { name: "journal", versions: ["CREATE TABLE step (name TEXT)"] };
    const database = Database.open(file, [itemTable, journal]);
    const items = sqliteItems(database);
    const step = database.write(() => database.run("INSERT INTO step (name) VALUES ('begun')"));
    await Promise.all([step, items.put({ pk: "A", sk: "1" })]);
    expect(database.all("SELECT name FROM step")).toEqual([{ name: "begun" }]);
    await database.close();
  });
});

describe("a file", () => {
  it("has everything again when it is opened again", async () => {
    const first = Database.open(file, [itemTable]);
    await sqliteItems(first).put({ pk: "A", sk: "1", listPk: "L", listSk: "a", text: "é📚" });
    await first.close();
    const again = Database.open(file, [itemTable]);
    const { items } = await sqliteItems(again).page({ index: "list", partition: "L" });
    expect(items).toEqual([{ pk: "A", sk: "1", listPk: "L", listSk: "a", text: "é📚" }]);
    await again.close();
  });

  it("that is closed while something waits to be written has it", async () => {
    const first = Database.open(file, [itemTable]);
    const waiting = sqliteItems(first).putNew({ pk: "A", sk: "1" });
    await first.close();
    expect(await waiting).toBe(true);
    const again = Database.open(file, [itemTable]);
    expect(sqliteItems(again).everything()).toHaveLength(1);
    await again.close();
  });

  it("waits for the disk with each commit, and is held by one process", async () => {
    const database = Database.open(file, [itemTable]);
    expect(database.one("PRAGMA synchronous")).toEqual({ synchronous: 2 });
    expect(database.one("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    expect(() => Database.open(file, [itemTable])).toThrow("locked");
    await database.close();
    await Database.open(file, [itemTable]).close();
  });

  it("of another program, of a newer version, or damaged, is left alone", async () => {
    const foreign = new DatabaseSync(file);
    foreign.exec("CREATE TABLE other (a)");
    foreign.close();
    expect(() => Database.open(file, [itemTable])).toThrow("was not written by this program");
    const newer = path.join(folder, "newer.sqlite");
    const later: Part = { ...itemTable, versions: [...itemTable.versions, "CREATE TABLE later (a)"] };
    await Database.open(newer, [itemTable]).close();
    await Database.open(newer, [later]).close();
    expect(() => Database.open(newer, [itemTable])).toThrow("newer version");
    const damaged = path.join(folder, "damaged.sqlite");
    writeFileSync(damaged, "no database at all, but some text that is long enough".repeat(100));
    expect(() => Database.open(damaged, [itemTable])).toThrow("not a database");
  });

  it("loses no answered write when its process is killed at any instant", async () => {
    const program = `
      import { Database } from "${projectFolder}functions/adapters/sqlite/database.ts";
      import { itemTable, sqliteItems } from "${projectFolder}functions/adapters/sqlite/item-store.ts";
      const items = sqliteItems(Database.open(process.argv[1], [itemTable]));
      const write = async (pk) => {
        for (;;) console.log(pk, (await items.upsert({ pk, sk: "1" }, { add: { written: 1 } })).written);
      };
      await Promise.all(["a", "b", "c"].map(write));`;
    for (let round = 1; round <= 3; round += 1) {
      const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", program, file], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const told = new Map<string, number>();
      let lines = 0;
      let rest = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        const complete = `${rest}${text}`.split("\n");
        rest = complete.pop() ?? "";
        for (const [pk = "", number] of complete.map((line) => line.split(" "))) told.set(pk, Number(number));
        lines += complete.length;
        if (lines > 50 + 37 * round) child.kill("SIGKILL");
      });
      await once(child, "close");
      expect(told.size).toBe(3);
      const database = Database.open(file, [itemTable]);
      for (const [pk, number] of told) {
        const item = await sqliteItems(database).get({ pk, sk: "1" });
        expect(item?.["written"], pk).toBeGreaterThanOrEqual(number);
      }
      await database.close();
    }
  });
});
