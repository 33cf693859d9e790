/** What whoever words a letter reads: what the letter is called, and the words that it may name in braces. */
import type { ServiceLetter } from "./known-ids.ts";
import type { Text } from "./vocabulary.ts";

export const letterTitles: Partial<Record<ServiceLetter, Text>> = {
  "visit-confirmed": { id: "Kunjungan: diterima", en: "Visit: accepted" },
  "other-time-asked": { id: "Kunjungan: waktu lain", en: "Visit: another time" },
  "visit-refused": { id: "Kunjungan: ditolak", en: "Visit: refused" },
  "stop-announced": { id: "Pusling: pemberitahuan jadwal", en: "Mobile library: schedule" },
  "stop-changed": { id: "Pusling: perubahan jadwal", en: "Mobile library: changed schedule" },
  "stop-refused": { id: "Pusling: tidak dapat dilayani", en: "Mobile library: refused" },
  "agreement-declined": { id: "Kerja sama: tidak dilanjutkan", en: "Cooperation: declined" },
};

export interface LetterWord {
  label: string;
  /** Of no real case. */
  sample: string;
}

export const letterWords: Record<string, LetterWord> = {
  agency: { label: "nama dinas", sample: "Dinas Perpustakaan dan Kearsipan" },
  agencyInFull: { label: "nama dinas dan daerah", sample: "Dinas Perpustakaan dan Kearsipan Kabupaten Contoh" },
  arriveEarly: { label: "menit hadir lebih awal", sample: "15" },
  case: { label: "nomor berkas", sample: "KJG-2026-00001" },
  companions: { label: "pustakawan pendamping", sample: "Rina Kartika, S.IP." },
  day: { label: "hari dan tanggal yang diminta", sample: "Rabu, 2 Desember 2026" },
  link: { label: "tempat tautan dibaca", sample: "tautan dalam surat elektronik pengantarnya" },
  note: { label: "catatan keputusan", sample: "rombongan dibagi dua kelompok" },
  phone: { label: "telepon kantor", sample: "(0000) 000000" },
  place: { label: "tempat", sample: "Ruang Baca Umum" },
  reason: { label: "alasan", sample: "ruang dipakai untuk kegiatan lain" },
  reference: {
    label: "surat atau permohonan yang dijawab",
    sample: "Menindaklanjuti surat Saudara Nomor 421/17/2026 tanggal 20 November 2026 hal permohonan,",
  },
  regency: { label: "nama daerah", sample: "Contoh" },
  size: { label: "jumlah orang", sample: "40 orang" },
  slots: {
    label: "waktu pengganti yang diusulkan",
    sample:
      "1. Kamis, 3 Desember 2026, pukul 09.00-11.00 WIB\n2. Jumat, 4 Desember 2026, pukul 08.00-10.00 WIB\n3. Senin, 7 Desember 2026, pukul 09.00-11.00 WIB",
  },
  subject: { label: "pemohon", sample: "SMP Negeri 1 Contoh" },
  times: {
    label: "hari, tanggal, dan pukul",
    sample: "hari/tanggal : Rabu, 2 Desember 2026\npukul : 09.00-11.00 WIB",
  },
  topic: { label: "hal yang ditawarkan", sample: "peningkatan minat baca" },
  until: { label: "batas waktu menjawab", sample: "Jumat, 27 November 2026, pukul 15.00 WIB" },
};
