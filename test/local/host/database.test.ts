import { rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";
import type { SchemaPart } from "../../../infra/local/host/schema-part.ts";
import { freshFolder } from "./test-host.ts";

const open = new Set<LocalDatabase>();
const folders: string[] = [];
afterEach(async () => {
  for (const each of open) await each.close();
  open.clear();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

function opened(file = ":memory:"): LocalDatabase {
  const local = openDatabase(file, "normal");
  open.add(local);
  return local;
}

async function closed(local: LocalDatabase): Promise<void> {
  open.delete(local);
  await local.close();
}

async function freshFile(): Promise<string> {
  const folder = await freshFolder();
  folders.push(folder);
  return path.join(folder, "sub/test.sqlite");
}

const notes: SchemaPart = {
  name: "notes",
  migrations: ["CREATE TABLE note (text TEXT PRIMARY KEY) STRICT;"],
  checked: ["note"],
};

function noteTaker(local: LocalDatabase) {
  local.migrate(notes);
  const insert = local.database.prepare("INSERT INTO note (text) VALUES (?)");
  return (text: string) => insert.run(text).changes;
}

const texts = (local: LocalDatabase) =>
  local.database
    .prepare("SELECT text FROM note ORDER BY rowid")
    .all()
    .map(({ text }) => text);

describe("writes of one turn of the event loop", () => {
  test("share one transaction, and each writer gets its own answer", async () => {
    const local = opened();
    const note = noteTaker(local);
    const seen: boolean[] = [];
    const writing = Promise.all(
      [1, 2, 3].map((n) => local.commit(() => (seen.push(texts(local).length === n - 1), note(`${n}`), n))),
    );
    expect(texts(local)).toEqual([]);
    expect(await writing).toEqual([1, 2, 3]);
    expect(seen).toEqual([true, true, true]);
    expect(texts(local)).toEqual(["1", "2", "3"]);
  });

  test("one that throws takes nothing of the others with it, and leaves nothing of itself", async () => {
    const local = opened();
    const note = noteTaker(local);
    const outcomes = await Promise.allSettled([
      local.commit(() => note("before")),
      local.commit(() => {
        note("half");
        throw new TypeError("of the second");
      }),
      local.commit(() => note("before")),
      local.commit(() => note("after")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
    expect(outcomes[1]).toMatchObject({ reason: { message: "of the second" } });
    expect(texts(local)).toEqual(["before", "after"]);
  });

  test("one for which there is no room on the disk takes nothing of the others with it", async () => {
    const local = opened(await freshFile());
    const note = noteTaker(local);
    const pages = Number(local.database.prepare("PRAGMA page_count").get()?.["page_count"]);
    local.database.exec(`PRAGMA max_page_count = ${pages + 4}`);
    const outcomes = await Promise.allSettled([
      local.commit(() => note("small")),
      local.commit(() => note("x".repeat(100_000))),
      local.commit(() => note("small too")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(texts(local)).toEqual(["small", "small too"]);
  });

  test("where the transaction as a whole fails, each is tried by itself", async () => {
    const local = opened();
    const note = noteTaker(local);
    // SQLite checks a deferred constraint with the commit: the failure shows only there.
    local.database.exec(
      "PRAGMA foreign_keys = ON; CREATE TABLE child (text TEXT REFERENCES note (text) DEFERRABLE INITIALLY DEFERRED)",
    );
    const outcomes = await Promise.allSettled([
      local.commit(() => note("one")),
      local.commit(() => local.database.exec("INSERT INTO child (text) VALUES ('nobody')")),
      local.commit(() => note("two")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(texts(local)).toEqual(["one", "two"]);
  });

  test("are on disk when the file is closed", async () => {
    const file = await freshFile();
    const local = opened(file);
    const note = noteTaker(local);
    const writing = local.commit(() => note("last"));
    await closed(local);
    await writing;
    const again = opened(file);
    again.migrate(notes);
    expect(texts(again)).toEqual(["last"]);
  });
});

describe("each user brings its own tables", () => {
  const grown: SchemaPart = {
    ...notes,
    migrations: [...notes.migrations, "ALTER TABLE note ADD COLUMN at INTEGER;", "UPDATE note SET at = 7;"],
  };

  test("with a version of its own, brought on in order, once", async () => {
    const file = await freshFile();
    const first = opened(file);
    const note = noteTaker(first);
    first.migrate({ name: "other", migrations: ["CREATE TABLE other (a);"], checked: ["other"] });
    await first.commit(() => note("old"));
    await closed(first);
    const second = opened(file);
    second.migrate(grown);
    second.migrate(grown);
    expect(second.database.prepare("SELECT * FROM note").all()).toEqual([{ text: "old", at: 7 }]);
    expect(second.database.prepare("SELECT * FROM schema_part ORDER BY name").all()).toEqual([
      { name: "notes", version: 3 },
      { name: "other", version: 1 },
    ]);
  });

  test("and a migration that fails changes nothing", async () => {
    const local = opened();
    noteTaker(local);
    const broken = {
      ...notes,
      migrations: [...notes.migrations, "ALTER TABLE note ADD COLUMN at INTEGER; SELECT nonsense;"],
    };
    expect(() => local.migrate(broken)).toThrow(/nonsense/);
    expect(Object.keys(local.database.prepare("SELECT * FROM pragma_table_info('note')").all())).toHaveLength(1);
    expect(() => local.migrate(notes)).not.toThrow();
  });

  test("and tables of a newer program are refused", async () => {
    const local = opened();
    local.migrate(grown);
    expect(() => local.migrate(notes)).toThrow(
      expect.objectContaining({ code: "STORE_FOREIGN", message: expect.stringContaining("newer version") as string }),
    );
  });
});
