/** A real agency as its IT unit sets it up: with what they type and the files they have, the service stopped or running. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "../../../infra/local/cli/agency/command.ts";
import { end } from "../../../infra/local/cli/agency/end.ts";
import { init } from "../../../infra/local/cli/agency/init.ts";
import { importPeople } from "../../../infra/local/cli/agency/people.ts";
import { set } from "../../../infra/local/cli/agency/set.ts";
import { show } from "../../../infra/local/cli/agency/show.ts";
import { systemClock } from "../../../infra/local/host/clock.ts";
import { startHost, type Host } from "../../../infra/local/host/host.ts";
import { signedIn, SigningBrowser } from "../host/signing-browser.ts";
import { freshFolder } from "../host/test-host.ts";

const program = fileURLToPath(new URL("../../../infra/local/cli/agency/main.ts", import.meta.url));

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await freshFolder();
  dataDir = path.join(folder, "data");
  process.env["LOG_LEVEL"] = "problem";
});
afterAll(async () => {
  delete process.env["LOG_LEVEL"];
  await rm(folder, { recursive: true, force: true });
});

interface Told {
  code: number | null;
  out: string;
  err: string;
}

/** The command as a process of its own; what is typed comes all at once, as from a file. */
async function terminal(words: string[], typed: string[] = []): Promise<Told> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdin.end(typed.map((line) => `${line}\n`).join(""));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

/** The command within this process; answers what it says, or why it refuses. */
async function done(
  command: Command,
  words: string[],
  options: { typed?: string[]; json?: boolean; dir?: string } = {},
) {
  const { typed = [], json = false, dir = dataDir } = options;
  const said: string[] = [];
  const output = new PassThrough();
  output.on("data", (text: Buffer) => said.push(text.toString()));
  const say = (line: string): void => void said.push(`${line}\n`);
  const task = { dataDir: dir, words, json, peopleFile: null, say };
  const input = Readable.from(typed.map((line) => `${line}\n`));
  const outcome = await command({ ...task, terminal: { input, output } }).then(
    () => "done",
    (error: Error) => `${error.name}: ${error.message}`,
  );
  return { outcome, said: said.join("") };
}

/** What is typed for the agency; an empty answer takes what is proposed. */
const answers = [
  ...["", "Pemerintah Kabupaten Sukamaju", "", "", "", "SKM1", "SM", "Jalan Merdeka 1", "(0411) 123456"],
  ...["dinas", "dinas@sukamaju.go.id", "", "", "WITA", "Kota, Barat", "", "", "lima puluh", "50", "", "", ""],
];
const siti = ["", "Ir. Siti Aminah, M.M.", "siti", "siti@sukamaju.go.id", "1970", "197003221996032002", "Bos", "Kabid"];

describe("a newcomer", () => {
  test("is told how the command goes, and what is missing", async () => {
    expect(await terminal(["initt"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("npm run agency -- init"),
    });
    for (const [command, words] of [
      [set, ["town", "Kota"]],
      [show, []],
      [end, ["siti"]],
      [importPeople, ["orang.csv"]],
    ] as [Command, string[]][]) {
      const told = await done(command, words);
      expect(told.outcome).toBe(
        `Refused: Folder data ${dataDir} belum berisi instansi. Jalankan dahulu: npm run agency -- init`,
      );
    }
    expect(existsSync(dataDir)).toBe(false);
  });

  test("who gives up in the middle, or says no at the end, has written nothing", async () => {
    const stopped = await terminal(["init"], answers.slice(0, 9));
    expect([stopped.code, stopped.err]).toEqual([130, "\nDibatalkan; tidak ada yang ditulis.\n"]);
    expect((await done(init, [], { typed: [...answers, ...siti, "tidak", "tidak"] })).outcome).toMatch(/^GivenUp/);
    expect(existsSync(dataDir)).toBe(false);
  });

  test("makes the agency by answering, is told at once what is wrong, and sees all before it is written", async () => {
    const { code, out } = await terminal(["init"], [...answers, ...siti, "mungkin", "tidak", "ya"]);
    expect(code).toBe(0);
    for (const told of [
      "Isi nama pemerintah daerah.",
      "Tulis satu sampai tiga huruf",
      "Tulis alamat email saja",
      "Daya tampung ruang harus bilangan bulat.",
      "NIP terdiri atas 18 angka",
      '"Bos" tidak dikenal.',
      "Jawab ya atau tidak.",
    ])
      expect(out).toContain(told);
    const [summary = "", written = ""] = out.slice(out.indexOf("Ringkasan")).split("Simpan?");
    expect(summary).toMatch(/Zona waktu .* Asia\/Makassar/);
    expect(summary).toMatch(/Mulai dipakai .* 20\d\d-\d\d-\d\d/);
    expect(summary).toContain("Ir. Siti Aminah, M.M. (siti-aminah), siti@sukamaju.go.id, Kabid");
    expect(summary).toMatch(
      /BELUM ADA ORANGNYA[^]*Petugas Agenda \(Agendaris\) \(mail-registrar\): Layanan Kunjungan Resmi baris 3, 4, 7/,
    );
    expect(written).toContain(`ada di folder data ${dataDir}`);
  });

  test("cannot make another one over it", async () => {
    const again = await done(init, [], { typed: [...answers, ...siti, "tidak", "ya"] });
    expect(again.said).toBe("");
    expect(again.outcome).toMatch(/sudah berisi Dinas .*Sukamaju\.\n.*npm run agency -- set.*\n.*DATA_DIR=/);
  });
});

describe("on the service that then runs", () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ dataDir, port: 0, clock: systemClock(), seed: true });
  });
  afterAll(() => host.close());

  const tokens: Record<string, string> = {};
  /** What the service says of somebody who is signed in, or now signs in. */
  const meAs = async (email: string): Promise<Record<string, unknown>> => {
    tokens[email] ??= (await signedIn(new SigningBrowser(host.url), host.inboxUrl ?? "", email)).access_token;
    const headers = { authorization: `Bearer ${tokens[email]}` };
    return (await fetch(`${host.url}/api/staff/me`, { headers })).json();
  };
  const table = ["Nama;Email;Jabatan;NIP;Pendidikan", '"Sri Wahyuni, A.Md.";sri@sukamaju.go.id;Agendaris;;D-3'];
  const file = (): string => path.join(folder, "orang.csv");
  const put = (...lines: string[]) => writeFile(file(), `\uFEFF${[...table, ...lines].join("\r\n")}\r\n`);

  test("the first person signs in, and there are no demo people", async () => {
    expect(host.isDemo).toBe(false);
    expect(await meAs("siti@sukamaju.go.id")).toMatchObject({ name: "Ir. Siti Aminah, M.M." });
    expect(await (await fetch(`${host.url}/api/agency`)).json()).toMatchObject({ zone: "Asia/Makassar", mark: "SM" });
  });

  test("a file with faults brings nobody in, and each fault is named", async () => {
    await put("Joko;joko;Sopir;1");
    const { outcome } = await done(importPeople, [file()]);
    expect(outcome.match(/orang\.csv, baris 3: (nip|email|peran)/g)).toHaveLength(3);
    expect(outcome).toContain("Tidak ada yang disimpan.");
    expect((await done(show, [])).said).toContain("Orang (1)");
    expect((await done(importPeople, ["nichts.csv"])).outcome).toMatch(/nichts\.csv tidak dapat dibaca \(ENOENT\)/);
  });

  test("people come from a file while it runs, a second time changes nobody, and they sign in at once", async () => {
    await put();
    const { said } = await done(importPeople, [file()]);
    for (const told of [
      "baru     Sri Wahyuni, A.Md. (sri-wahyuni), sri@sukamaju.go.id, Agendaris",
      "Ir. Siti Aminah, M.M.: npm run agency -- end siti-aminah",
      "Kolom yang tidak dipakai: Pendidikan.",
      "Layanan sedang berjalan; perubahan ini sudah berlaku.",
    ])
      expect(said).toContain(told);
    expect((await done(importPeople, [file()])).said).toMatch(/tetap {4}1 orang[^]*Tidak ada yang berubah\./);
    expect(await meAs("sri@sukamaju.go.id")).toMatchObject({ name: "Sri Wahyuni, A.Md." });
  });

  test("somebody who has left can do nothing more, and somebody must stay", async () => {
    expect(await meAs("siti@sukamaju.go.id")).toMatchObject({ name: "Ir. Siti Aminah, M.M." });
    const { said } = await done(end, ["Siti@sukamaju.go.id"]);
    expect(said).toMatch(
      /Siti Aminah, M\.M\. \(siti-aminah\) tidak bertugas lagi[^]*BELUM ADA ORANGNYA[^]*Kepala Bidang/,
    );
    expect(await meAs("siti@sukamaju.go.id")).toMatchObject({ code: "forbidden" });
    expect((await done(end, ["sri-wahyuni"])).outcome).toMatch(/Ini orang terakhir/);
    expect((await done(end, ["joko"])).outcome).toMatch(/"joko" tidak ada\. Yang bertugas:\n {2}Sri Wahyuni/);
  });

  test("a setting is changed at once, or the mistake in it told", async () => {
    expect((await done(set, ["mark", "SK"])).said).toMatch(/Huruf pada kop \(mark\): SM -> SK\n.*sudah berlaku/);
    expect(await (await fetch(`${host.url}/api/agency`)).json()).toMatchObject({ mark: "SK" });
    expect((await done(set, ["mark", "SK"])).said).toBe("Huruf pada kop (mark) sudah SK.\n");
    const wrong = await done(set, ["room.capacity", "0"]);
    expect(wrong.outcome).toBe(
      "Refused: room.capacity: Daya tampung ruang paling sedikit 1.\nTidak ada yang disimpan.",
    );
    expect((await done(set, ["capacity", "1"])).outcome).toMatch(/Kunci "capacity" tidak dikenal[^]*room\.capacity/);
    expect((await done(set, ["titles", "{"])).outcome).toMatch(/titles: tulis JSON, atau @BERKAS\.json/);
  });

  test("nobody else on this machine can give it orders", async () => {
    const { port } = JSON.parse(await readFile(path.join(dataDir, "control.json"), "utf8"));
    for (const authorization of ["", "Bearer ", `Bearer ${"x".repeat(43)}`]) {
      const asked = { method: "POST", body: "null", headers: { authorization } };
      expect((await fetch(`http://127.0.0.1:${port}/read-agency`, asked)).status).toBe(401);
    }
  });

  test("it stops as usual, and the commands go on without it", async () => {
    await host.close();
    expect(existsSync(path.join(dataDir, "control.json"))).toBe(false);
    const { said } = await done(show, []);
    expect(said).toMatch(/Orang \(1\)\n {2}Sri Wahyuni.*\n {2}dan 1 orang yang tidak bertugas lagi/);
    expect((await done(set, ["town", "Sukamaju", "Kota"])).said).toMatch(
      /\(town\): Sukamaju -> Sukamaju Kota\nLayanan tidak/,
    );
  });
});

test("what `show --json` prints makes the same agency elsewhere, from the file alone", async () => {
  const [file, elsewhere] = [path.join(folder, "instansi.json"), path.join(folder, "lain")];
  const { said } = await done(show, [], { json: true });
  await writeFile(file, said);
  expect((await done(init, [file], { dir: elsewhere })).outcome).toBe("done");
  expect((await done(show, [], { json: true, dir: elsewhere })).said).toBe(said);
  await writeFile(file, JSON.stringify({ ...JSON.parse(said), people: [] }));
  expect((await done(init, [file], { dir: path.join(folder, "nobody") })).outcome).toMatch(
    /Perlu paling sedikit satu orang/,
  );
});

test("a first start on a public address makes nothing, and says what to do", async () => {
  const fresh = path.join(folder, "fresh");
  const [publicUrl, smtp] = ["https://pustaka.contoh.go.id", "smtp://127.0.0.1:2525"];
  const attempt = startHost({ dataDir: fresh, port: 0, clock: systemClock(), seed: true, publicUrl, smtp });
  await expect(attempt).rejects.toThrow(
    `Folder data ${fresh} belum berisi instansi. Jalankan dahulu: npm run agency -- init`,
  );
  expect(existsSync(fresh)).toBe(false);
});
