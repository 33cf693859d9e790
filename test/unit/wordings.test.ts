/**
 * The words that people were found to stumble over, read in every text there is: of the tables, of the pages and of what the
 * service says. The SOP's own columns stand verbatim, and nowhere else.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { procedures } from "../../statemachines/language/registry.ts";
import "../../statemachines/index.ts";

interface Found {
  where: string;
  text: string;
}

/** Columns of the paper: what stands there is the paper's. */
const ofThePaper = ["inputs", "output", "remarks", "written"];

/** Every text of a table that is not the paper's; the name of a row in Indonesian is the paper's too. */
function textsIn(value: unknown, where: string): Found[] {
  if (typeof value === "string") return [{ where, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (ofThePaper.includes(key)) return [];
    const words = key === "activity" ? { en: (each as { en: string }).en } : (each as unknown);
    return textsIn(words, `${where}.${key}`);
  });
}

/** Texts in the sources of the service and of the pages: what stands between quotation marks. */
function textsOf(folder: string): Found[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(path.join(folder, file), "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
      return [...source.matchAll(/"([^"\n]*)"|`([^`]*)`/g)].map(([, one = "", other = ""]) => ({
        where: `${folder}/${file}`,
        text: one || other,
      }));
    });
}

const ofTables = procedures.flatMap((table) => textsIn(table, table.id));
const ofPages = ["web/src", "functions"].flatMap(textsOf);

/** What no text says any more, and what it says instead. */
const better: [found: RegExp, instead: string][] = [
  [/\bijin\b/i, "izin"],
  [/\bresiko\b/i, "risiko"],
  [/\bkerjasama\b/i, "kerja sama"],
  [/Permohonan Pembuatan Surat/i, "Penawaran kerja sama"],
  [/Tanggal paling cepat/, "Pilih tanggal mulai ..."],
  [/Ya, sesuai, laksanakan/, "Ya, laksanakan"],
  [/Berkas harus PDF/, "... belum diunggah."],
  [/masing-masing dengan waktu baku/, "... langkah menurut SOP"],
  [/Cocok, dapat diterima|Tidak cocok, minta/, "Jadwal sesuai, dapat diterima"],
  [/Tanyakan lagi/, "Kirim ulang ..."],
  [/Berubah secara substansi/, "Ada perubahan isi"],
  [/sudah dibebaskan/, "dapat dijadwalkan kembali"],
  [/waktu yang ditahan kami lepaskan/, "jadwal yang kami sediakan kami buka kembali"],
  [/Studi banding\/tiru/, "Studi banding (studi tiru)"],
  [/Permintaan materi/, "Materi yang diharapkan"],
  [/Kesan dan kendala/, "Catatan dan kendala"],
  [/Anda juga menerima email/, "only what is so"],
  [/telah dibatalkan oleh pemohon/, "by whom it was"],
  // A case is a berkas; what is uploaded, a dokumen.
  [
    /berkas (yang )?(diunggah|terunggah|PDF)|(unggah|mengunggah|lampirkan|unduh) berkas|berkas (surat|Excel|CSV|lampiran)\b/i,
    "dokumen",
  ],
  // A case is made, and then opened.
  [/Berkas .*(sudah dibuka|akan Anda buka|Anda buka sendiri|tidak dibuka oleh|ini dibuka oleh)/, "dibuat"],
];

describe.each([
  { of: "the tables", texts: ofTables },
  { of: "the pages and the service", texts: ofPages },
])("of $of", ({ texts }) => {
  it("are there to be read", () => {
    expect(texts.length).toBeGreaterThan(500);
  });

  it.each(better)("none says %s", (found) => {
    expect(texts.filter(({ text }) => found.test(text))).toEqual([]);
  });
});

it("the paper's own words stand as they are", () => {
  expect(JSON.stringify(procedures)).toContain("Mengagendakan surat ijin kunjungan dalam buku agenda");
});
