/** Accepted files that nothing names go, a few at a time, and no other ever does. */
import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keptKey, keyOf } from "../../../functions/adapters/s3/object-key.ts";
import { sqliteItems, type SqliteItems } from "../../../functions/adapters/sqlite/item-store.ts";
import { itemReader } from "../../../functions/adapters/items/kind.ts";
import { unconfirmedIn } from "../../../functions/adapters/stores/unconfirmed.ts";
import type { StoredFile } from "../../../functions/domain/case/records.ts";
import { checkFolder } from "../../../infra/local/checks/check-folder.ts";
import { openObjectStore, type ObjectStore } from "../../../infra/local/emulators/s3/object-store.ts";
import { jumpableClock, systemClock, type JumpableClock } from "../../../infra/local/host/clock.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";
import { startHost } from "../../../infra/local/host/host.ts";
import type { Forget } from "../../../infra/local/host/housekeeping.ts";
import { loadOneMachine } from "../../../infra/local/host/one-machine.ts";
import { unnamedFiles } from "../../../infra/local/host/unnamed-files.ts";
import { storedFile } from "../../support/builders.ts";
import { newRecord } from "../../crash/ledger.ts";
import { Play } from "../../crash/scripts.ts";
import { seededRandom, seededUuid } from "../../crash/seeded.ts";
import { World } from "../../crash/world.ts";
import { freshFolder } from "./test-host.ts";

const noon = Date.parse("2026-01-05T05:00:00Z");
const minute = 60_000;
const day = 24 * 60 * minute;
const bytes = Buffer.from("%PDF-1.7 sample");
const hash = createHash("sha256").update(bytes).digest("hex");

/** A file of some case or request; null: kept as before, for all cases together. */
const fileOf = (owner: string | null, of = hash): StoredFile => storedFile({ hash: of, kept: owner ?? true });

let folder: string;
beforeEach(async () => {
  folder = await freshFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function lay(objects: ObjectStore, key: string, modifiedAt: number) {
  return objects.put("letters", { key, contentType: "application/pdf", headers: {}, modifiedAt }, bytes);
}

describe("accepted files in a folder", () => {
  let local: LocalDatabase;
  let items: SqliteItems;
  let objects: ObjectStore;
  let clock: JumpableClock;
  let forget: Forget;
  /** Called between two pieces of the items. */
  let meanwhile: () => Promise<void> | void;

  beforeEach(async () => {
    const { itemTable, namedFiles } = await loadOneMachine();
    local = openDatabase(path.join(folder, databaseFile), "normal");
    local.migrate(itemTable);
    items = sqliteItems(local);
    objects = await openObjectStore(path.join(folder, "files"));
    clock = jumpableClock(noon, { frozen: true });
    meanwhile = () => undefined;
    const opened = () =>
      unnamedFiles({
        clock,
        objects,
        *named() {
          for (const keys of namedFiles(local)) {
            yield keys;
            void meanwhile();
          }
        },
      });
    forget = opened();
  });
  afterEach(() => local.close());

  /** As housekeeping asks: in pieces of ten, as long as all ten were found. Answers what each piece was. */
  async function look(): Promise<number[]> {
    const pieces: number[] = [];
    do pieces.push(await forget(clock.now() - 2 * day, 10, () => true));
    while (pieces.at(-1) === 10);
    clock.advance(10 * minute);
    return pieces;
  }

  const left = async (...keys: string[]) => {
    const there = await Promise.all(keys.map(async (key) => (await objects.head("letters", key)) !== null));
    return keys.filter((_, index) => there[index]);
  };

  it("go after two looks when nothing names them, however their key is made; what anything names stays", async () => {
    const named = [
      fileOf("KJG-2026-00001"),
      fileOf(null),
      fileOf("waiting"),
      fileOf("task"),
      fileOf("odd", "1".repeat(64)),
    ];
    await items.put({ pk: "CASE#KJG-2026-00001", sk: "CASE", files: [named[0], named[1]] });
    await items.put({ pk: "CASE#KJG-2026-00001", sk: "TASK#1", answer: { files: [named[3]] } });
    await items.put({ pk: "UNCONFIRMED#1", sk: "REQUEST", files: [named[2]] });
    await items.put({ pk: "OF A LATER PROGRAM", sk: "1", about: [{ deep: { paper: named[4] } }] });
    const erased = { ...fileOf(null, "3".repeat(64)), name: "", erased: "2026-01-01T00:00:00.000Z" };
    await items.put({ pk: "CASE#KJG-2026-00003", sk: "CASE", files: [erased] });
    const orphans = [keptKey(fileOf("KJG-2026-00002")), keptKey(fileOf(null, "2".repeat(64))), keyOf(erased)];
    const others = ["uploads/1", "letters/of-before", "erased/KJG-2026-00001/requester"];
    const keys = [...named.map(keyOf), ...others];
    for (const key of [...keys, ...orphans]) await lay(objects, key, noon - 2 * day - 1);
    await lay(objects, keptKey(fileOf("under-way")), noon - 2 * day + day / 2);
    expect(await look()).toEqual([0]);
    expect(await left(...orphans)).toEqual(orphans);
    expect(await look()).toEqual([3]);
    expect(await left(...orphans)).toEqual([]);
    expect(await left(...keys, keptKey(fileOf("under-way")))).toEqual([...keys, keptKey(fileOf("under-way"))]);
  });

  it("go a few at a time, and all items are read once a day", async () => {
    const orphans = Array.from({ length: 25 }, (_, index) => keptKey(fileOf(`request-${index}`)));
    for (const key of orphans) await lay(objects, key, 0);
    expect([await look(), await look()]).toEqual([[0], [10, 10, 5]]);
    await lay(objects, keptKey(fileOf("later")), 0);
    expect([await look(), await look()]).toEqual([[0], [0]]);
    clock.advance(day);
    expect([await look(), await look()]).toEqual([[0], [1]]);
  });

  it("stay when their name moves from one item to another while these are read", async () => {
    const moving = fileOf("waiting");
    await items.put({ pk: "UNCONFIRMED#1", sk: "REQUEST", files: [moving] });
    // So many lie between that the two places are in different pieces.
    for (let number = 0; number < 500; number += 1) await items.put({ pk: `DAY#${number}`, sk: "DAY" });
    await lay(objects, keyOf(moving), 0);
    meanwhile = async () => {
      meanwhile = () => undefined;
      await items.put({ pk: "CASE#KJG-2026-00001", sk: "CASE", files: [moving] });
      await items.put({ pk: "UNCONFIRMED#1", sk: "REQUEST", files: [] });
    };
    expect([await look(), await look(), await look()]).toEqual([[0], [0], [0]]);
    expect(await left(keyOf(moving))).toEqual([keyOf(moving)]);
  });

  it("stay while a copy is taken, when they came anew since, and when an item cannot be read", async () => {
    const [copied, anew] = [keptKey(fileOf("copied")), keptKey(fileOf("anew"))];
    for (const key of [copied, anew]) await lay(objects, key, 0);
    await look();
    const release = objects.keepAll();
    await lay(objects, anew, clock.now());
    expect(await look()).toEqual([0]);
    release();
    clock.advance(day);
    await look();
    expect(await look()).toEqual([1]);
    expect(await left(copied, anew)).toEqual([anew]);

    local.database
      .prepare("INSERT INTO item (pk, sk, body) VALUES ('CASE#KJG-2026-00001', 'CASE', ?)")
      .run('{"files":[{"kept":tru');
    clock.advance(3 * day);
    await expect(look()).rejects.toThrow(SyntaxError);
    expect(await left(anew)).toEqual([anew]);
  });

  it("are not looked for any more once the service stops", async () => {
    await lay(objects, keptKey(fileOf("orphan")), 0);
    await look();
    let asked = 0;
    expect(await forget(clock.now(), 10, () => (asked += 1) > 1)).toBe(0);
    expect(await left(keptKey(fileOf("orphan")))).toHaveLength(1);
  });
});

it("a service that is started again forgets what no item names, and keeps the letters of cases and of requests that wait", async () => {
  const random = seededRandom(14);
  const started = await startHost({ dataDir: folder, port: 0, clock: systemClock(), seed: true, inbox: true });
  const world = new World(
    { url: started.url, inboxUrl: started.inboxUrl ?? "" },
    AbortSignal.timeout(60_000),
    random,
    () => Date.now(),
  );
  await new Play(world, newRecord(seededUuid(random), "straight")).visitor.ask();
  await started.close();

  const now = Date.now();
  const objects = await openObjectStore(path.join(folder, "files"));
  const waiting = fileOf("waiting");
  for (const key of [keyOf(waiting), keptKey(fileOf("orphan"))]) await lay(objects, key, now);
  const local = openDatabase(path.join(folder, databaseFile));
  await unconfirmedIn(sqliteItems(local), itemReader({ problem: () => undefined }), systemClock()).add({
    ...{ id: "waiting", submissionId: "waiting", procedure: "official-visit", version: 1, language: "id", values: {} },
    ...{ files: [waiting], content: "x", createdAt: new Date(now).toISOString() },
    until: new Date(now + 7 * day).toISOString(),
  });
  await local.close();
  const checked = () => checkFolder({ database: path.join(folder, databaseFile), files: path.join(folder, "files") });
  const before = await checked();
  expect([before.differences, before.notes.length]).toEqual([[], 1]);

  const clock = jumpableClock(now + 3 * day, { exportTo: process.env });
  const log: unknown[] = [];
  const again = await startHost({
    ...{ dataDir: folder, port: 0, clock, seed: true },
    log: (event, facts) => void (event === "forgotten" && log.push(facts)),
  });
  try {
    const laterOn = async () => {
      clock.advance(10 * minute);
      await again.tick();
      return log;
    };
    await expect.poll(laterOn).toContainEqual({ what: "unnamed", count: 1 });
  } finally {
    await again.close();
    delete process.env["CLOCK_SKEW_MS"];
  }
  expect(await checked()).toEqual({ differences: [], notes: [] });
});
