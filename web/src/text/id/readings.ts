import { formatNumber } from "../../../../functions/domain/format.ts";

/** Texts of the page on which oversight sees who read what. */
export const readings = {
  title: "Siapa yang melihat",
  lead: (days: number) =>
    `Tercatat sekali per orang, berkas, dan jam; disimpan ${days} hari. Melihat catatan ini juga tercatat.`,
  case: "Nomor berkas",
  byCase: "Cari berkas",
  person: "Petugas",
  nobody: "Pilih petugas",
  none: "Belum ada catatan.",
  columns: { at: "Waktu", who: "Siapa", what: "Yang dilihat" },
  count: (shown: number, { count, more }: { count: number; more: boolean }) =>
    `${shown} dari ${more ? "lebih dari " : ""}${formatNumber(count, "id")} catatan`,
  older: "Muat catatan yang lebih lama",
};
