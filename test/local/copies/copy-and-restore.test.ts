/** A real host with cases on it: copied while it runs, brought back, compared. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { keyOf } from "../../../functions/adapters/s3/object-key.ts";
import { checkFolder } from "../../../infra/local/checks/check-folder.ts";
import { erasuresInFolder, putErasures } from "../../../infra/local/copies/erasures.ts";
import { leaseFolder } from "../../../infra/local/copies/lease.ts";
import { markDatabaseRestored } from "../../../infra/local/copies/mark-restored.ts";
import { restoreCopy } from "../../../infra/local/copies/restore-copy.ts";
import { takeCopy } from "../../../infra/local/copies/take-copy.ts";
import { objectFile, openObjectStore, uploadsFolder } from "../../../infra/local/emulators/s3/object-store.ts";
import { systemClock } from "../../../infra/local/host/clock.ts";
import { startHost, type Host } from "../../../infra/local/host/host.ts";
import { storedFile } from "../../support/builders.ts";
import { newRecord, type CaseRecord } from "../../crash/ledger.ts";
import { Play } from "../../crash/scripts.ts";
import { seededRandom, seededUuid } from "../../crash/seeded.ts";
import { World } from "../../crash/world.ts";
import { freshFolder } from "../host/test-host.ts";

const random = seededRandom(12);
const now = (): string => new Date().toISOString();
let folder = "";
let host: Host;
let record: CaseRecord;
const at = (...names: string[]): string => path.join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-copies-"));
  host = await startHost({ dataDir: at("data"), port: 0, clock: systemClock(), seed: true, inbox: true });
  const world = new World({ url: host.url, inboxUrl: host.inboxUrl ?? "" }, AbortSignal.timeout(60_000), random, () =>
    Date.now(),
  );
  record = newRecord(seededUuid(random), "straight");
  const play = new Play(world, record);
  await play.visitor.ask();
  await play.registrar({ step: "register-letter", outcome: "agendakan", values: () => ({ urgency: "biasa" }) });
  await takeCopy({ dataDir: at("data"), file: at("running.copy"), key: null, now, program: "test" });
  await host.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Brings the copy of the running host back. */
async function restored(name: string): Promise<string> {
  await restoreCopy({ file: at("running.copy"), dataDir: at(name), key: null, now: now() });
  return at(name);
}

let template: Promise<string> | null = null;

/** A folder to spoil, as if the copy had been restored into it. */
async function another(name: string): Promise<string> {
  await cp(await (template ??= restored("template")), at(name), { recursive: true });
  return at(name);
}

const checked = (dataDir: string) =>
  checkFolder({ database: path.join(dataDir, "alur-pustaka.sqlite"), files: path.join(dataDir, "files") });

describe("what was erased after a copy", () => {
  const caseItem = (dataDir: string): Record<string, unknown> => {
    const database = new DatabaseSync(path.join(dataDir, "alur-pustaka.sqlite"), { readOnly: true });
    try {
      const found = database.prepare("SELECT body FROM item WHERE pk = ? AND sk = 'CASE'").get(`CASE#${record.caseId}`);
      return JSON.parse(String(found?.["body"])) as Record<string, unknown>;
    } finally {
      database.close();
    }
  };
  const note = { class: "contact", at: "2026-12-02T00:00:00.000Z", by: "staff:pdp", record: "PDP-2026-0001" } as const;

  it("is to be erased again when the older copy comes back: by the list beside the copies, or a folder of after it", async () => {
    const folderOfAfter = await another("erased-after");
    const noted = [
      { caseId: record.caseId ?? "", ...note },
      { caseId: "KJG-2026-99999", ...note },
    ];
    await putErasures(path.join(folderOfAfter, "files"), noted);
    const told = await restoreCopy({
      ...{ file: at("running.copy"), dataDir: at("erased-told"), key: null, now: now() },
      erasuresOf: folderOfAfter,
    });
    expect(told.erased).toEqual([record.caseId]);
    expect(caseItem(at("erased-told"))["erasures"]).toEqual([note]);

    await mkdir(at("apart"));
    await cp(at("running.copy"), at("apart", "first.copy"));
    await takeCopy({ dataDir: folderOfAfter, file: at("apart", "second.copy"), key: null, now, program: "test" });
    const { erased } = await restoreCopy({
      ...{ file: at("apart", "first.copy"), dataDir: at("erased-listed"), key: null, now: now() },
    });
    expect(erased).toEqual([record.caseId]);
    expect(caseItem(at("erased-listed"))["erasures"]).toEqual([note]);
    expect(await erasuresInFolder(at("erased-listed", "files"))).toHaveLength(2);
    expect(await checked(at("erased-listed"))).toEqual({ differences: [], notes: [] });
  });

  it("is never left out in silence: a list that cannot be read stops the restore", async () => {
    await mkdir(at("damaged"));
    await cp(at("running.copy"), at("damaged", "first.copy"));
    await writeFile(at("damaged", "alur-pustaka-penghapusan.jsonl"), '{"caseId":"KJG-2026-00001"');
    const restoring = restoreCopy({ file: at("damaged", "first.copy"), dataDir: at("none-2"), key: null, now: now() });
    await expect(restoring).rejects.toThrow(/is damaged: it names what was erased/);
  });
});

describe("a copy of a running service", () => {
  it("brings everything back: no difference is found, and the letter is there", async () => {
    const dataDir = await restored("back");
    expect(await checked(dataDir)).toEqual({ differences: [], notes: [] });
    expect(await readdir(path.join(dataDir, "files/letters"))).toHaveLength(1);
    expect((await readdir(dataDir)).toSorted()).toEqual(
      ["alur-pustaka.json", "alur-pustaka.sqlite", "files", "secrets.json"].toSorted(),
    );
  });

  it("keeps the links that were mailed, and makes devices and sessions unknown", async () => {
    const secretsIn = async (dataDir: string) =>
      JSON.parse(await readFile(path.join(dataDir, "secrets.json"), "utf8")) as Record<string, unknown>;
    const [before, after] = [await secretsIn(at("data")), await secretsIn(await restored("secrets"))];
    const kept = Object.keys(before).filter((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]));
    expect(kept).toEqual(["linkSecret"]);
  });

  it("is the same as one of the stopped service", async () => {
    await takeCopy({ dataDir: at("data"), file: at("stopped.copy"), key: null, now, program: "test" });
    await restoreCopy({ file: at("stopped.copy"), dataDir: at("stopped"), key: null, now: now() });
    expect(await checked(at("stopped"))).toEqual({ differences: [], notes: [] });
    expect(await readdir(at("data"))).not.toContain("copying");
    const again = takeCopy({ dataDir: at("data"), file: at("stopped.copy"), key: null, now, program: "test" });
    await expect(again).rejects.toThrow(/exists already\. A copy never replaces another file/);
  });
});

describe("a restore", () => {
  it("leaves a folder alone in which there is anything", async () => {
    await mkdir(at("used"));
    await writeFile(at("used", "notes.txt"), "penting");
    await expect(restored("used")).rejects.toThrow(/is not empty\. A copy is restored into an empty or missing folder/);
    expect(await readdir(at("used"))).toEqual(["notes.txt"]);
  });

  it("that was killed keeps the service from starting, and begins again", async () => {
    await another("half");
    await mkdir(at("half", "restoring"));
    await rm(at("half", "secrets.json"));
    const start = startHost({ dataDir: at("half"), port: 0, clock: systemClock() });
    await expect(start).rejects.toThrow(/only half restored\. Run the restore again/);
    expect(await checked(await restored("half"))).toEqual({ differences: [], notes: [] });
    expect(existsSync(at("half", "restoring"))).toBe(false);
  });

  it("of something else leaves the folder empty", async () => {
    await writeFile(at("noise"), "no copy");
    await expect(restoreCopy({ file: at("noise"), dataDir: at("none"), key: null, now: now() })).rejects.toThrow(
      /no copy/,
    );
    expect(await readdir(at("none"))).toEqual([]);
  });
});

it("puts mails back that waited for the mail server, and lets go of codes nobody waits for any more", async () => {
  const dataDir = await another("relayed");
  const file = path.join(dataDir, "alur-pustaka.sqlite");
  const before = new DatabaseSync(file);
  before.exec(
    `INSERT INTO mail_relay (mail, urgent, sent_at, state, recipients, attempts, next_try_at)
     SELECT id, 0, sent_at, 'waiting', '[]', 0, 0 FROM mail`,
  );
  const waiting = Number(before.prepare("SELECT count(*) AS n FROM mail_relay").get()?.["n"]);
  before.close();
  await markDatabaseRestored(file, { copyAt: now(), restoredAt: now() });
  const after = new DatabaseSync(file);
  const states = after
    .prepare("SELECT DISTINCT state FROM mail_relay")
    .all()
    .map(({ state }) => state);
  const pending = after.prepare("SELECT body FROM item WHERE sk LIKE 'MAIL#%' AND todo_pk IS NOT NULL").all();
  after.close();
  expect(states).toEqual(["given-up"]);
  expect(waiting).toBeGreaterThan(pending.length);
  expect(pending.length).toBeGreaterThan(0);
  for (const { body } of pending) expect(JSON.parse(String(body))).toMatchObject({ state: "pending", deliveries: [] });
});

it("removes nothing while it is copied", async () => {
  const files = await freshFolder();
  const store = await openObjectStore(files);
  await store.put("letters", { key: "a", contentType: "x", headers: {}, modifiedAt: 0 }, Buffer.from("a"));
  const letGo = store.keepAll();
  const removed = store.remove("letters", "a");
  expect(await store.head("letters", "a")).not.toBeNull();
  letGo();
  await removed;
  expect(await store.head("letters", "a")).toBeNull();
  await rm(files, { recursive: true });
});

it("keeps a service from starting on a folder that is read", async () => {
  const dataDir = await another("leased");
  await using lease = await leaseFolder(dataDir, now);
  await lease.check();
  await expect(startHost({ dataDir, port: 0, clock: systemClock() })).rejects.toThrow(
    /Another Alur Pustaka is running/,
  );
});

describe("a check names", () => {
  const change = (sql: string) => (database: DatabaseSync) => database.exec(sql);
  const body = (where: string, value: string) =>
    change(`UPDATE item SET body = json_set(body, ${value}) WHERE ${where}`);
  const theCase = "sk = 'CASE' AND pk LIKE 'CASE#KJG%'";
  const openTask = "sk LIKE 'TASK#%' AND pk LIKE 'CASE#KJG%' AND json_extract(body, '$.answer') IS NULL";
  const executionOfCase = "arn LIKE '%:KJG-%'";

  test.each<[string, (database: DatabaseSync) => void, RegExp[]]>([
    [
      "an open case without execution, and its task that nobody waits for",
      change(`DELETE FROM execution WHERE ${executionOfCase}`),
      [/^KJG-\S+ is open and has no execution$/, /^KJG-\S+ TASK#\S+ is open, and no execution waits for it$/],
    ],
    [
      "an execution without case, and everything of that case",
      change(`DELETE FROM item WHERE ${theCase}`),
      [
        /^CASE#KJG-\S+ DEVICE#\S+ is there without its case$/,
        /^CASE#KJG-\S+ MAIL#\S+ is there without its case$/,
        /^CASE#KJG-\S+ TASK#\S+ is there without its case$/,
        /^REGISTER#incoming#\d+ has a number for KJG-\S+, which is not there$/,
        /^the execution KJG-\S+ has no case$/,
      ],
    ],
    [
      "an open case whose execution has ended",
      change(`UPDATE execution SET status = 'FAILED' WHERE ${executionOfCase}`),
      [/^KJG-\S+ is open, and its execution has ended$/, /no execution waits for it$/],
    ],
    [
      "an execution that waits for another task",
      body(openTask, "'$.token', 'another'"),
      [/^the execution KJG-\S+ waits for a task that is not there$/, /no execution waits for it$/],
    ],
    [
      "an item that no schema reads",
      body(theCase, "'$.version', 'two'"),
      [/^CASE#KJG-\S+ CASE cannot be read: version/],
    ],
    [
      "an item that the program does not know",
      change('INSERT INTO item (pk, sk, body) VALUES (\'PARCEL#1\', \'PARCEL\', \'{"pk":"PARCEL#1","sk":"PARCEL"}\')'),
      [/^PARCEL#1 PARCEL is an item that this program does not know$/],
    ],
    [
      "a case that was not started and never will be",
      change(
        `UPDATE item SET todo_pk = NULL, todo_sk = NULL, body = json_remove(body, '$.startedAt', '$.todoPk', '$.todoSk') WHERE ${theCase}`,
      ),
      [/^CASE#KJG-\S+ CASE was not started, and nobody will$/],
    ],
    [
      "a gap in a register",
      change("UPDATE item SET sk = '0000003', body = json_set(body, '$.sk', '0000003') WHERE pk LIKE 'REGISTER#%'"),
      [/^REGISTER#incoming#\d+ lacks the numbers 1 to 2$/],
    ],
    [
      "a number given twice",
      change(
        "INSERT INTO item (pk, sk, body) SELECT pk, '0000002', json_set(body, '$.sk', '0000002') FROM item WHERE pk LIKE 'REGISTER#%'",
      ),
      [/^REGISTER#incoming#\d+ has 2 numbers for KJG-\S+$/],
    ],
    [
      "a mail that nobody will send",
      change(
        "UPDATE item SET body = json_set(body, '$.state', 'pending') WHERE rowid = (SELECT min(rowid) FROM item WHERE sk LIKE 'MAIL#%')",
      ),
      [/ MAIL#\S+ waits to be sent, and nobody will$/],
    ],
    [
      "a message of the outbox that is not there",
      change("UPDATE OR IGNORE mail_recipient SET mail = 'gone' WHERE mail = (SELECT min(mail) FROM mail_recipient)"),
      [/^the outbox lists the message gone, which is not there$/],
    ],
  ])("%s", async (what, spoil, expected) => {
    const dataDir = await another(what.replaceAll(/\W+/g, "-"));
    const database = new DatabaseSync(path.join(dataDir, "alur-pustaka.sqlite"));
    spoil(database);
    database.close();
    const { differences } = await checked(dataDir);
    for (const pattern of expected) expect(differences).toContainEqual(expect.stringMatching(pattern));
    for (const each of differences)
      expect(
        expected.some((pattern) => pattern.test(each)),
        each,
      ).toBe(true);
  });

  it("a file that is missing, one with other bytes, and, as a note, one that nobody names", async () => {
    const dataDir = await another("files");
    const letters = path.join(dataDir, "files/letters");
    const name = (await readdir(letters)).find((each) => each !== uploadsFolder) ?? "";
    const bytes = await readFile(path.join(letters, name));
    await writeFile(path.join(letters, "0".repeat(64)), "x");
    await writeFile(path.join(letters, name), Buffer.concat([bytes, Buffer.from("!")]));
    const facts = bytes.toString("latin1").split("\n")[0] ?? "";
    const longer = facts.replace(/"size":(\d+)/, (_all, size) => `"size":${Number(size) + 1}`);
    await writeFile(
      path.join(letters, name),
      Buffer.concat([Buffer.from(longer), bytes.subarray(facts.length), Buffer.from("!")]),
    );
    const other = await checked(dataDir);
    expect(other.notes).toEqual([`nobody names the file ${"0".repeat(64)}`]);
    expect(other.differences).toEqual([
      expect.stringMatching(
        /^CASE#\S+ CASE names the file files\/\S+\/[0-9a-f]{64}, whose bytes are not those it had$/,
      ),
    ]);
    await rm(path.join(letters, name));
    expect((await checked(dataDir)).differences).toEqual([expect.stringMatching(/which is not there$/)]);
  });

  it("a damaged database, and nothing else", async () => {
    const dataDir = await another("damaged");
    const file = path.join(dataDir, "alur-pustaka.sqlite");
    const bytes = await readFile(file);
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 20_000);
    await writeFile(file, bytes);
    const { differences } = await checked(dataDir);
    expect(differences.length).toBeGreaterThan(0);
    for (const each of differences) expect(each).toMatch(/^the database is damaged: /);
  });
});

it.each([
  ["that was accepted, under its hash", { kept: true } as const, `files/${"0".repeat(64)}`],
  ["of a case of before, where it was uploaded", {}, "letters/surat-permohonan"],
])("finds the file %s", (_which, more, key) => {
  expect(keyOf(storedFile(more))).toBe(key);
  const name = createHash("sha256").update(key).digest("hex");
  expect(objectFile("letters", key)).toBe(path.join("letters", name));
});
