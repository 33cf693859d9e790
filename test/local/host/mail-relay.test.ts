import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reportIn } from "../../../functions/jobs/mail-events.ts";
import type { FunctionRow } from "../../../functions/manifest.ts";
import { bouncesTo } from "../../../infra/local/emulators/ses/bounces.ts";
import { openMailServer } from "../../../infra/local/emulators/ses/mail-server.ts";
import { openMessageStore, type MessageStore } from "../../../infra/local/emulators/ses/message-store.ts";
import { openRelay, type Relay } from "../../../infra/local/emulators/ses/relay.ts";
import { jumpableClock, type JumpableClock } from "../../../infra/local/host/clock.ts";
import { openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";
import { fakeMailServer, type FakeMailServer, type Reply } from "./mail-server.ts";

const start = Date.parse("2026-01-05T02:00:00Z");
const day = 24 * 60 * 60_000;
let local: LocalDatabase;
let clock: JumpableClock;
let store: MessageStore;
let relay: Relay | undefined;
let server: FakeMailServer;
let log: Record<string, unknown>[];
/** What the function for mail events was told. */
let reports: unknown[];
let listens: boolean;

beforeEach(async () => {
  local = openDatabase(":memory:");
  clock = jumpableClock(start, { frozen: true });
  store = openMessageStore({ local, now: () => clock.now(), relayed: true });
  server = await fakeMailServer();
  [log, reports, listens] = [[], [], true];
});
afterEach(async () => {
  relay?.close();
  await server.close();
  await local.close();
});

const listener = { name: "mail-events", trigger: { kind: "mail-events" } } as FunctionRow;
const functions = {
  invoke: async (_name: string, event: unknown) => {
    if (!listens) return { ok: false as const, errorType: "Error", errorMessage: "" };
    reports.push(event);
    return { ok: true as const, payload: null };
  },
  busy: () => 0,
  idle: async () => undefined,
};

function open(smtpUrl = `smtp://127.0.0.1:${server.port}`): Relay {
  const bounces = bouncesTo([listener], store);
  return (relay = openRelay({
    local,
    server: openMailServer(smtpUrl, 300),
    clock,
    log: (event, facts) => void log.push({ event, ...facts }),
    report: (id, undelivered) => bounces.report(id, undelivered, functions),
  }));
}

async function add(to: string, tags = "case=KJG-2026-00001"): Promise<string> {
  const headers = [`From: dinas@contoh.go.id`, `To: ${to}`, "Subject: Halo", `X-SES-MESSAGE-TAGS: ${tags}`];
  const id = await store.add(Buffer.from(`${headers.join("\r\n")}\r\n\r\nisi`));
  relay?.retry();
  return id;
}

/** Moves the clock and waits for what becomes due by that. */
async function after(ms: number): Promise<void> {
  clock.advance(ms);
  relay?.retry();
  await relay?.idle();
}

const answerTo =
  (command: string, answer: string | null): Reply =>
  (line) =>
    line.startsWith(command) ? answer : undefined;
const reasons = () => log.filter(({ event }) => event === "mail-not-relayed").map(({ reason }) => reason);

test("many messages go over few connections, each once", async () => {
  open();
  const addresses = Array.from({ length: 60 }, (_, n) => `orang${n}@contoh.example`);
  await Promise.all(addresses.map((address) => add(address)));
  await relay?.idle();
  expect(server.taken.toSorted()).toEqual(addresses.toSorted());
  expect(server.connections()).toBeLessThanOrEqual(5);
  expect(relay?.status()).toEqual({
    waiting: 0,
    oldest: null,
    trouble: null,
    lastTaken: new Date(start).toISOString(),
  });
});

describe("what somebody waits for", () => {
  test("goes before everything that waits", async () => {
    for (let n = 0; n < 20; n += 1) await add(`lama${n}@contoh.example`);
    await add("kode@contoh.example", "urgent=yes");
    await open().idle();
    expect(server.taken.indexOf("kode@contoh.example")).toBeLessThan(4);
    expect(server.taken).toHaveLength(21);
  });

  test("finds a connection free though the server takes its time over all others", async () => {
    server.replyBy((line) => (line.startsWith("RCPT TO:<lama") ? "" : undefined));
    open();
    for (let n = 0; n < 20; n += 1) await add(`lama${n}@contoh.example`);
    await expect.poll(() => server.lines.filter((line) => line.startsWith("RCPT TO:<lama"))).toHaveLength(3);
    await add("kode@contoh.example", "urgent=yes");
    await expect.poll(() => server.taken).toEqual(["kode@contoh.example"]);
  });

  test("is tried although the server was just found missing, and a code that came too late is not sent", async () => {
    server.replyBy(answerTo("MAIL", "421 too busy"));
    open();
    await add("lama@contoh.example");
    await relay?.idle();
    await add("kode@contoh.example", "case=KJG-2026-00001, urgent=yes");
    await relay?.idle();
    expect(server.lines.filter((line) => line.startsWith("MAIL"))).toHaveLength(2);
    server.replyBy(() => undefined);
    await after(11 * 60_000);
    expect(server.taken).toEqual(["lama@contoh.example"]);
    expect(relay?.status().waiting).toBe(0);
    expect(reports).toEqual([]);
  });
});

describe("a message that the server cannot take now", () => {
  test("waits longer each time, up to a quarter of an hour, and holds up no other", async () => {
    server.replyBy(answerTo("RCPT TO:<ani", "450 greylisted"));
    open();
    await add("ani@contoh.example");
    await add("budi@contoh.example");
    await relay?.idle();
    expect(server.taken).toEqual(["budi@contoh.example"]);
    const tries: number[] = [];
    for (let seconds = 0; seconds < 2 * 60 * 60; seconds += 15) {
      const before = reasons().length;
      await after(15_000);
      if (reasons().length > before) tries.push(clock.now());
    }
    const pauses = tries.map((at, n) => (at - (tries[n - 1] ?? start)) / 1000);
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900, 900, 900, 900]);
    expect(new Set(reasons())).toEqual(new Set(["later"]));
    server.replyBy(() => undefined);
    await after(900_000);
    expect(server.taken).toEqual(["budi@contoh.example", "ani@contoh.example"]);
  });

  test("is tried for two days, then given up and reported so that somebody telephones", async () => {
    server.replyBy(answerTo("RCPT", "450 mailbox full"));
    open();
    await add("ani@contoh.example");
    await after(2 * day - 60_000);
    expect([reports, relay?.status().waiting]).toEqual([[], 1]);
    await after(16 * 60_000);
    const at = new Date(clock.now()).toISOString();
    expect(reports.map(reportIn)).toEqual([
      { caseId: "KJG-2026-00001", fate: "given-up", addresses: ["ani@contoh.example"], at },
    ]);
    expect(relay?.status().waiting).toBe(0);
  });

  test("is tried once more after an outage of ours, however old it is", async () => {
    await add("ani@contoh.example");
    clock.advance(5 * day);
    await open().idle();
    expect(server.taken).toEqual(["ani@contoh.example"]);
  });
});

describe("a message that the server refuses", () => {
  test.each([
    ["the address", "RCPT"],
    ["the content", "."],
  ])("for %s goes the way of a bounce at once", async (_what, command) => {
    server.replyBy(answerTo(command, "550 no"));
    open();
    await add("ani@contoh.example");
    await relay?.idle();
    expect(reports.map(reportIn)).toMatchObject([{ fate: "bounced", addresses: ["ani@contoh.example"] }]);
    expect(log).toContainEqual(expect.objectContaining({ event: "mail-not-relayed", reason: "refused", code: 550 }));
    await after(day);
    expect(server.lines.filter((line) => line.startsWith("MAIL"))).toHaveLength(1);
  });

  test("for one of several addressees is delivered to the others, and tried again where that may help", async () => {
    server.replyBy((line) => (line.includes("<ani@") ? "550 no" : line.includes("<budi@") ? "450 wait" : undefined));
    open();
    await add("ani@contoh.example, budi@contoh.example, citra@contoh.example");
    await relay?.idle();
    expect(server.taken).toEqual(["citra@contoh.example"]);
    server.replyBy(() => undefined);
    await after(60_000);
    expect(server.taken).toEqual(["citra@contoh.example", "budi@contoh.example"]);
    expect(reports.map(reportIn)).toMatchObject([{ addresses: ["ani@contoh.example"] }]);
  });

  test("is reported until the report is taken, also after a restart", async () => {
    listens = false;
    server.replyBy(answerTo("RCPT", "550 no"));
    open();
    await add("ani@contoh.example");
    await relay?.idle();
    relay?.close();
    listens = true;
    open();
    await after(0);
    await after(0);
    expect(reports).toHaveLength(1);
  });
});

describe("trouble with the server itself", () => {
  const url = (rest: string) => `smtp://127.0.0.1:${rest}`;
  test.each<[string, () => string | Promise<string>]>([
    ["connection-refused", async () => (await server.close(), url(`${server.port}`))],
    ["name-not-found", () => "smtp://tidak-ada.invalid"],
    ["timed-out", () => (server.replyBy(() => ""), url(`${server.port}`))],
    ["connection-lost", () => (server.replyBy(answerTo("MAIL", null)), url(`${server.port}`))],
    ["encryption", () => `smtps://127.0.0.1:${server.port}`],
    ["authentication", () => (server.replyBy(answerTo("AUTH", "535 no")), `smtp://a:b@127.0.0.1:${server.port}`)],
    ["not-permitted", () => (server.replyBy(answerTo("MAIL", "550 not you")), url(`${server.port}`))],
    ["not-permitted", () => (server.replyBy(answerTo("RCPT", "554 5.7.1 Relay access denied")), url(`${server.port}`))],
    ["unavailable", () => (server.replyBy(() => "421 too busy"), url(`${server.port}`))],
    [
      "certificate",
      async () => {
        await server.close();
        server = await fakeMailServer(undefined, { tls: true });
        return `smtps://127.0.0.1:${server.port}`;
      },
    ],
  ])("is told as %s, without address or content, and the mail is tried again", async (word, arrange) => {
    open(await arrange());
    await add("ani@contoh.example");
    await relay?.idle();
    expect(reasons()).toEqual([word]);
    expect(JSON.stringify(log)).not.toMatch(/contoh|Halo|isi|127\./);
    expect(relay?.status()).toMatchObject({ waiting: 1, oldest: new Date(start).toISOString(), trouble: { word } });
    expect(reports).toEqual([]);
    await after(30_000);
    expect(reasons()).toEqual([word, word]);
  });

  test("makes all mail wait, not each try for itself, and ends when the server takes one", async () => {
    server.replyBy(answerTo("MAIL", "421 shutting down"));
    open();
    for (let n = 0; n < 30; n += 1) await add(`orang${n}@contoh.example`);
    await relay?.idle();
    expect(reasons().length).toBeLessThanOrEqual(3);
    server.replyBy(() => undefined);
    await after(15 * 60_000);
    await after(15 * 60_000);
    expect(server.taken).toHaveLength(30);
    expect(relay?.status().trouble).toBeNull();
  });

  test("that ends while nothing is sent is found to be over within a quarter of an hour", async () => {
    const { port } = server;
    await server.close();
    open();
    await expect.poll(() => relay?.status().trouble?.word).toBe("connection-refused");
    await after(15 * 60_000);
    await expect.poll(() => log.filter(({ event }) => event === "mail-server-not-usable")).toHaveLength(2);
    server = await fakeMailServer(undefined, { port });
    await after(60_000);
    expect(relay?.status().trouble?.word).toBe("connection-refused");
    await after(15 * 60_000);
    await expect.poll(() => relay?.status().trouble).toBeNull();
  });

  test("that is met with one message alone does not stop the others", async () => {
    server.replyBy(answerTo("RCPT TO:<racun", null));
    open();
    await add("racun@contoh.example");
    for (let n = 0; n < 5; n += 1) await add(`orang${n}@contoh.example`);
    await relay?.idle();
    for (let n = 0; n < 10; n += 1) await after(15 * 60_000);
    expect(server.taken).toHaveLength(5);
    expect(relay?.status().waiting).toBe(1);
  });
});

test("a close ends at once what is under way, and it is sent by the next", async () => {
  server.replyBy(answerTo(".", ""));
  open();
  await add("ani@contoh.example");
  await expect.poll(() => server.lines).toContain(".");
  relay?.close();
  await relay?.idle();
  expect(reasons()).toEqual([]);
  server.replyBy(() => undefined);
  await open().idle();
  expect(server.taken).toEqual(["ani@contoh.example"]);
});

test("a clock that is put back makes no mail wait for the old time", async () => {
  server.replyBy(answerTo("RCPT", "450 wait"));
  open();
  await add("ani@contoh.example");
  await relay?.idle();
  server.replyBy(() => undefined);
  await after(-day);
  expect(server.taken).toEqual(["ani@contoh.example"]);
});
