import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DescribeExecutionCommand, SendTaskSuccessCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, expect, test } from "vitest";
import { itemTable, itemWriter } from "../../../functions/wiring/one-machine.ts";
import { openMessageStore } from "../../../infra/local/emulators/ses/message-store.ts";
import { jumpableClock } from "../../../infra/local/host/clock.ts";
import { openDataFolder } from "../../../infra/local/host/data-folder.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";
import { takeOverFormat1 } from "../../../infra/local/host/take-over.ts";
import { fakeMailServer } from "./mail-server.ts";
import { freshFolder, startTestHost } from "./test-host.ts";

/** As the last program of format 1 left it: a case that waits, one that has ended, three mails, one of them not relayed yet. */
const old = fileURLToPath(new URL("fixtures/folder-of-format-1", import.meta.url));
const waitingMail = "1767578402000-000001-71e96778176547b8";
const token = "K8_YpTE84wzkqLhY5pQzo4nq78uRwYUrJEqvNRLepZ_Bs4nU2PQsF0KqdT8exlx-";
const executions = "arn:aws:states:ap-southeast-3:000000000000:execution:sample";
const today = Date.parse("2026-02-03T10:00:00Z");

let folder: string;
beforeEach(async () => {
  folder = await freshFolder();
  await cp(old, folder, { recursive: true });
  // Secrets do not belong into a fixture.
  const other = await freshFolder();
  await openDataFolder(other);
  await cp(path.join(other, "secrets.json"), path.join(folder, "secrets.json"));
  await rm(other, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function takeOver<T>(read: (local: LocalDatabase) => T | Promise<T>): Promise<T> {
  const local = openDatabase(path.join(folder, databaseFile), "normal");
  try {
    local.migrate(itemTable);
    await takeOverFormat1({ path: folder, isOfFormat1: true }, local, today, itemWriter(local));
    return await read(local);
  } finally {
    await local.close();
  }
}

function counts({ database }: LocalDatabase): Record<string, unknown> {
  const tables = [
    "item",
    "machine",
    "revision",
    "execution",
    "history",
    "token",
    "mail",
    "mail_recipient",
    "mail_relay",
  ];
  return Object.fromEntries(
    tables.map((table) => [table, database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]]),
  );
}
const whole = {
  item: 15,
  machine: 1,
  revision: 1,
  execution: 2,
  history: 5,
  token: 2,
  mail: 3,
  mail_recipient: 4,
  mail_relay: 1,
};

test("a folder of format 1 goes on: its cases, its mails, and what was still to be handed on", async () => {
  const mailServer = await fakeMailServer();
  const clock = jumpableClock(Date.parse("2026-01-05T03:00:00Z"), { frozen: true });
  const running = await startTestHost({
    clock,
    dataDir: folder,
    smtp: `smtp://127.0.0.1:${mailServer.port}`,
    inbox: true,
  });
  const sfn = new SFNClient({});
  const status = async (name: string) =>
    (await sfn.send(new DescribeExecutionCommand({ executionArn: `${executions}:${name}` }))).status;
  expect([await status("ended"), await status("parked")]).toEqual(["SUCCEEDED", "RUNNING"]);
  await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"outcome":"ya"}' }));
  await running.host.idle();
  expect(await status("parked")).toBe("SUCCEEDED");

  const { messages } = await (await fetch(`${running.inboxUrl}/messages`)).json();
  expect(messages.map((message: { subject: string }) => message.subject)).toEqual(["Tiga", "Dua", "Satu"]);
  expect(messages[1]).toMatchObject({
    date: "2026-01-05T02:00:01.000Z",
    to: ["budi@contoh.example", "citra@contoh.example"],
  });
  await expect.poll(() => mailServer.taken).toEqual(["dewi@contoh.example"]);

  await running.host.close();
  expect(JSON.parse(await readFile(path.join(folder, "alur-pustaka.json"), "utf8"))).toEqual({ format: 2 });
  const again = await startTestHost({ dataDir: folder, clock });
  expect(await status("parked")).toBe("SUCCEEDED");
  await again.end();
  await mailServer.close();
});

test("what was taken over is kept aside, as it was", async () => {
  expect(await takeOver(counts)).toEqual(whole);
  expect(await readdir(path.join(folder, "old-2026-02-03"))).toEqual([
    "mail",
    "mail-waiting",
    "table",
    "workflow.sqlite",
  ]);
  expect(await readdir(folder)).toEqual(["alur-pustaka.json", databaseFile, "old-2026-02-03", "secrets.json"]);
  const aside = path.join(folder, "old-2026-02-03/workflow.sqlite");
  expect((await readFile(aside)).equals(await readFile(path.join(old, "workflow.sqlite")))).toBe(true);
  const raw = await takeOver((local) => openMessageStore({ local, now: () => today }).raw(waitingMail));
  expect(raw?.equals(await readFile(path.join(old, "mail", `${waitingMail}.eml`)))).toBe(true);
});

test("a stop between copying and moving aside copies nothing twice", async () => {
  await takeOver(counts);
  await rm(path.join(folder, "old-2026-02-03"), { recursive: true });
  for (const part of ["workflow.sqlite", "mail"])
    await cp(path.join(old, part), path.join(folder, part), { recursive: true });
  expect(await takeOver(counts)).toEqual(whole);
  expect(await readdir(path.join(folder, "old-2026-02-03"))).toEqual(["mail", "workflow.sqlite"]);
});

test("killed at any instant, the take-over is whole in the end", async () => {
  for (let n = 0; n < 2_000; n += 1) {
    const id = `17675784${String(10_000 + n)}-000001-00000000000000ff`;
    await writeFile(path.join(folder, "mail", `${id}.eml`), `From: a@b.c\r\nTo: orang${n}@contoh.example\r\n\r\nisi`);
  }
  const script = fileURLToPath(new URL("fixtures/take-over.ts", import.meta.url));
  const run = () =>
    spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
  for (let kill = 0; kill < 6; kill += 1) {
    const child = run();
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
    await delay(Math.random() * 200);
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  expect(await takeOver(counts)).toEqual({ ...whole, mail: 2_003, mail_recipient: 2_004 });
  expect(await readdir(folder)).not.toContain("mail");
});

test.each([
  [
    "a workflow file that is none",
    (f: string) => writeFile(path.join(f, "workflow.sqlite"), "no database ".repeat(900)),
  ],
  ["a mail that cannot be read", (f: string) => mkdir(path.join(f, "mail/1767578403000-000001-00.eml"))],
  ["no workflow file", (f: string) => rm(path.join(f, "workflow.sqlite"))],
])("of a folder with %s nothing is taken over and nothing moved", async (_what, damage) => {
  await damage(folder);
  // The old table has been opened, which writes a log of its own.
  const there = async () =>
    (await readdir(folder, { recursive: true })).filter(
      (name) => name !== databaseFile && !name.startsWith(`table${path.sep}`),
    );
  const before = await there();
  await expect(takeOver(counts)).rejects.toThrow();
  expect(await there()).toEqual(before);
  expect(await readdir(path.join(folder, "table"))).toContain("CURRENT");
  const local = openDatabase(path.join(folder, databaseFile), "normal");
  expect(counts(local)).toMatchObject({ execution: 0, mail: 0 });
  await local.close();
});
