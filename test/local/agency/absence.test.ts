/** Leave, illness and people out of service, noted at the command line: what is stored, what is told, what is refused. */
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqliteItems } from "../../../functions/adapters/sqlite/item-store.ts";
import { storesIn } from "../../../functions/adapters/stores/index.ts";
import { away, back, disable, enable } from "../../../infra/local/cli/agency/absence.ts";
import type { Command } from "../../../infra/local/cli/agency/command.ts";
import { end } from "../../../infra/local/cli/agency/end.ts";
import { init } from "../../../infra/local/cli/agency/init.ts";
import { show } from "../../../infra/local/cli/agency/show.ts";
import { databaseFile, openDatabase } from "../../../infra/local/host/database.ts";
import { agency, everybody } from "../../support/builders.ts";
import { fakeLog } from "../../support/fakes/services.ts";
import { freshFolder } from "../host/test-host.ts";

let folder: string;
let dataDir: string;

async function run(command: Command, words: string[], days: { from?: string; until?: string } = {}): Promise<string> {
  const said: string[] = [];
  const terminal = { input: Readable.from([]), output: new PassThrough() };
  const task = { dataDir, words, json: false, peopleFile: null, say: (line: string) => void said.push(line), terminal };
  await command({ ...task, ...days }).catch((error: Error) => said.push(`${error.name}: ${error.message}`));
  return said.join("\n");
}

beforeAll(async () => {
  folder = await freshFolder();
  dataDir = path.join(folder, "data");
  const file = path.join(folder, "instansi.json");
  const settings = { ...agency(), address: "Jalan Pustaka 1, Kota Contoh" };
  await writeFile(file, JSON.stringify({ settings, people: everybody() }));
  expect(await run(init, [file])).toContain("ada di folder data");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("leave is noted, joined with what it touches, shown, and ended", async () => {
  expect(await run(away, ["rina"], { from: "2099-01-04", until: "2099-01-08" })).toContain(
    "Rina Kartika, S.IP. (rina) tidak masuk 2099-01-04 s.d. 2099-01-08.",
  );
  expect(await run(away, ["rina@contoh.test"], { from: "2099-01-07", until: "2099-01-12" })).toContain(
    "tidak masuk 2099-01-04 s.d. 2099-01-12.",
  );
  expect(await run(show, [])).toContain("tidak masuk 2099-01-04 s.d. 2099-01-12");
  expect(await run(back, ["rina"])).toContain("hadir; catatan tidak masuk 2099-01-04 s.d. 2099-01-12 dihapus");
  expect(await run(back, ["rina"])).toBe("Refused: Rina Kartika, S.IP. (rina) memang tidak tercatat tidak masuk.");
});

test("from today on without --from; told is which role has nobody, and what becomes of the tasks", async () => {
  const said = await run(away, ["siti"], { until: "2099-12-31" });
  expect(said).toContain("Hari ini tidak ada lagi yang hadir untuk:");
  expect(said).toContain("Petugas Agenda (Agendaris) (mail-registrar)");
  expect(said).toContain("beralih dalam satu menit");
});

test.each([
  [["rina"], { from: "2099-01-04" }, "--until"],
  [["rina"], { from: "4 Januari", until: "2099-01-08" }, "--from sebagai tanggal"],
  [["rina"], { from: "2099-02-01", until: "2099-02-31" }, "--until sebagai tanggal"],
  [["rina"], { from: "2099-01-08", until: "2099-01-04" }, "lebih awal"],
  [["rina"], { from: "2020-01-01", until: "2020-01-02" }, "sudah lewat"],
  [["entah"], { until: "2099-01-04" }, '"entah" tidak ada. Yang bertugas:'],
  [[], { until: "2099-01-04" }, "Sebutkan satu orang"],
])("away %s %o is refused with what to do", async (words, days, why) => {
  const said = await run(away, words, days);
  expect(said).toMatch(/^Refused: /);
  expect(said).toContain(why);
});

test("who is out of service keeps roles and address for the return; the last one stays in service", async () => {
  expect(await run(disable, ["budi"])).toContain("Budi Santoso (budi) nonaktif");
  expect(await run(disable, ["budi"])).toContain("sudah nonaktif");
  expect(await run(show, [])).toContain("Budi Santoso (budi), budi@contoh.test, Front Office, nonaktif");
  expect(await run(enable, ["budi"])).toContain("aktif lagi");
  expect(await run(enable, ["budi"])).toContain("memang aktif");
  const [last, ...others] = everybody();
  for (const { id } of others) await run(end, [id]);
  expect(await run(disable, [last?.id ?? ""])).toContain("Ini orang terakhir");
});

test("whoever ends the last administrator is told who looks after the service now", async () => {
  const fresh = path.join(folder, "admin.json");
  const [head, ...others] = everybody().filter(({ roles }) => roles.includes("agency-head"));
  if (!head) throw new Error("nobody");
  const admin = { ...head, id: "ani", name: "Ani", nip: "", email: "ani@contoh.test", roles: ["system-admin"] };
  const settings = { ...agency(), address: "Jalan Pustaka 1, Kota Contoh" };
  await writeFile(fresh, JSON.stringify({ settings, people: [head, ...others, admin] }));
  dataDir = path.join(folder, "with-admin");
  try {
    expect(await run(init, [fresh])).toContain("ada di folder data");
    expect(await run(disable, ["ani"])).toContain(
      "Tidak ada lagi admin yang aktif; layanan ini kini diurus Kepala Dinas.",
    );
    expect(await run(enable, ["ani"])).not.toContain("admin yang aktif");
    expect(await run(end, [head.id])).not.toContain("admin yang aktif");
  } finally {
    dataDir = path.join(folder, "data");
  }
});

test("each of these commands, and no refused one, is in the log that the pages show", async () => {
  const local = openDatabase(path.join(dataDir, databaseFile));
  const { administration } = storesIn(sqliteItems(local), { now: Date.now }, fakeLog());
  const of = async (id: string): Promise<string[][]> => {
    const { entries } = await administration.entries({ about: { kind: "person", id }, limit: 20 });
    for (const { by } of entries) expect(by).toBe("npm run agency");
    return entries.map(({ parts }) => parts.map(({ part, from, to }) => `${part}: ${from} > ${to}`));
  };
  const [left, back, out, made] = await of("budi");
  expect(left).toEqual([expect.stringMatching(/^endedAt: {2}> \d{4}-\d\d-\d\d$/)]);
  expect([back, out]).toEqual([["disabled: ya > "], ["disabled:  > ya"]]);
  expect(made).toContain("name:  > Budi Santoso");
  expect((await of("rina")).slice(1, -1)).toEqual([
    ["away: 2099-01-04 s.d. 2099-01-12 > "],
    ["away: 2099-01-04 s.d. 2099-01-08 > 2099-01-04 s.d. 2099-01-12"],
    ["away:  > 2099-01-04 s.d. 2099-01-08"],
  ]);
  await local.close();
});
