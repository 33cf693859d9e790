import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { extractText } from "unpdf";
import { describe, expect, test } from "vitest";
import { drawPaper } from "../../functions/adapters/pdf/draw-paper.ts";
import type { PaperSheet } from "../../functions/domain/documents/paper-sheet.ts";

const at = Date.parse("2026-12-02T03:00:00Z");
const school80 = "Madrasah Tsanawiyah Terpadu Nurul Hidayah Al-Ma'arif Karangpandan Selatan Contoh";
const sentence =
  "Menindaklanjuti surat Saudara, dengan ini kami sampaikan bahwa kunjungan tersebut pada prinsipnya dapat kami terima.";

const letter: PaperSheet = {
  kind: "reply-letter",
  size: "A4",
  letterhead: {
    government: "PEMERINTAH KABUPATEN CONTOH",
    agency: "DINAS PERPUSTAKAAN DAN KEARSIPAN",
    lines: ["Jalan Contoh Nomor 1, Contoh 12345", "Telepon (021) 1234567"],
  },
  placeAndDate: "Contoh, 2 Desember 2026",
  reference: [
    ["Nomor", "000.4/123/Disperpusip/2026"],
    ["Sifat", "Biasa"],
    ["Lampiran", "-"],
    ["Hal", "Jawaban permohonan kunjungan"],
  ],
  addressee: [`Yth. Kepala ${school80}`, "di Contoh"],
  body: [
    { kind: "paragraph", words: sentence },
    {
      kind: "lines",
      lines: [
        ["waktu", "09.00 s.d. 11.00 WIB"],
        ["tempat", "Ruang Baca Umum"],
      ],
    },
  ],
  signature: {
    titles: ["a.n. Kepala Dinas Perpustakaan dan Kearsipan,", "Plh. Kepala Bidang Perpustakaan,"],
    name: "Drs. H. Ma'ruf, M.Pd.",
    under: ["Pembina, IV/a", "NIP 19700101 199503 2 001"],
  },
  copies: ["Kepala Dinas Pendidikan", "Arsip"],
  remarks: ["Diterbitkan dengan keputusan Kepala Bidang pada 2 Desember 2026."],
  checkedAt: "https://pustaka.example/naskah/abcdefghijkl",
};

describe("what stands on a drawn letter is what its sheet says", () => {
  test("from the letterhead to the remarks, in the order in which it is read", async () => {
    const [page, ...others] = await pagesOf(letter);
    expect(others).toEqual([]);
    expect(page).toBe(
      [
        ...[letter.letterhead.government, letter.letterhead.agency, ...letter.letterhead.lines],
        "Contoh, 2 Desember 2026",
        "Nomor : 000.4/123/Disperpusip/2026 Sifat : Biasa Lampiran : - Hal : Jawaban permohonan kunjungan",
        ...letter.addressee,
        sentence,
        "waktu : 09.00 s.d. 11.00 WIB tempat : Ruang Baca Umum",
        "a.n. Kepala Dinas Perpustakaan dan Kearsipan, Plh. Kepala Bidang Perpustakaan,",
        "Drs. H. Ma'ruf, M.Pd. Pembina, IV/a NIP 19700101 199503 2 001",
        "Tembusan: 1. Kepala Dinas Pendidikan 2. Arsip",
        ...letter.remarks,
      ].join(" "),
    );
  });

  test("with a name of one word, no number, no signature and one copy", async () => {
    const bare = { ...letter, reference: [], copies: ["Sumarni"], addressee: ["Yth. Sumarni"], remarks: [] };
    const { signature: _, checkedAt: _address, ...unsigned } = bare;
    const [page] = await pagesOf(unsigned);
    expect(page).toMatch(/2026 Yth\. Sumarni Menindaklanjuti/);
    expect(page).toMatch(/Ruang Baca Umum Tembusan: Sumarni$/);
  });

  test("with numbered lines, tables, choices, headings and a title, on F4", async () => {
    const [page] = await pagesOf({
      ...letter,
      size: "F4",
      title: { words: "SURAT TUGAS", number: "Nomor 000.4/124/Disperpusip/2026" },
      body: [
        { kind: "heading", words: "Pasal 1" },
        { kind: "numbered", items: ["Membawa daftar hadir.", "Datang tepat waktu."] },
        { kind: "table", head: ["No", "Nama"], rows: [["1", "Ni Luh Putu Ayu Ketut"], ["2"]] },
        {
          kind: "choices",
          choices: [
            { words: "diterima", chosen: true },
            { words: "ditolak", chosen: false },
          ],
        },
      ],
    });
    expect(page).toContain("SURAT TUGAS Nomor 000.4/124/Disperpusip/2026");
    expect(page).toContain("Pasal 1 1. Membawa daftar hadir. 2. Datang tepat waktu. No Nama 1 Ni Luh Putu Ayu Ketut 2");
    expect(page).toContain("2 diterima ditolak Contoh, 2 Desember 2026 a.n.");
  });

  test("with a word that is wider than the page", async () => {
    const word = "Pascasarjana".repeat(12);
    const [page] = await pagesOf({ ...letter, body: [{ kind: "paragraph", words: word }] });
    expect(page?.replaceAll(" ", "")).toContain(word);
  });
});

describe("a letter of several pages", () => {
  const paragraphs = Array.from({ length: 30 }, (_, place) => `Butir ${place + 1}. ${sentence}`);
  const long: PaperSheet = { ...letter, body: paragraphs.map((words) => ({ kind: "paragraph", words })) };

  test("has all words, and a number on each page but the first", async () => {
    const drawn = await drawPaper(long, at);
    const pages = await pagesOf(long);
    expect(drawn.pages).toBe(pages.length);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map((page) => / - (\d+) -$/.exec(page)?.[1])).toEqual([undefined, "2", "3"]);
    const words = pages.map((page) => page.replace(/ - \d+ -$/, "")).join(" ");
    expect(words).toContain(paragraphs.join(" "));
  });

  test("keeps the signature in one piece, below the last paragraph", async () => {
    for (let count = 8; count <= 16; count += 1) {
      const pages = await pagesOf({ ...long, body: long.body.slice(0, count) });
      const signed = pages.find((page) => page.includes("NIP 19700101"));
      expect(signed).toContain(`${paragraphs[count - 1]} a.n. Kepala Dinas Perpustakaan dan Kearsipan, Plh. Kepala`);
    }
  });
});

describe("scripts that the font does not have", () => {
  test.each([
    ["مدرسة الإيمان، جاكرتا", "[aksara Arab]"],
    ["SD Islam مَدْرَسَة Contoh", "SD Islam [aksara Arab] Contoh"],
    ["Sekolah (الإيمان).", "Sekolah ([aksara Arab])."],
    ["ꦱꦼꦏꦺꦴꦭꦃ ꦗꦮ, Klaten", "[aksara Jawa], Klaten"],
    ["ꦗꦮ الإيمان 学校", "[aksara Jawa] [aksara Arab] [aksara lain]"],
    ["Kepala שלום", "Kepala [aksara lain]"],
  ])("%s is %s", async (written, drawn) => {
    const sheet: PaperSheet = { ...letter, body: [{ kind: "paragraph", words: written }] };
    const [page] = await pagesOf(sheet);
    expect(page).toContain(`di Contoh ${drawn} a.n.`);
    expect(page).toMatch(/diganti dengan .*\[aksara .*\]; tulisan aslinya tersimpan dalam berkas\.$/);
  });

  test("letters of all Latin writing stay", async () => {
    const words = "Ḥusain Ṭāhā, Élodie Łukasiewicz, Nguyễn Đức, “kutip” – 25 °C, € 5, naïf, ﬁ fi ffi";
    const [page] = await pagesOf({ ...letter, body: [{ kind: "paragraph", words }] });
    expect(page?.normalize("NFKC")).toContain(words.normalize("NFKC"));
    expect(page).not.toContain("[aksara");
  });
});

describe("the file", () => {
  test("is the same for the same sheet at the same time, and not later", async () => {
    const [first, second, later] = await Promise.all([at, at, at + 1000].map((time) => drawPaper(letter, time)));
    expect(first).toEqual(second);
    expect(later).not.toEqual(first);
  });

  test("has its fonts inside and no other", async () => {
    const { bytes } = await drawPaper(letter, at);
    const objects = Buffer.from(bytes).toString("latin1");
    const named = new Set(objects.match(/\/BaseFont \/\S+/g));
    expect([...named].map((name) => name.replace(/.*\+/, ""))).toEqual(["Tinos-Regular", "Tinos-Bold"]);
    expect(objects.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(named.size);
  });

  test.each([
    ["A4", 595.28, 841.89],
    ["F4", 609.45, 935.43],
  ] as const)("is on %s", async (size, width, height) => {
    const { bytes } = await drawPaper({ ...letter, size }, at);
    const box = /\/MediaBox \[0 0 (\S+) (\S+)\]/.exec(Buffer.from(bytes).toString("latin1"));
    expect(Number(box?.[1])).toBeCloseTo(width, 1);
    expect(Number(box?.[2])).toBeCloseTo(height, 1);
  });
});

/** The words of each page, a space between them. */
async function pagesOf(sheet: PaperSheet): Promise<string[]> {
  const { bytes } = await drawPaper(sheet, at);
  const { text } = await extractText(bytes, { mergePages: false });
  return text.map((page) => page.replaceAll(/\s+/g, " ").trim());
}

/** Whether this machine has the program that looks through PDF files (Debian: `qpdf`). */
const hasQpdf = spawnSync("qpdf", ["--version"]).status === 0;

test.skipIf(!hasQpdf)("is a sound PDF for qpdf, where that is installed: of one page, and of several", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "alur-qpdf-"));
  const long: PaperSheet["body"] = Array.from({ length: 40 }, () => ({ kind: "paragraph", words: sentence }));
  try {
    for (const [index, body] of [letter.body, long].entries()) {
      const file = path.join(folder, `${index}.pdf`);
      writeFileSync(
        file,
        (await drawPaper({ ...letter, body, checkedAt: "https://contoh.test/naskah/a/b" }, at)).bytes,
      );
      const { status, stderr } = spawnSync("qpdf", ["--check", file], { encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
