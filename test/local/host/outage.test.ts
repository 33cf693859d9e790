import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storesIn, type Stores } from "../../../functions/adapters/stores/index.ts";
import { itemTable, sqliteItems } from "../../../functions/wiring/one-machine.ts";
import { manifest } from "../../../functions/manifest.ts";
import { jumpableClock } from "../../../infra/local/host/clock.ts";
import { demoStaff } from "../../../infra/local/host/demo-agency.ts";
import { databaseFile, openDatabase } from "../../../infra/local/host/database.ts";
import { caseItem, mailItem, taskItem } from "../../support/builders.ts";
import { freshFolder, startTestHost } from "./test-host.ts";

const minutes = 60_000;
const hours = 60 * minutes;
/** Tuesday, nine in the morning in Jakarta. */
const morning = Date.parse("2026-11-24T02:00:00Z");
const kasi = demoStaff.find(({ roles }) => roles.includes("service-section-head"))?.id ?? "";
const at = (ms: number): string => new Date(ms).toISOString();

const machines = fileURLToPath(new URL("../../../statemachines", import.meta.url));
const before = { ...process.env };
let dataDir: string;
beforeAll(async () => {
  process.env["LOG_LEVEL"] = "problem";
  dataDir = await freshFolder();
});
afterAll(async () => {
  for (const name of ["CLOCK_SKEW_MS", "LOG_LEVEL"]) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
  await rm(dataDir, { recursive: true, force: true });
});

/** The service starts at a moment, does what is due, goes on for some time, and stops. */
async function runs(from: number, forMs = 0): Promise<void> {
  const clock = jumpableClock(from, { frozen: true, exportTo: process.env });
  const { host } = await startTestHost({ dataDir, clock, manifest, machines, awsClients: false });
  await host.idle();
  if (forMs > 0) {
    clock.advance(forMs);
    await host.tick();
  }
  await host.idle();
  await host.close();
}

/** What is kept, while nothing runs. */
async function kept<T>(look: (stores: Stores, mails: () => (string | undefined)[]) => Promise<T>): Promise<T> {
  const local = openDatabase(`${dataDir}/${databaseFile}`, "normal");
  try {
    local.migrate(itemTable);
    const stores = storesIn(sqliteItems(local), { now: () => morning }, { problem: () => undefined });
    const mails = () =>
      local.database
        .prepare("SELECT raw FROM mail")
        .all()
        .map(({ raw }) => /^Subject: (.*)$/m.exec(new TextDecoder().decode(raw as Uint8Array))?.[1]);
    return await look(stores, mails);
  } finally {
    await local.close();
  }
}

test("a service that was stopped for three hours gives them back, and writes one mail to whom it owes five", async () => {
  await runs(morning - hours, hours);
  const { id } = caseItem();
  await kept(async ({ cases, mails, tasks }) => {
    await cases.create(caseItem({ startedAt: at(morning) }), { subject: "SMPN 1 Contoh" });
    await cases.markStarted(id, at(morning));
    const asked = { step: "choose-other-time", actor: "official-visitor", openedAt: at(morning), dueAt: null };
    await tasks.open(taskItem({ ...asked, id: "asked", caseId: id, deadlineAt: at(morning + 2 * hours) }));
    for (let number = 1; number <= 5; number += 1) {
      const to = `staff:${kasi}` as const;
      const reminder = {
        caseId: id,
        id: `reminder-${number}`,
        letter: "agreement-ends-soon",
        to,
        subject: `${number}`,
      };
      await mails.add(mailItem({ ...reminder, createdAt: at(morning), notBefore: at(morning + number * minutes) }));
    }
  });
  await runs(morning + 3 * hours, 30 * minutes);
  await kept(async ({ agencies, cases }, mails) => {
    const task = (await cases.dossier(id))?.tasks.find((each) => each.id === "asked");
    // Two hours of the morning were left: from noon on they are those after the break.
    expect(task).toMatchObject({
      answer: null,
      deadlineAt: at(morning + 6 * hours),
      moved: [{ was: at(morning + 2 * hours) }],
    });
    const [outage, ...others] = await agencies.outages();
    expect([outage?.from.slice(0, 16), outage?.to.slice(0, 16)]).toEqual(["2026-11-24T02:00", "2026-11-24T05:00"]);
    expect(others).toEqual([]);
    const reminders = mails().filter((subject) => !subject?.startsWith("Tugas hari ini"));
    expect(reminders).toEqual(["5 pengingat yang tertunda"]);
  });
});

test("a service that is started again at once gives nothing, and its clock that tests move is no outage", async () => {
  await runs(morning + 3 * hours + 40 * minutes, hours);
  await runs(morning + 4 * hours + 41 * minutes);
  await kept(async ({ agencies }) => expect(await agencies.outages()).toHaveLength(1));
});
