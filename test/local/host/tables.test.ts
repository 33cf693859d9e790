import { rm } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { agencyTable } from "../../../infra/local/host/agency-table.ts";
import { databaseFile, openDatabase } from "../../../infra/local/host/database.ts";
import { itemTable, sqliteItems } from "../../../functions/wiring/one-machine.ts";
import { procedures, replaceTables } from "../../../statemachines/language/registry.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { freshFolder, startTestHost } from "./test-host.ts";

let dataDir: string;
const restore: (() => void)[] = [];
beforeEach(async () => {
  dataDir = await freshFolder();
});
afterEach(async () => {
  for (const putBack of restore.splice(0).reverse()) putBack();
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the service on the folder and stops it. @returns what it said */
async function started(): Promise<string[]> {
  const said: string[] = [];
  const { host } = await startTestHost({ dataDir, awsClients: false, say: (line) => void said.push(line) });
  await host.close();
  return said;
}

/** The folder becomes that of an office whose people are real. */
async function makeReal(): Promise<void> {
  const local = openDatabase(`${dataDir}/${databaseFile}`, "normal");
  local.migrate(itemTable);
  const items = sqliteItems(local);
  const agency = await agencyTable(items).agency();
  await items.put({ pk: "AGENCY", sk: "SETTINGS", settings: agency?.settings });
  await local.close();
}

/** The program with another visit. */
function program(change: (visit: Procedure) => void): void {
  const tables = structuredClone([...procedures]);
  for (const table of tables) if (table.id === "official-visit") change(table);
  restore.push(replaceTables(tables));
}

const slower = (visit: Procedure): void => {
  for (const step of visit.steps) if (step.id === "decide") step.time.max = "PT2H";
};

test("an office whose tables changed under their version is told so in one line, and what to do", async () => {
  await started();
  await makeReal();
  program(slower);
  await expect(started()).rejects.toThrow(
    /^official-visit@1: row 6 \(decide\): time max was "[^"]+", is "PT2H"\. .*raise its version.*README\.md/,
  );
  program((visit) => (visit.version = 2));
  await expect(started()).resolves.toContain("not in the program any more, and kept for their cases: official-visit@1");
});

test("an office whose tables only speak other words starts", async () => {
  await started();
  await makeReal();
  program((visit) => (visit.title.id = "Kunjungan Dinas"));
  expect(await started()).toEqual([]);
});

test("the demo says what changed, once, and starts", async () => {
  await started();
  program(slower);
  expect((await started()).join()).toContain("official-visit@1: row 6 (decide): time max was");
  expect(await started()).toEqual([]);
});
