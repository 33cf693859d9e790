/** A month of the recap book as tables for statistics (IPLM, INLISLite): a row per day, and the sums. */
import {
  ageGroups,
  bookClasses,
  categories,
  educations,
  memberships,
  occupations,
  sexes,
} from "../../../statemachines/reading-on-site/demographics.ts";
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { Option } from "../../../statemachines/language/vocabulary.ts";
import { serviceDaysIn, sumOf, type DaySums, type RecapEntry, type RecapSums } from "./recap-book.ts";
import type { Cell, Sheet } from "../export/spreadsheet.ts";

interface Column {
  heading: string;
  of(sums: RecapSums): Cell;
  /** Known without a recap of the day, from cases of other procedures. */
  elsewhere?: true;
}

const groups: { name: string; options: Option[]; of(sums: RecapSums): Record<string, number> }[] = [
  { name: "Jenis kelamin", options: sexes, of: (sums) => sums.sexes },
  { name: "Kategori", options: categories, of: (sums) => sums.categories },
  { name: "Jenis anggota", options: memberships, of: (sums) => sums.memberships },
  { name: "Kelompok umur", options: ageGroups, of: (sums) => sums.ageGroups },
  { name: "Pendidikan", options: educations, of: (sums) => sums.educations },
  { name: "Pekerjaan", options: occupations, of: (sums) => sums.occupations },
];

const counting = currentProcedures().filter(({ appointment }) => appointment?.attendance);

/** Visitors by channel; what nobody wrote down stays empty, which is not zero. Activities have no procedure yet. */
const columns: Column[] = [
  { heading: "Pengunjung di tempat", of: (sums) => sums.visitors },
  ...counting.map(({ id, title }): Column => ({
    heading: `Pengunjung ${title.id}`,
    of: (sums) => sums.served[id] ?? null,
    elsewhere: true,
  })),
  { heading: "Peserta kegiatan", of: () => null },
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
      ...columns.map((column) => (known(day) || column.elsewhere ? column.of(day) : null)),
    ]),
  ];
}

/** What is known of a month. */
export interface MonthRecap {
  /** YYYY-MM */
  month: string;
  days: DaySums[];
  entries: RecapEntry[];
}

/** The daily sheet, and the sums of the month as a list. */
export function monthSheets(recap: MonthRecap): Sheet[] {
  return [
    { name: "Harian", rows: dailyRows(recap.days) },
    { name: "Ringkasan", rows: summaryOf("Bulan", recap.month, [recap]) },
  ];
}

/** A row per month; what nobody wrote down has empty cells, never zeros. */
export function monthlyRows(recaps: MonthRecap[]): Cell[][] {
  return [
    ["Bulan", "Hari layanan", "Hari tanpa rekap", ...columns.map((column) => column.heading)],
    ...recaps.map(({ month, days, entries }) => [
      month,
      serviceDaysIn(entries),
      missingIn(days),
      ...cellsOf(entries).map(([, cell]) => cell),
    ]),
  ];
}

/** The months of a quarter or a year, and their sums. */
export function periodSheets(period: string, recaps: MonthRecap[]): Sheet[] {
  return [
    { name: "Bulanan", rows: monthlyRows(recaps) },
    { name: "Ringkasan", rows: summaryOf("Periode", period, recaps) },
  ];
}

function summaryOf(label: string, period: string, recaps: MonthRecap[]): Cell[][] {
  const entries = recaps.flatMap((recap) => recap.entries);
  return [
    ["Uraian", "Jumlah"],
    [label, period],
    ["Hari layanan", serviceDaysIn(entries)],
    ["Hari tanpa rekap", missingIn(recaps.flatMap((recap) => recap.days))],
    ...cellsOf(entries),
  ];
}

/** Heading and sum of each column; without a word about any day of reading nothing is known of readers. */
function cellsOf(entries: RecapEntry[]): [heading: string, cell: Cell][] {
  const sums = sumOf(entries);
  const known = entries.some(({ kind }) => kind !== "served");
  return columns.map((column) => [column.heading, known || column.elsewhere ? column.of(sums) : null]);
}

function missingIn(days: DaySums[]): number {
  return days.filter((day) => day.status === "missing").length;
}
