import { formatNumber } from "../../../../functions/domain/format.ts";

const digits = (count: number): string => formatNumber(count, "id");

/** Texts of the register of outgoing letters, and of the letters of a case. */
export const outgoing = {
  title: (year: number) => `Buku agenda surat keluar ${year}`,
  own: "Hanya surat dari berkas yang Anda baca; nomor lain milik layanan lain.",
  year: "Tahun",
  month: "Bulan",
  allMonths: "Semua bulan",
  counted: (month: string, count: number) => `${month} (${digits(count)})`,
  search: "Cari nomor, hal, kepada, penanda tangan",
  print: "Cetak",
  outside: "Dipakai sebelum pemulihan; berkasnya tidak ada dalam salinan",
  columns: {
    number: "No. urut",
    letter: "Nomor surat",
    date: "Tanggal",
    kind: "Jenis",
    about: "Hal",
    to: "Kepada",
    signer: "Penanda tangan",
    case: "Berkas",
    file: "Dokumen",
  },
  coming: "Sedang dibuat",
  open: (letter: string) => `Buka PDF ${letter}`,
  empty: "Belum ada surat keluar pada tahun ini.",
  next: "Nomor surat diberikan berurutan saat layanan ini menerbitkan surat.",
  noneSo: "Tidak ada surat yang cocok.",
  howToFind: "Semua kata yang dicari harus ada pada baris surat. Coba kata yang lebih sedikit, atau bulan lain.",
  clear: "Tampilkan semua",
  count: (shown: number, total: number) =>
    shown === total ? `${digits(total)} surat` : `${digits(shown)} surat terakhir dari ${digits(total)}`,
  /** Beside the heading of what is printed. */
  part: (month: string, words: string) =>
    [month, words === "" ? "" : `pencarian "${words}"`].filter((each) => each !== "").join(", "),
  earlier: "Tampilkan surat sebelumnya",
  ofCase: {
    title: "Naskah yang diterbitkan",
    pages: (count: number) => `${count} halaman`,
    about: (about: string, to: string) =>
      [about, to === "" ? "" : `kepada ${to}`].filter((each) => each !== "").join(", "),
    void: (day: string, why: string) => `Batal sejak ${day}: ${why}`,
  },
};
