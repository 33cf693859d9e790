import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backupHealth } from "../../../infra/local/health/backup-health.ts";
import { clockWatch } from "../../../infra/local/health/clock-health.ts";
import { diskHealth, mailHealth, workflowHealth } from "../../../infra/local/health/other-parts.ts";
import { healthSchema } from "../../../infra/local/health/schema.ts";
import { healthSettingsFrom } from "../../../infra/local/health/settings.ts";
import { worstOf } from "../../../infra/local/health/status.ts";
import { storeProbe } from "../../../infra/local/health/store-health.ts";
import { sweepRecord } from "../../../infra/local/health/sweep-health.ts";
import { openTally } from "../../../infra/local/health/tally.ts";
import { openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";

const minute = 60_000;
const start = Date.parse("2026-12-01T03:00:00Z");
/** Two clocks: the one people set, and the one that only runs on. */
let wall: number;
let steady: number;
beforeEach(() => void ([wall, steady] = [start, 1_000]));
const now = () => wall;
const monotonic = () => steady;
const pass = (ms: number): void => {
  wall += ms;
  steady += ms;
};

describe("the store", () => {
  let local: LocalDatabase;
  beforeEach(() => {
    local = openDatabase(":memory:");
    local.migrate(healthSchema);
  });
  afterEach(() => local.close());

  test("is well when it gives back what it took, and whoever asks often makes it write no more often", async () => {
    const ask = storeProbe(local, monotonic);
    expect(await ask()).toEqual({ status: "ok", ms: 0 });
    const beat = () => local.database.prepare("SELECT beat FROM heartbeat").get()?.["beat"];
    await ask();
    expect(beat()).toBe(1);
    pass(minute);
    await ask();
    expect(beat()).toBe(2);
  });

  test("has failed when it takes nothing, and somebody should look when it is slow", async () => {
    const full = { database: local.database, commit: () => Promise.reject(new Error("disk full")) };
    expect(await storeProbe(full, monotonic)()).toEqual({ status: "failed", ms: null });
    const commit = async <T>(write: () => T): Promise<T> => (pass(1_500), write());
    expect(await storeProbe({ database: local.database, commit }, monotonic)()).toEqual({
      status: "degraded",
      ms: 1_500,
    });
  });
});

test.each([
  [undefined, "ok", 0],
  [start + minute, "ok", 0],
  [start - 2 * minute, "degraded", 120],
  [start - 20 * minute, "failed", 1_200],
])("the workflow's earliest timer at %s is %s, overdue by %s seconds", (nextWakeAt, status, overdueSeconds) => {
  expect(workflowHealth({ nextWakeAt: () => nextWakeAt }, start)).toEqual({ status, overdueSeconds });
});

describe("the sweep", () => {
  test("says when it last ran, how long, and what it could not do", async () => {
    const record = sweepRecord(now, monotonic);
    expect(record.health()).toMatchObject({ status: "ok", lastRun: null });
    await record.watch(async () => (pass(40), { ok: true, payload: { failed: 0, mail: 3 } }));
    const ran = { lastRun: "2026-12-01T03:00:00.040Z", tookMs: 40, silentSeconds: 0 };
    expect(record.health()).toEqual({ status: "ok", ...ran, broke: false, failed: 0 });
    await record.watch(async () => ({ ok: true, payload: { failed: 2 } }));
    expect(record.health()).toMatchObject({ status: "degraded", failed: 2 });
    await record.watch(async () => ({ ok: false, errorType: "TypeError", errorMessage: "" }));
    expect(record.health()).toMatchObject({ status: "degraded", broke: true });
  });

  test("is missed after five minutes of the steady clock, whatever becomes of the other", () => {
    const record = sweepRecord(now, monotonic);
    wall += 60 * minute;
    expect(record.health().status).toBe("ok");
    pass(5 * minute);
    expect(record.health()).toMatchObject({ status: "degraded", silentSeconds: 300 });
    pass(10 * minute);
    expect(record.health().status).toBe("failed");
  });
});

describe("mail", () => {
  const standing = { waiting: 3, oldest: new Date(start - minute).toISOString(), trouble: null, lastTaken: null };
  const trouble = (word: "certificate" | "refused") => ({ word, at: new Date(start).toISOString() });
  test.each([
    ["none waits on a server", null, "ok"],
    ["some waits for its turn", standing, "ok"],
    ["a message was refused", { ...standing, trouble: trouble("refused") }, "ok"],
    ["the server's certificate is wrong", { ...standing, trouble: trouble("certificate") }, "degraded"],
    ["one has waited for an hour", { ...standing, oldest: new Date(start - 60 * minute).toISOString() }, "degraded"],
  ])("where %s", (_what, relay, status) => {
    expect(mailHealth(relay && { status: () => relay }, start)).toMatchObject({ status, ...relay });
  });
});

test.each([
  [2_000, "ok"],
  [900, "degraded"],
  [20, "failed"],
])("a disk with %s MB left is %s", async (freeMb, status) => {
  const health = await diskHealth("/data", 1_024, async () => freeMb * 1024 * 1024);
  expect(health).toEqual({ status, freeMb, warnBelowMb: 1_024 });
});

test("a backup is missed when the newest is older than 36 hours, empty, or not there", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "backups-"));
  const put = async (name: string, text: string, hours: number) => {
    await writeFile(path.join(folder, name), text);
    await utimes(path.join(folder, name), (start - hours * 60 * minute) / 1_000, (start - hours * 60 * minute) / 1_000);
  };
  const missed = { status: "degraded", watched: true, newest: null };
  expect(await backupHealth(folder, start)).toEqual(missed);
  await put("empty", "", 1);
  await put("unfinished.tmp", "half", 1);
  expect(await backupHealth(folder, start)).toEqual(missed);
  await put("old", "whole", 40);
  expect(await backupHealth(folder, start)).toMatchObject({ status: "degraded", newest: "2026-11-29T11:00:00.000Z" });
  await put("new", "whole", 20);
  expect(await backupHealth(folder, start)).toMatchObject({ status: "ok", newest: "2026-11-30T07:00:00.000Z" });
  await rm(folder, { recursive: true });
  expect(await backupHealth(folder, start)).toEqual(missed);
  expect(await backupHealth(undefined, start)).toMatchObject({ status: "ok", watched: false });
});

describe("the clock", () => {
  test("that was moved is told for an hour, one that runs on or is corrected a little is not", () => {
    const watch = clockWatch(now, monotonic);
    pass(minute);
    wall += 2_000;
    expect(watch.health()).toEqual({ status: "ok", now: "2026-12-01T03:01:02.000Z", jumpedSeconds: 0 });
    wall -= 600_000;
    expect(watch.health()).toMatchObject({ status: "degraded", jumpedSeconds: -600 });
    pass(59 * minute);
    expect(watch.health().status).toBe("degraded");
    pass(minute);
    expect(watch.health()).toMatchObject({ status: "ok", jumpedSeconds: 0 });
  });

  test("of a machine without a battery is told", () => {
    wall = Date.parse("1970-01-01T00:10:00Z");
    expect(clockWatch(now, monotonic).health().status).toBe("degraded");
  });
});

test("the worst part says how the whole is", () => {
  expect([worstOf([]), worstOf(["ok", "degraded"]), worstOf(["degraded", "failed", "ok"])]).toEqual([
    "ok",
    "degraded",
    "failed",
  ]);
});

describe("the tally", () => {
  test("counts faults by the minute, passes every line on, and forgets after a day", () => {
    const tally = openTally(monotonic);
    const lines: string[] = [];
    const log = tally.counting((event) => void lines.push(event));
    log("request", { route: "/api/requests", status: 500 });
    log("request", { route: "/health", status: 503 });
    log("request", { route: "/api/requests", status: 404 });
    log("function-failed", { function: "staff" });
    pass(4 * minute);
    log("request", { route: "?", status: 500 });
    expect([tally.count("api-fault", 5), tally.count("api-fault", 2)]).toEqual([2, 1]);
    expect(tally.count("function-fault", 15)).toBe(1);
    expect(lines).toHaveLength(5);
    pass(2 * minute);
    expect(tally.count("api-fault", 5)).toBe(1);
    pass(24 * 60 * minute);
    expect(tally.count("api-fault", 24 * 60)).toBe(0);
  });

  test("keeps what functions measure", () => {
    const tally = openTally(monotonic);
    tally.figures({ CasesStopped: 2, MailFailures: 1 });
    tally.figures({ OldestLateWorkingDays: 3.5, OpenCases: 9 });
    tally.figures({ SweepRuns: 1 });
    expect([tally.count("case-stopped", 5), tally.count("mail-failure", 5)]).toEqual([2, 1]);
    expect(tally.oldestLateWorkingDays()).toBe(3.5);
  });
});

describe("settings that cannot be used are refused by name", () => {
  test.each([
    [{ HEALTH_TOKEN: "short" }, "HEALTH_TOKEN"],
    [{ ALARM_MAIL: "it@contoh.go.id, nobody" }, "ALARM_MAIL"],
    [{ DISK_WARN_MB: "much" }, "DISK_WARN_MB"],
  ])("%o", (env, name) => {
    expect(() => healthSettingsFrom(env)).toThrow(name);
  });

  test("others are taken", () => {
    const env = {
      HEALTH_TOKEN: "a-token-that-is-long",
      ALARM_MAIL: "a@b.id, c@d.id",
      DISK_WARN_MB: "500",
      BACKUP_DIR: "/b",
    };
    const taken = { token: "a-token-that-is-long", alarmMail: ["a@b.id", "c@d.id"], diskWarnMb: 500, backupDir: "/b" };
    expect(healthSettingsFrom(env)).toEqual(taken);
    expect(healthSettingsFrom({})).toEqual({});
  });
});
