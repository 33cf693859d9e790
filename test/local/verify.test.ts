/** `npm run verify`, as whoever checks what an agency decided runs it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { sqliteItems, itemTable } from "../../functions/adapters/sqlite/item-store.ts";
import { openDatabase } from "../../infra/local/host/database.ts";
import { memoryOf } from "../support/fakes/memory.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { run } from "./host/run-program.ts";

const program = fileURLToPath(new URL("../../infra/local/cli/verify.ts", import.meta.url));
let folder = "";
let caseId = "";
let items: Item[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-verify-"));
  const file = openDatabase(":memory:");
  file.migrate(itemTable);
  const stored = sqliteItems(file);
  const work = player(visitScript, { memory: memoryOf(stored) });
  caseId = await work.caseAt("decide");
  work.clock.set("2026-11-25T00:15:00.000Z");
  await work.sweep();
  items = stored.everything();
  await file.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(stored: Item[], ...args: string[]) {
  const file = path.join(folder, "items.json");
  await writeFile(file, JSON.stringify({ Items: stored.map((item) => marshall(item)) }));
  const { out, err, ended } = run(program, [caseId, "--items", file, ...args], {});
  return { code: await ended, out: out(), err: err() };
}

describe("npm run verify", () => {
  it("confirms every decision of a case, with the root that was kept on paper", async () => {
    const root = String(items.find(({ pk }) => pk === "DECISIONS")?.["root"]);
    const { code, out } = await verify(items, "--root", root);
    expect(out).toMatch(/^[3-9] decisions confirmed, 0 differences, 0 notes\n$/);
    expect(code).toBe(0);
  });

  it("finds one changed letter and says where, and a root that is not there", async () => {
    const changed = items.map((item) =>
      item.sk === "CASE" ? { ...item, request: { ...(item["request"] as object), headcount: 31 } } : item,
    );
    const { code, out } = await verify(changed, "--root", "abc");
    expect(out).toContain("difference: CASE request.headcount: diubah\n");
    expect(out).toContain("difference: log keputusan: akar abc tidak ada\n");
    expect(code).toBe(1);
  });

  it("says plainly what it cannot read", async () => {
    await writeFile(path.join(folder, "no.json"), "[]");
    const { ended, err } = run(program, [caseId, "--items", path.join(folder, "no.json")], {});
    expect(await ended).toBe(1);
    expect(err()).toMatch(/^.*no\.json holds no items as "aws dynamodb scan --output json" prints them\.\n$/);
  });
});
