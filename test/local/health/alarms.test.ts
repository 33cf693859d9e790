import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { alarms as everywhere } from "../../../infra/alarms.ts";
import { overMail, ringingMail } from "../../../infra/local/health/alarm-mail.ts";
import { watchAlarms, type AlarmWatch } from "../../../infra/local/health/alarm-watch.ts";
import { localAlarms, type Facts } from "../../../infra/local/health/alarms.ts";
import { healthSchema } from "../../../infra/local/health/schema.ts";
import type { Counted } from "../../../infra/local/health/tally.ts";
import { openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse("2026-12-01T03:00:00Z");
let local: LocalDatabase;
let now: number;
let mails: string[];
let logged: string[];
let mailWorks: boolean;

beforeEach(() => {
  local = openDatabase(":memory:");
  local.migrate(healthSchema);
  [now, mails, logged, mailWorks] = [start, [], [], true];
});
afterEach(() => local.close());

/** Everything is well, but for what a test says. */
function facts(parts: Partial<Facts["parts"]> = {}, counts: Partial<Record<Counted, number>> = {}, days = 0): Facts {
  return {
    parts: {
      store: { status: "ok", ms: 1 },
      workflow: { status: "ok", overdueSeconds: 0 },
      sweep: { status: "ok", lastRun: null, tookMs: null, broke: false, failed: 0, silentSeconds: 10 },
      mail: { status: "ok", relayed: true, waiting: 0, oldest: null, trouble: null, lastTaken: null },
      disk: { status: "ok", freeMb: 9_000, warnBelowMb: 1_024 },
      backup: { status: "ok", watched: true, newest: new Date(start).toISOString() },
      clock: { status: "ok", now: new Date(start).toISOString(), jumpedSeconds: 0 },
      ...parts,
    },
    tally: { count: (what) => counts[what] ?? 0, oldestLateWorkingDays: () => days },
    mailFates: { taken: 0, lost: 0 },
  };
}
const full = facts({ disk: { status: "degraded", freeMb: 300, warnBelowMb: 1_024 } });
const mailDown = facts({
  mail: {
    status: "degraded",
    relayed: true,
    waiting: 4,
    oldest: null,
    trouble: { word: "certificate", at: "" },
    lastTaken: null,
  },
});

function open(): AlarmWatch {
  return watchAlarms({
    local,
    now: () => now,
    log: (event, { name, state }) =>
      void logged.push(
        [event, name, state]
          .map((part) => (typeof part === "string" ? part : ""))
          .join(" ")
          .trim(),
      ),
    async mail({ title }, _since, about) {
      if (!mailWorks) throw new Error("disk full");
      mails.push(`${"what" in about ? "GANGGUAN" : "PULIH"} ${title}`);
    },
  });
}

/** Looks every minute for so long. */
async function lookFor(watch: AlarmWatch, ms: number, seen: Facts): Promise<void> {
  for (const end = now + ms; now < end; now += minute) await watch.look(seen);
}

test("an alarm that rings for days is mailed once a day, and once when it is over", async () => {
  const watch = open();
  await lookFor(watch, 3 * 24 * hour, full);
  expect(mails).toEqual(Array.from({ length: 3 }, () => "GANGGUAN ruang cakram hampir habis"));
  expect(watch.ringing()).toEqual(["disk-low"]);
  await lookFor(watch, 10 * minute, facts());
  expect(mails).toHaveLength(3);
  await lookFor(watch, 24 * hour, facts());
  expect(mails.slice(3)).toEqual(["PULIH ruang cakram hampir habis"]);
  expect(watch.ringing()).toEqual([]);
  expect(logged).toEqual(["alarm disk-low rings", "alarm disk-low over"]);
});

test("an alarm that comes and goes is mailed once a day all the same", async () => {
  const watch = open();
  for (let n = 0; n < 8; n += 1) {
    await lookFor(watch, 5 * minute, full);
    await lookFor(watch, hour, facts());
  }
  expect(mails).toEqual(["GANGGUAN ruang cakram hampir habis", "PULIH ruang cakram hampir habis"]);
});

test("a stop in between neither mails again nor forgets to say that it is over", async () => {
  await open().look(full);
  now += hour;
  const next = open();
  expect(next.ringing()).toEqual(["disk-low"]);
  await next.look(full);
  await lookFor(next, hour, facts());
  expect(mails).toEqual(["GANGGUAN ruang cakram hampir habis", "PULIH ruang cakram hampir habis"]);
});

test("a mail that cannot be stored is logged, and sent when it can", async () => {
  mailWorks = false;
  const watch = open();
  await lookFor(watch, 3 * minute, full);
  expect(logged).toContain("alarm-not-mailed disk-low");
  mailWorks = true;
  await watch.look(full);
  expect(mails).toEqual(["GANGGUAN ruang cakram hampir habis"]);
});

test("that mail does not go out is told when it does again, once a day at most", async () => {
  const watch = open();
  await lookFor(watch, 5 * hour, mailDown);
  expect([mails, watch.ringing()]).toEqual([[], ["mail-failing"]]);
  for (let n = 0; n < 3; n += 1) {
    await lookFor(watch, hour, facts());
    await lookFor(watch, hour, mailDown);
  }
  expect(mails).toEqual(["PULIH surel tidak terkirim"]);
});

test("a clock that is put back silences no alarm", async () => {
  const watch = open();
  await lookFor(watch, hour, full);
  now -= 30 * 24 * hour;
  await watch.look(full);
  expect(mails).toHaveLength(2);
});

test("every alarm of the list, and each of the machine's own, rings for what it is about and for nothing else", () => {
  const troubles: Record<keyof typeof localAlarms, Facts> = {
    "case-stopped": facts({}, { "case-stopped": 1 }),
    "dead-letters": facts({}, { "not-handed-over": 1 }),
    "sweep-silent": facts({ sweep: { ...facts().parts.sweep, silentSeconds: 300 } }),
    "mail-failing": mailDown,
    "codes-guessed": facts({}, { "guesses-used-up": 1 }),
    "holidays-missing": facts({}, { "holidays-missing": 1 }),
    "mail-bouncing": { ...facts(), mailFates: { taken: 57, lost: 3 } },
    "step-very-late": facts({}, {}, 2.4),
    "api-failing": facts({}, { "api-fault": 5 }),
    "functions-failing": facts({}, { "function-fault": 5 }),
    "store-failing": facts({ store: { status: "failed", ms: null } }),
    "workflow-late": facts({ workflow: { status: "degraded", overdueSeconds: 90 } }),
    "disk-low": full,
    "backup-old": facts({ backup: { status: "degraded", watched: true, newest: null } }),
    "clock-wrong": facts({ clock: { status: "degraded", now: "1970-01-01T00:00:00.000Z", jumpedSeconds: 0 } }),
  };
  const ringing = (seen: Facts) =>
    Object.entries(localAlarms).flatMap(([name, { wrong }]) => (wrong(seen) ? [name] : []));
  expect(ringing(facts())).toEqual([]);
  for (const [name, seen] of Object.entries(troubles)) expect(ringing(seen)).toEqual([name]);
  expect(Object.keys(troubles)).toEqual(expect.arrayContaining(Object.keys(everywhere)));
  expect(ringing({ ...facts(), mailFates: { taken: 3, lost: 1 } })).toEqual([]);
});

describe("a mail", () => {
  const parts = {
    from: '"Dinas" <dinas@contoh.go.id>',
    to: ["it@contoh.go.id", "kasubbag@contoh.go.id"],
    alarm: localAlarms["disk-low"],
    url: "https://pustaka.contoh.go.id",
    zone: "Asia/Jakarta",
    since: start,
  };

  test("says where, what, since when and what to do", async () => {
    const { subject, text, to } = await PostalMime.parse(await ringingMail(parts, "Ruang kosong 300 MB."));
    expect(subject).toBe("[Alur Pustaka] GANGGUAN: ruang cakram hampir habis");
    expect(to?.map(({ address }) => address)).toEqual(parts.to);
    expect(text).toContain("Yang terjadi: Ruang kosong 300 MB.");
    expect(text).toMatch(/Sejak: Selasa, 1 Desember 2026 pukul 10[.]00 WIB/);
    expect(text).toContain(parts.alarm.action);
    expect(text).toContain("https://pustaka.contoh.go.id/health");
  });

  test("says that it is over", async () => {
    const { subject, text } = await PostalMime.parse(await overMail(parts, start + hour));
    expect(subject).toBe("[Alur Pustaka] PULIH: ruang cakram hampir habis");
    expect(text).toContain("terakhir terlihat Selasa, 1 Desember 2026 pukul 11.00 WIB");
  });
});
