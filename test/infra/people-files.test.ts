/** Lists of people as offices have them: what is taken, and what each fault is answered with. */
import { describe, expect, test } from "vitest";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { mergePeople } from "../../functions/domain/administration/merge-people.ts";
import { readStaff } from "../../infra/agencies/people-file.ts";
import { readPeopleCsv, type PersonRow } from "../../functions/domain/administration/people-csv.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);
const read = (text: string | Uint8Array) => readPeopleCsv(typeof text === "string" ? bytes(text) : text, {});

function rowsOf(text: string | Uint8Array): PersonRow[] {
  const told = read(text);
  if (!told.ok) throw new Error(told.problems.join("\n"));
  return told.rows;
}

function problemsOf(text: string | Uint8Array): string[] {
  const told = read(text);
  return told.ok ? [] : told.problems;
}

const sri = {
  name: "Sri Wahyuni, A.Md.",
  email: "sri@contoh.go.id",
  nip: "198507142010012021",
  roles: ["mail-registrar"],
};
const header = "nama;email;peran;nip";
const line = '"Sri Wahyuni, A.Md.";sri@contoh.go.id;Agendaris;198507142010012021';

describe("a table is read as spreadsheet programs save it:", () => {
  test.each([
    ["with semicolons", `${header}\n${line}\n`],
    [
      "with commas and quotes",
      'nama,email,peran,nip\n"Sri Wahyuni, A.Md.",sri@contoh.go.id,Agendaris,198507142010012021',
    ],
    ["with tabs", `${header}\n${line}`.replaceAll(";", "\t")],
    ["with a byte order mark", `\uFEFF${header}\n${line}`],
    ["with Windows line ends", `${header}\r\n${line}\r\n`],
    ["with old Mac line ends", `${header}\r${line}\r`],
    ["with Excel's own first line", `sep=;\r\n${header}\r\n${line}`],
    ["as Unicode text of Excel", Buffer.from(`\uFEFF${header}\n${line}`, "utf16le")],
    ["with empty lines and empty rows", `\n${header}\n\n;;;\n${line}\n;;;\n`],
    ["with other words for the headers", `Nama Lengkap;Alamat E-mail;Jabatan;N.I.P.\n${line}`],
    [
      "with the columns in another order",
      'NIP;Peran;Email;Nama\n198507142010012021;agendaris;sri@contoh.go.id;"Sri Wahyuni, A.Md."',
    ],
    [
      "with spaces that nobody sees",
      `${header}\n"  Sri  Wahyuni, A.Md. " ; sri@contoh.go.id ;Agendaris ; 19850714 201001 2 021`,
    ],
    [
      "with an NIP kept as text",
      `${header}\n"Sri Wahyuni, A.Md.";mailto:sri@contoh.go.id;Agendaris;'198507142010012021`,
    ],
    [
      "with an address as mail programs hand it out",
      `${header}\n${line.replace("sri@contoh.go.id", "<sri\u200b@Contoh.go.id>.")}`,
    ],
    ["with the title of the role", `${header}\n${line.replace("Agendaris", "Petugas Agenda (Agendaris)")}`],
    ["with the id of the role", `${header}\n${line.replace("Agendaris", "mail-registrar")}`],
  ])("%s", (_how, text) => {
    expect(rowsOf(text)).toEqual([{ ...sri, id: null, where: expect.stringMatching(/^baris \d$/) }]);
  });

  test.each([
    ["Agendaris | Front Office", ["mail-registrar", "front-office-officer"]],
    ["Agendaris/Front Office", ["mail-registrar", "front-office-officer"]],
    ['"Agendaris; Kabid"', ["mail-registrar", "library-division-head"]],
    ['"Agendaris, Kabid"', ["mail-registrar", "library-division-head"]],
    ['"Kepala Seksi Layanan, Otomasi dan Kerja Sama"', ["service-section-head"]],
    ['"Kepala Seksi Layanan, Otomasi dan Kerja Sama | Agendaris"', ["service-section-head", "mail-registrar"]],
    ["Agendaris | agendaris", ["mail-registrar"]],
  ])("%s are roles", (written, roles) => {
    expect(rowsOf(`nama;email;peran\nSri;sri@contoh.go.id;${written}`)[0]?.roles).toEqual(roles);
  });

  test("the agency's own title for a role is one too", () => {
    const titles = { "service-section-head": { id: "Ketua Tim Layanan", en: "Team lead" } };
    const told = readPeopleCsv(bytes("nama;email;peran\nHendra;h@contoh.go.id;ketua tim layanan"), titles);
    expect(told).toMatchObject({ ok: true, rows: [{ roles: ["service-section-head"] }] });
  });

  test("columns that mean nothing here are named, not refused", () => {
    expect(read("nama;email;peran;Eselon;jabatan\nSri;sri@contoh.go.id;Agendaris;III/a;Staf")).toMatchObject({
      ok: true,
      unused: ["Eselon", "jabatan"],
    });
  });
});

describe("a fault is told with its line and what to do:", () => {
  const person = (...cells: string[]): string => `nama;email;peran;nip\n${line}\n${cells.join(";")}`;
  test.each<[what: string, text: string | Uint8Array, says: RegExp]>([
    ["an empty file", "", /kosong\. Baris pertama berisi judul kolom: nama;email;peran;nip/],
    ["headers alone", header, /hanya berisi judul kolom/],
    ["a table without headers", line, /^Kolom "nama", "email", "peran" tidak ada\. Judul yang terbaca: Sri/],
    [
      "no column of addresses",
      "nama;peran\nSri;Agendaris",
      /^Kolom "email" tidak ada\. Judul yang terbaca: nama, peran\.$/,
    ],
    ["a column twice", "nama;email;peran;email\nSri;a@b.go.id;Agendaris;a@b.go.id", /^Kolom "email" ada dua kali/],
    ["an Excel file", Buffer.from("504b030414000600", "hex"), /^Ini dokumen Excel\. Simpan sebagai CSV UTF-8/],
    ["an old Excel file", Buffer.from("d0cf11e0a1b11ae1", "hex"), /^Ini dokumen Excel/],
    ["letters of another encoding", Buffer.from(`${header}\nRen\xe9;a@b.go.id;Agendaris;`, "latin1"), /bukan UTF-8/],
    [
      "a quote that is never closed",
      `${header}\n${line}\n"Joko;j@b.go.id;Agendaris;`,
      /^Sesudah baris 2: .*tidak ditutup/,
    ],
    ["a quote in the middle", person('Joko "Jojo"', "j@b.go.id", "Agendaris"), /^Baris 3: tanda kutip .* salah tempat/],
    [
      "a comma without quotes",
      "nama,email,peran\nSri Wahyuni, A.Md.,s@b.go.id,Agendaris",
      /^baris 2: ada 4 kolom, padahal judulnya 3\..*di antara tanda kutip/,
    ],
    ["no name", person("", "j@b.go.id", "Agendaris"), /^baris 3: nama: Isi nama lengkap dengan gelar/],
    ["a name without letters", person("123", "j@b.go.id", "Agendaris"), /^baris 3: nama: Nama harus memuat huruf/],
    ["no address", person("Joko", "", "Agendaris"), /^baris 3: email: Isi alamat email/],
    ["an address that is none", person("Joko", "joko@", "Agendaris"), /^baris 3: email: Tulis alamat email saja/],
    ["an address with a name", person("Joko", "Joko <j@b.go.id>", "Agendaris"), /^baris 3: email: Tulis alamat/],
    ["no role", person("Joko", "j@b.go.id", ""), /^baris 3: peran: Isi paling sedikit satu peran/],
    [
      "a role that there is not",
      person("Joko", "j@b.go.id", "Bos"),
      /^baris 3: peran: "Bos" tidak dikenal\. Gunakan Kepala Dinas, Kabid/,
    ],
    [
      "a role of people outside",
      person("Joko", "j@b.go.id", "Pemustaka"),
      /^baris 3: peran: "Pemustaka" tidak dikenal/,
    ],
    [
      "an NIP that is too short",
      person("Joko", "j@b.go.id", "Agendaris", "1985"),
      /^baris 3: nip: NIP terdiri atas 18 angka/,
    ],
    [
      "an NIP as Excel shows a number",
      person("Joko", "j@b.go.id", "Agendaris", "1,98507E+17"),
      /^baris 3: nip: 1,98507E\+17 sudah dibulatkan\. Beri kolom NIP format Teks/,
    ],
    [
      "an NIP as Excel rounds it",
      person("Joko", "j@b.go.id", "Agendaris", "198507142010012000"),
      /sudah dibulatkan \(berakhir 000\)/,
    ],
    [
      "an id with capitals",
      "id;nama;email;peran\nJoko;Joko;j@b.go.id;Agendaris",
      /^baris 2: id: Gunakan 2 sampai 41 huruf kecil/,
    ],
    ["a direction mark in a name", person("Joko\u202E", "j@b.go.id", "Agendaris"), /^baris 3: nama: /],
  ])("%s", (_what, text, says) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(says);
  });

  test("all faults of all lines at once, each with the line a text editor shows", () => {
    const text = `${header}\r\n\r\n"Joko\r\nPrasetyo";joko;Bos;1\r\n\r\n;a@b.go.id;Agendaris;\r\n`;
    expect(
      problemsOf(text)
        .map((problem) => problem.replace(/^(baris \d+: \w+).*/, "$1"))
        .toSorted(),
    ).toEqual([...["baris 4: email", "baris 4: nip", "baris 4: peran", "baris 6: nama"]]);
  });
});

describe("an import", () => {
  const row = (given: Partial<PersonRow>): PersonRow => ({
    ...{ where: "baris 2", id: null, name: "Sri Wahyuni, A.Md.", nip: null, email: "sri@contoh.go.id" },
    roles: ["mail-registrar"],
    ...given,
  });
  const known = (given: Partial<StaffMember> = {}): StaffMember => ({
    ...{ id: "sri-wahyuni", name: "Sri Wahyuni, A.Md.", nip: "198507142010012021", email: "sri@contoh.go.id" },
    roles: ["mail-registrar"],
    ...given,
  });
  const joko = known({ id: "joko", name: "Joko", nip: "", email: "joko@contoh.go.id" });
  const merge = (members: StaffMember[], rows: PersonRow[]) => {
    const merged = mergePeople(members, rows);
    if (!merged.ok) throw new Error(merged.problems.join("\n"));
    return merged;
  };

  test.each([
    ["by the id, whatever else is new", { id: "sri-wahyuni", name: "Sri W.", email: "s.w@contoh.go.id", nip: "" }],
    [
      "by the NIP, with another name and address",
      { name: "Sri W.", email: "s.w@contoh.go.id", nip: "198507142010012021" },
    ],
    ["by the address, in other letters", { name: "Sri W.", email: "SRI@contoh.go.id" }],
  ])("a second time changes the person known %s", (_by, given) => {
    const { added, changed } = merge([known()], [row(given)]);
    expect(added).toEqual([]);
    expect(changed.map(({ after }) => after)).toMatchObject([{ id: "sri-wahyuni", name: "Sri W." }]);
  });

  test("of the same file again changes nothing", () => {
    const rows = [row({ nip: "198507142010012021" })];
    const first = merge([], rows);
    expect(first.added).toMatchObject([{ id: "sri-wahyuni" }]);
    expect(merge(first.added, rows)).toMatchObject({ added: [], changed: [], unchanged: [{ id: "sri-wahyuni" }] });
  });

  test("leaves an NIP alone where the file has no such column, and takes it away where its cell is empty", () => {
    expect(merge([known()], [row({ nip: null })])).toMatchObject({ changed: [], unchanged: [known()] });
    expect(merge([known()], [row({ nip: "" })]).changed[0]?.after.nip).toBe("");
  });

  test("names who is not in the file, and touches neither them nor those who left", () => {
    const gone = known({ id: "lama", nip: "", email: "lama@contoh.go.id", endedAt: "2026-01-01T00:00:00Z" });
    const merged = merge([known(), joko, gone], [row({})]);
    expect(merged.missing).toEqual([joko]);
    expect([...merged.added, ...merged.changed]).toEqual([]);
  });

  test("brings back whoever had left", () => {
    const left = known({ endedAt: "2026-01-01T00:00:00Z" });
    const { changed } = merge([left], [row({ nip: left.nip })]);
    expect(changed).toEqual([{ before: left, after: known() }]);
  });

  test("gives each person an id without titles, unlike any that there was", () => {
    const names = [
      "Drs. H. Bambang Sutrisno, M.M.",
      "Bambang Sutrisno",
      "Nurul 'Aini, S.Pd.",
      "I. Made",
      "李",
      "Ṣāliḥ Ḥasan",
    ];
    const rows = names.map((name, index) => row({ name, email: `p${index}@contoh.go.id` }));
    const before = known({ id: "nurul-aini", nip: "", email: "lain@contoh.go.id", endedAt: "2026-01-01T00:00:00Z" });
    expect(merge([before], rows).added.map(({ id }) => id)).toEqual([
      ...["bambang-sutrisno", "bambang-sutrisno-2", "nurul-aini-2", "made", "petugas", "salih-hasan"],
    ]);
  });

  test.each<[what: string, members: StaffMember[], rows: PersonRow[], says: RegExp]>([
    [
      "the same address twice",
      [],
      [row({}), row({ where: "baris 3", name: "Joko" })],
      /^baris 3: email sri@contoh\.go\.id sudah dipakai baris 2/,
    ],
    [
      "the same NIP twice",
      [],
      [row({ nip: "1" }), row({ where: "baris 3", email: "b@c.id", nip: "1" })],
      /^baris 3: NIP 1 sudah dipakai baris 2/,
    ],
    [
      "one person in two lines",
      [known()],
      [row({}), row({ where: "baris 3", email: "b@c.id", nip: known().nip })],
      /^baris 3: ini orang yang sama dengan baris 2 \(Sri/,
    ],
    [
      "an NIP and an address of two people",
      [known(), joko],
      [row({ nip: known().nip, email: joko.email })],
      /NIP ini milik Sri.*email ini milik Joko/,
    ],
    [
      "the address of somebody with another NIP",
      [known()],
      [row({ nip: "199001012020121001" })],
      /email ini milik Sri .*kolom id berisi "sri-wahyuni".*npm run agency -- end sri-wahyuni/,
    ],
    [
      "an unknown id with the address of somebody",
      [known()],
      [row({ id: "sri" })],
      /id "sri" tidak ada, tetapi Sri .* memakai NIP atau email yang sama/,
    ],
    [
      "the address of somebody who is not in the file",
      [known(), joko],
      [row({ id: "sri-wahyuni", email: joko.email })],
      /masih dipakai Joko, yang tidak ada di berkas\. Akhiri dahulu: npm run agency -- end joko/,
    ],
  ])("refuses %s", (_what, members, rows, says) => {
    const merged = mergePeople(members, rows);
    expect(merged.ok ? [] : merged.problems).toEqual([expect.stringMatching(says)]);
  });

  test("takes somebody new to the address of one who left", () => {
    const left = known({ endedAt: "2026-01-01T00:00:00Z" });
    expect(merge([left], [row({ name: "Ratna", nip: "199001012020121001" })]).added).toMatchObject([{ id: "ratna" }]);
  });
});

test("a deployment takes the same table, where it says the names of the accounts", () => {
  expect(readStaff(bytes(`id;${header}\nsri;${line}`))).toEqual([{ ...sri, id: "sri" }]);
  expect(() => readStaff(bytes(`${header}\n${line}`))).toThrow("staff: baris 2: a deployment needs the column id.");
});

describe("who is not there", () => {
  const with2 = (cells: string): string => `${header};nonaktif;tidak masuk\n${line};${cells}`;

  test.each([
    [";", { disabled: false, away: [] }],
    ["ya;", { disabled: true, away: [] }],
    [";2026-12-01 s.d. 2026-12-05", { disabled: false, away: [{ from: "2026-12-01", until: "2026-12-05" }] }],
    [
      ";2026-12-01..2026-12-05 | 2026-12-24",
      {
        disabled: false,
        away: [
          { from: "2026-12-01", until: "2026-12-05" },
          { from: "2026-12-24", until: "2026-12-24" },
        ],
      },
    ],
  ])("%s", (cells, told) => {
    expect(rowsOf(with2(cells))).toMatchObject([told]);
  });

  test.each([
    ["mungkin;", "nonaktif: tulis ya"],
    [";1-5 Desember", "tidak masuk: tulis seperti 2026-12-01 s.d. 2026-12-05"],
    [";2026-12-05 s.d. 2026-12-01", "tidak masuk: tulis seperti"],
    [";2026-02-30", "tidak masuk: tulis seperti"],
  ])("%s is told", (cells, why) => {
    expect(problemsOf(with2(cells))).toEqual([expect.stringContaining(why)]);
  });

  test("stays as it was noted where a file does not speak of it, and goes where it says so", () => {
    const before: StaffMember = {
      id: "sri",
      ...sri,
      roles: ["mail-registrar"],
      disabled: true,
      away: [{ from: "2026-12-01", until: "2026-12-05" }],
    };
    expect(mergePeople([before], rowsOf(`${header}\n${line}`))).toMatchObject({ unchanged: [before], changed: [] });
    const { disabled: _disabled, away: _away, ...here } = before;
    expect(mergePeople([before], rowsOf(with2(";")))).toMatchObject({ changed: [{ before, after: here }] });
  });
});

describe("rank, position and phone", () => {
  const row = `${line};Penata (III/c);Arsiparis Ahli Muda;0812-3456-7890`;
  const described = { rank: "Penata (III/c)", position: "Arsiparis Ahli Muda", phone: "+6281234567890" };

  test("are taken, and stay where a file has no such columns or are taken away by an empty cell", () => {
    const rows = rowsOf(`${header};Pangkat/Golongan;Nama Jabatan;Telepon\n${row}`);
    expect(rows).toMatchObject([described]);
    const merged = mergePeople([], rows);
    const [before] = merged.ok ? merged.added : [];
    if (!before) throw new Error("nobody");
    expect(before).toMatchObject(described);
    expect(mergePeople([before], rowsOf(`${header}\n${line}`))).toMatchObject({ unchanged: [before], changed: [] });
    const emptied = mergePeople([before], rowsOf(`${header};pangkat\n${line};`));
    expect(emptied).toMatchObject({ changed: [{ after: { position: described.position } }] });
    expect(emptied.ok && emptied.changed[0]?.after).not.toHaveProperty("rank");
  });

  test("of which a phone number is one, also as a table for spreadsheets writes it", () => {
    expect(problemsOf(`${header};telepon\n${line};dua belas`)).toEqual([
      expect.stringContaining("telepon: Tulis nomor telepon"),
    ]);
    expect(rowsOf(`${header};telepon\n${line};'+6281234567890`)).toMatchObject([{ phone: "+6281234567890" }]);
  });
});
