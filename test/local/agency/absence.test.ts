/** Leave, illness and people out of service, noted at the command line: what is stored, what is told, what is refused. */
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { away, back, disable, enable } from "../../../infra/local/cli/agency/absence.ts";
import type { Command } from "../../../infra/local/cli/agency/command.ts";
import { end } from "../../../infra/local/cli/agency/end.ts";
import { init } from "../../../infra/local/cli/agency/init.ts";
import { show } from "../../../infra/local/cli/agency/show.ts";
import { agency, everybody } from "../../support/builders.ts";
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
