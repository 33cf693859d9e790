import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { itemTable, sqliteItems } from "../../functions/adapters/sqlite/item-store.ts";
import { openDatabase, type LocalDatabase } from "../../infra/local/host/database.ts";
import type { SchemaPart } from "../../infra/local/host/schema-part.ts";
import { projectFolder } from "../toolchain/scratch.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "alur-sqlite-"));
  file = path.join(folder, "alur.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withItems(file: LocalDatabase): LocalDatabase {
  file.migrate(itemTable);
  return file;
}

describe("writes of one moment", () => {
  it("share one transaction, and are answered after it, each with its own answer", async () => {
    const { database, commit } = withItems(openDatabase(file));
    const log: string[] = [];
    const write = (name: string) =>
      commit(() => {
        if (!database.isTransaction) log.push("outside a transaction");
        return log.push(name);
      }).then((length) => log.push(`${name} told ${length} ${database.isTransaction ? "too early" : "on disk"}`));
    await Promise.all([write("a"), write("b"), write("c")]);
    expect(log).toEqual(["a", "b", "c", "a told 1 on disk", "b told 2 on disk", "c told 3 on disk"]);
    database.close();
  });

  it("do not fail with one that does: of it nothing is written, of the others all", async () => {
    const database = withItems(openDatabase(file));
    const items = sqliteItems(database);
    const fails = database.commit(() => {
      database.database.exec("INSERT INTO item (pk, sk, body) VALUES ('lost', '1', '{}')");
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
    const journal: SchemaPart = { name: "journal", migrations: ["CREATE TABLE step (name TEXT)"], checked: [] };
    const database = withItems(openDatabase(file));
    database.migrate(journal);
    const items = sqliteItems(database);
    const step = database.commit(() => database.database.exec("INSERT INTO step (name) VALUES ('begun')"));
    await Promise.all([step, items.put({ pk: "A", sk: "1" })]);
    expect(database.database.prepare("SELECT name FROM step").all()).toEqual([{ name: "begun" }]);
    await database.close();
  });
});

describe("a file", () => {
  it("has everything again when it is opened again", async () => {
    const first = withItems(openDatabase(file));
    await sqliteItems(first).put({ pk: "A", sk: "1", listPk: "L", listSk: "a", text: "é📚" });
    await first.close();
    const again = withItems(openDatabase(file));
    const { items } = await sqliteItems(again).page({ index: "list", partition: "L" });
    expect(items).toEqual([{ pk: "A", sk: "1", listPk: "L", listSk: "a", text: "é📚" }]);
    await again.close();
  });

  it("that is closed while something waits to be written has it", async () => {
    const first = withItems(openDatabase(file));
    const waiting = sqliteItems(first).putNew({ pk: "A", sk: "1" });
    await first.close();
    expect(await waiting).toBe(true);
    const again = withItems(openDatabase(file));
    expect(sqliteItems(again).everything()).toHaveLength(1);
    await again.close();
  });

  it("waits for the disk with each commit, and is held by one process", async () => {
    const database = withItems(openDatabase(file));
    expect(database.database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
    expect(database.database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: "STORE_LOCKED" }));
    await database.close();
    await withItems(openDatabase(file)).close();
  });

  it("of another program, of a newer version, or damaged, is left alone", async () => {
    const foreign = new DatabaseSync(file);
    foreign.exec("CREATE TABLE other (a)");
    foreign.close();
    expect(() => openDatabase(file)).toThrow("was not written by this version of the program");
    const newer = path.join(folder, "newer.sqlite");
    const later: SchemaPart = { ...itemTable, migrations: [...itemTable.migrations, "CREATE TABLE later (a)"] };
    const known = withItems(openDatabase(newer));
    known.migrate(later);
    await known.close();
    const older = openDatabase(newer);
    expect(() => older.migrate(itemTable)).toThrow("newer version");
    await older.close();
    const damaged = path.join(folder, "damaged.sqlite");
    writeFileSync(damaged, "no database at all, but some text that is long enough".repeat(100));
    expect(() => openDatabase(damaged)).toThrow(expect.objectContaining({ code: "STORE_DAMAGED" }));
  });

  it("loses no answered write when its process is killed at any instant", async () => {
    const program = `
      import { openDatabase } from "${projectFolder}infra/local/host/database.ts";
      import { itemTable, sqliteItems } from "${projectFolder}functions/adapters/sqlite/item-store.ts";
      const file = openDatabase(process.argv[1]);
      file.migrate(itemTable);
      const items = sqliteItems(file);
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
      const database = withItems(openDatabase(file));
      for (const [pk, number] of told) {
        const item = await sqliteItems(database).get({ pk, sk: "1" });
        expect(item?.["written"], pk).toBeGreaterThanOrEqual(number);
      }
      await database.close();
    }
  });
});
