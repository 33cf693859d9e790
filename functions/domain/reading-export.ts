/** A month of the recap book as tables for statistics (IPLM, INLISLite): a row per day, and the sums. */
import {
  ageGroups,
  bookClasses,
  categories,
  educations,
  memberships,
  occupations,
  sexes,
} from "../../statemachines/reading-on-site/demographics.ts";
import type { Option } from "../../statemachines/vocabulary.ts";
import { serviceDaysIn, sumOf, type DaySums, type RecapEntry, type RecapSums } from "./reading-recaps.ts";
import type { Cell, Sheet } from "./spreadsheet.ts";

interface Column {
  heading: string;
  of(sums: RecapSums): Cell;
}

const groups: { name: string; options: Option[]; of(sums: RecapSums): Record<string, number> }[] = [
  { name: "Jenis kelamin", options: sexes, of: (sums) => sums.sexes },
  { name: "Kategori", options: categories, of: (sums) => sums.categories },
  { name: "Jenis anggota", options: memberships, of: (sums) => sums.memberships },
  { name: "Kelompok umur", options: ageGroups, of: (sums) => sums.ageGroups },
  { name: "Pendidikan", options: educations, of: (sums) => sums.educations },
  { name: "Pekerjaan", options: occupations, of: (sums) => sums.occupations },
];

/** Visitors by channel: the recap book knows those who read on site; the others stay empty, which is not zero. */
const columns: Column[] = [
  { heading: "Pengunjung di tempat", of: (sums) => sums.visitors },
  ...["Pengunjung Pusling", "Kunjungan resmi", "Peserta kegiatan"].map((heading) => ({ heading, of: () => null })),
  ...groups.flatMap(({ name, options, of }) =>
    options.map(({ label, value }) => ({
      heading: `${name}: ${label.id}`,
      of: (sums: RecapSums) => of(sums)[value] ?? 0,
    })),
  ),
  { heading: "Buku dibaca", of: (sums) => sums.books },
  ...bookClasses.map(({ label, value }) => ({
    heading: `Buku: ${label.id}`,
    of: (sums: RecapSums) => sums.booksByClass[value] ?? 0,
  })),
  { heading: "Pertanyaan rujukan", of: (sums) => sums.questions },
  { heading: "Pertanyaan terjawab", of: (sums) => sums.answered },
];

const statuses: Record<DaySums["status"], string> = {
  recap: "ada rekap",
  nobody: "tidak ada pengunjung",
  closed: "tidak buka",
  missing: "rekap belum ada",
  none: "",
};

/** A row per day; a day whose recap is missing has empty cells, never zeros. */
export function dailyRows(days: DaySums[]): Cell[][] {
  const known = (day: DaySums): boolean => day.status === "recap" || day.status === "nobody";
  return [
    ["Tanggal", "Keterangan", ...columns.map((column) => column.heading)],
    ...days.map((day) => [
      day.date,
      [statuses[day.status], day.reason].filter(Boolean).join(": "),
      ...columns.map((column) => (known(day) ? column.of(day) : null)),
    ]),
  ];
}

/** The daily sheet, and the sums of the month as a list. */
export function monthSheets(month: string, days: DaySums[], entries: RecapEntry[]): Sheet[] {
  const sums = sumOf(entries);
  const missing = days.filter((day) => day.status === "missing").map((day) => day.date);
  return [
    { name: "Harian", rows: dailyRows(days) },
    {
      name: "Ringkasan",
      rows: [
        ["Uraian", "Jumlah"],
        ["Bulan", month],
        ["Hari layanan", serviceDaysIn(entries)],
        ["Hari tanpa rekap", missing.length],
        ...columns.map((column): Cell[] => [column.heading, column.of(sums)]),
      ],
    },
  ];
}
