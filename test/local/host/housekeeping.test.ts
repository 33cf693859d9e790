import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SendRawEmailCommand, SESClient } from "@aws-sdk/client-ses";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jumpableClock, type JumpableClock } from "../../../infra/local/host/clock.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";
import { startHousekeeping, usuallyKept, type HousekeepingOptions } from "../../../infra/local/host/housekeeping.ts";
import { budgetsIn } from "../../../functions/adapters/stores/budgets.ts";
import { itemReader } from "../../../functions/adapters/items/kind.ts";
import { openObjectStore } from "../../../infra/local/emulators/s3/object-store.ts";
import { loadOneMachine } from "../../../infra/local/host/one-machine.ts";
import { openMessageStore } from "../../../infra/local/emulators/ses/message-store.ts";
import { longestPauseMs } from "../../../infra/local/emulators/ses/relay-pauses.ts";
import { relayQueue, type Progress } from "../../../infra/local/emulators/ses/relay-queue.ts";
import { openSignInStore } from "../../../infra/local/emulators/sign-in/store.ts";
import { openWorkflow, type Workflow } from "../../../infra/local/emulators/step-functions/engine/workflow.ts";
import { callsWork, definition, role, waitsForAnswer } from "../step-functions/machines.ts";
import { freshFolder, startTestHost } from "./test-host.ts";

const noon = Date.parse("2026-01-05T05:00:00Z");
const day = 24 * 60 * 60_000;

let folder: string;
let local: LocalDatabase;
let clock: JumpableClock;
beforeEach(async () => {
  folder = await freshFolder();
  local = openDatabase(path.join(folder, databaseFile), "normal");
  clock = jumpableClock(noon, { frozen: true });
});
afterEach(async () => {
  await local.close().catch(() => undefined);
  await rm(folder, { recursive: true });
});

const count = (table: string): number =>
  Number(local.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
const pages = (): number => Number(local.database.prepare("PRAGMA page_count").get()?.["page_count"]);

describe("executions", () => {
  let tokens: string[];
  let workflow: Workflow;
  beforeEach(async () => {
    tokens = [];
    workflow = await openWorkflow({
      database: local,
      clock,
      invoke: async (name, payload) => {
        if (name === "open") tokens.push((payload as { taskToken: string }).taskToken);
        return { ok: true, payload: {} };
      },
    });
  });
  afterEach(() => workflow.close());

  async function call(operation: string, parameters: object) {
    const { status, body } = await workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(parameters));
    return { status, body: JSON.parse(body) as Record<string, string> };
  }

  async function start(count: number, name: string, states: Parameters<typeof definition>[1]): Promise<string[]> {
    const machine = { name, roleArn: role, definition: definition("A", states) };
    const { stateMachineArn } = (await call("CreateStateMachine", machine)).body;
    const input = JSON.stringify({ text: "x".repeat(20_000) });
    const started = Array.from({ length: count }, async (_, index) =>
      call("StartExecution", { stateMachineArn, name: `case-${index}`, input }),
    );
    const arns = (await Promise.all(started)).map(({ body }) => body["executionArn"] ?? "");
    await workflow.idle();
    return arns;
  }

  const shown = async (executionArn: string) => (await call("DescribeExecution", { executionArn })).body["status"];

  test("that ended go after ninety days, a few at a time and with all that belongs to them; what runs stays for ever", async () => {
    const ended = await start(25, "ends", { A: callsWork({ End: true }) });
    const running = await start(3, "waits", { A: waitsForAnswer({ End: true }) });
    const { executions: kept } = usuallyKept(true);
    clock.advance(kept - 1);
    expect(await workflow.forget(clock.now() - kept, 10)).toBe(0);
    clock.advance(2);
    const forgotten: number[] = [];
    while (forgotten.at(-1) !== 0) forgotten.push(await workflow.forget(clock.now() - kept, 10));
    expect(forgotten).toEqual([10, 10, 5, 0]);
    expect(await shown(ended[0] ?? "")).toBeUndefined();
    expect(await shown(running[0] ?? "")).toBe("RUNNING");
    expect([count("execution"), count("token")]).toEqual([3, 3]);
    expect(local.database.prepare("SELECT DISTINCT execution FROM history").all()).toHaveLength(3);

    clock.advance(1_000 * day);
    expect(await workflow.forget(clock.now() - kept, 10)).toBe(0);
    expect((await call("SendTaskSuccess", { taskToken: tokens[0], output: "{}" })).status).toBe(200);
    await workflow.idle();
    expect(await workflow.forget(clock.now() + 1, 10)).toBe(1);
    expect((await call("SendTaskSuccess", { taskToken: tokens[0], output: "{}" })).status).toBe(400);
  });

  test("leave room that is used again: the file does not grow by what comes in their place", async () => {
    const machine = { A: callsWork({ End: true }) };
    await start(25, "first", machine);
    const full = pages();
    for (let year = 0; year < 4; year += 1) {
      clock.advance(365 * day);
      while ((await workflow.forget(clock.now() - 90 * day, 10)) > 0);
      await start(25, `year-${year}`, machine);
    }
    // A few pages for the machines themselves.
    expect(pages()).toBeLessThan(full * 1.05);
  });
});

describe("mails", () => {
  const link = "https://contoh.go.id/k/a-secret-that-opens-a-task";
  const letter = (to: string) => Buffer.from(`From: d@contoh.go.id\r\nTo: ${to}\r\nSubject: S\r\n\r\nBuka ${link}.`);
  const ended: Omit<Progress, "state"> = { recipients: [], attempts: 0, nextTryAt: 0, endedAt: 1, undelivered: [] };

  test("go after their time, but for those that wait, and those of which somebody is still to be told", async () => {
    const store = openMessageStore({ local, now: () => clock.now(), relayed: true });
    const queue = relayQueue(local, longestPauseMs);
    const ids: Record<string, string> = {};
    for (const name of ["taken", "refused", "untold", "waiting"]) ids[name] = await store.add(letter(`${name}@x.test`));
    const here = openMessageStore({ local, now: () => clock.now(), relayed: false });
    ids["here"] = await here.add(letter("here@x.test"));
    const undelivered = [{ addresses: ["untold@x.test"], why: "refused" as const, at: "2026-01-05T05:00:00.000Z" }];
    await local.commit(() => {
      queue.put(ids["taken"] ?? "", { ...ended, state: "taken" });
      queue.put(ids["refused"] ?? "", { ...ended, state: "refused" });
      queue.put(ids["untold"] ?? "", { ...ended, state: "refused", undelivered });
    });
    const left = async () => {
      const found = await Promise.all(Object.entries(ids).map(async ([name, id]) => (await store.raw(id)) && name));
      return found.filter((name) => name !== null);
    };
    const { mails: kept } = usuallyKept(true);
    clock.advance(kept);
    expect(await store.forget(clock.now() - kept, 10)).toBe(0);
    clock.advance(1);
    expect(await store.forget(clock.now() - kept, 2)).toBe(2);
    expect(await store.forget(clock.now() - kept, 10)).toBe(1);
    expect(await left()).toEqual(["untold", "waiting"]);
    expect([count("mail_recipient"), count("mail_relay")]).toEqual([2, 2]);
    expect(await store.list({ to: "taken@x.test" })).toEqual([]);

    const told = queue.unreported("");
    await local.commit(() => queue.reported(told?.id ?? "", told?.text ?? ""));
    expect(await store.forget(clock.now() - kept, 10)).toBe(1);
    expect(await left()).toEqual(["waiting"]);
  });

  test("that are forgotten cannot be found in the file", async () => {
    const store = openMessageStore({ local, now: () => clock.now() });
    for (let index = 0; index < 20; index += 1) await store.add(letter(`ani-${index}@x.test`));
    const inFile = (): boolean => {
      local.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return readFileSync(path.join(folder, databaseFile)).includes(link);
    };
    expect(inFile()).toBe(true);
    expect(await store.forget(clock.now() + 1, 100)).toBe(20);
    expect(inFile()).toBe(false);
  });
});

test("what the sign-in remembers goes when it has expired, also while the host runs on", async () => {
  const file = path.join(folder, "signin.sqlite");
  const store = openSignInStore(file, () => clock.now());
  const sessions = store.adapter("Session");
  await sessions.upsert("gone", { uid: "u1" }, -10);
  await sessions.upsert("lasts", { uid: "u2" }, 3_600);
  const code = { email: "ani@x.test", staffId: null, hash: "h", expiresAt: clock.now() + 600_000 };
  store.addCode("old", code, clock.now());
  store.forgetCodes("old");
  clock.advance(day + 600_001);
  store.addCode("new", { ...code, expiresAt: clock.now() + 600_000 }, clock.now());
  store.forgetCodes("new");
  store.forgetExpired();
  const reader = new DatabaseSync(file, { readOnly: true });
  const ids = (sql: string) =>
    reader
      .prepare(sql)
      .all()
      .map(({ id }) => id);
  // A code that was used still counts among those mailed to the address for a while.
  expect([ids("SELECT id FROM artifact"), ids("SELECT interaction AS id FROM code")]).toEqual([["lasts"], ["new"]]);
  reader.close();
  store.close();
});

describe("files", () => {
  const upload = (key: string, modifiedAt: number) => ({
    key,
    contentType: "application/pdf",
    headers: {},
    modifiedAt,
  });

  test("that were only uploaded go after a day; what was accepted stays, and what lies where it did before", async () => {
    const store = await openObjectStore(path.join(folder, "files"));
    for (const key of ["uploads/old", "files/accepted", "letters/of-before"])
      await store.put("letters", upload(key, noon - day - 1), Buffer.from("%PDF-1.7"));
    await store.put("letters", upload("uploads/new", noon - day), Buffer.from("%PDF-1.7"));
    expect(await store.forgetUploads("letters", noon - day, 10)).toBe(1);
    const left = ["uploads/old", "uploads/new", "files/accepted", "letters/of-before"].map(
      async (key) => (await store.head("letters", key)) !== null,
    );
    expect(await Promise.all(left)).toEqual([false, true, true, true]);
  });

  test("that were uploaded wait for a copy that is being taken", async () => {
    const store = await openObjectStore(path.join(folder, "files"));
    await store.put("letters", upload("uploads/old", 0), Buffer.from("%PDF-1.7"));
    const release = store.keepAll();
    const forgetting = store.forgetUploads("letters", noon, 10);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await store.head("letters", "uploads/old")).not.toBeNull();
    release();
    expect(await forgetting).toBe(1);
  });
});

test("what was counted of strangers goes when its time is over", async () => {
  const { forgetSpent, itemTable, sqliteItems } = await loadOneMachine();
  local.migrate(itemTable);
  const items = sqliteItems(local);
  const { spend } = budgetsIn(items, itemReader({ problem: () => undefined }));
  const hour = (from: number) => ({
    budget: "uploads",
    source: "net",
    from: new Date(from).toISOString(),
    until: new Date(from + 3_600_000).toISOString(),
  });
  await spend(hour(noon - 2 * 3_600_000), 1);
  await spend(hour(noon), 5);
  await forgetSpent(local, noon);
  expect(items.everything()).toMatchObject([{ pk: "BUDGET#uploads#net", sk: "2026-01-05T05:00:00.000Z", amount: 5 }]);
});

describe("housekeeping", () => {
  function tidying(
    old: { executions: number; mails: number; uploads?: number },
    more: Partial<HousekeepingOptions> = {},
  ) {
    const left = { uploads: 0, unnamed: 0, ...old };
    const asked: [string, number][] = [];
    const log: string[] = [];
    const forget = (what: keyof typeof left) => async (before: number, atMost: number) => {
      asked.push([what, before]);
      const found = Math.min(left[what], atMost);
      left[what] -= found;
      return found;
    };
    const housekeeping = startHousekeeping({
      clock,
      log: (event, facts) => void log.push(`${event} ${JSON.stringify(facts)}`),
      keepFor: { executions: 90 * day, mails: 30 * day, uploads: day, unnamed: 2 * day },
      forget: {
        executions: forget("executions"),
        mails: forget("mails"),
        uploads: forget("uploads"),
        unnamed: forget("unnamed"),
      },
      forgetExpired: () => undefined,
      ...more,
    });
    return { housekeeping, left, asked, log };
  }

  test("forgets all that is old in small pieces, each kind by its own age, and says how many", async () => {
    const { housekeeping, left, asked, log } = tidying({ executions: 25, mails: 3, uploads: 2 });
    housekeeping.look();
    await expect.poll(() => log).toHaveLength(3);
    expect(left).toEqual({ executions: 0, mails: 0, uploads: 0, unnamed: 0 });
    expect(asked).toEqual([
      ...Array<unknown>(3).fill(["executions", noon - 90 * day]),
      ["mails", noon - 30 * day],
      ["uploads", noon - day],
      ["unnamed", noon - 2 * day],
    ]);
    expect(log).toEqual([
      'forgotten {"what":"executions","count":25}',
      'forgotten {"what":"mails","count":3}',
      'forgotten {"what":"uploads","count":2}',
    ]);
    await housekeeping.close();
  });

  test("looks every ten minutes, one look at a time, also after the clock was put back", async () => {
    const { housekeeping, asked } = tidying({ executions: 0, mails: 0 });
    const lookAndWait = async () => {
      housekeeping.look();
      housekeeping.look();
      await new Promise((resolve) => setTimeout(resolve, 60));
    };
    for (const minutes of [0, 9, 1, -1_000, 10]) {
      clock.advance(minutes * 60_000);
      await lookAndWait();
    }
    expect(asked.filter(([what]) => what === "mails")).toHaveLength(3);
    await housekeeping.close();
  });

  test("that is interrupted ends after the piece under way, and a failure is told and tried again", async () => {
    const interrupted = tidying({ executions: 10_000, mails: 0 });
    interrupted.housekeeping.look();
    await interrupted.housekeeping.close();
    expect(interrupted.left.executions).toBeGreaterThan(9_900);
    interrupted.housekeeping.look();
    expect(interrupted.asked.length).toBeLessThanOrEqual(2);

    let failures = 0;
    const failing = tidying(
      { executions: 0, mails: 0 },
      {
        forgetExpired: () => {
          failures += 1;
          throw new TypeError("the disk");
        },
      },
    );
    failing.housekeeping.look();
    await expect.poll(() => failing.log.join()).toContain("housekeeping-failed");
    clock.advance(600_000);
    failing.housekeeping.look();
    expect(failures).toBe(2);
    await failing.housekeeping.close();
  });

  test("is done by the host as time goes by", async () => {
    const running = await startTestHost({ keepFor: { mails: 2 * day } });
    try {
      const Data = Buffer.from("From: d@contoh.go.id\r\nTo: a@contoh.example\r\nSubject: Halo\r\n\r\nisi");
      await new SESClient({}).send(new SendRawEmailCommand({ RawMessage: { Data } }));
      const inbox = async () => (await (await fetch(`${running.inboxUrl}/messages`)).json()).messages.length;
      expect(await inbox()).toBe(1);
      running.clock.advance(3 * day);
      const minuteLater = async () => {
        running.clock.advance(60_000);
        await running.host.tick();
        return running.log;
      };
      await expect.poll(minuteLater).toContainEqual({ event: "forgotten", facts: { what: "mails", count: 1 } });
      expect(await inbox()).toBe(0);
    } finally {
      await running.end();
    }
  });
});
