/** A month of the recap book as tables for statistics (IPLM, INLISLite): a row per day, and the sums. */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { Option } from "../../../statemachines/language/vocabulary.ts";
import { countsBy, readerTraits, serviceDaysIn, sumOf } from "./recap-book.ts";
import type { DaySums, RecapSums } from "./recap-book.ts";
import type { RecapEntry } from "./recap-entries.ts";
import { classesOf, readersOf, readingTable } from "./reading-tables.ts";
import type { Cell, Sheet } from "../export/spreadsheet.ts";

interface Column {
  heading: string;
  of(sums: RecapSums): Cell;
  /** Known without a recap of the day, from cases of other procedures. */
  elsewhere?: true;
}

/** Visitors by channel; what nobody wrote down stays empty, which is not zero. Activities have no procedure yet. */
function allColumns(): Column[] {
  const visit = readingTable("visit");
  const { sex, traits, books } = readersOf(visit);
  const counting = currentProcedures().filter(({ appointment }) => appointment?.attendance);
  return [
    { heading: "Pengunjung di tempat", of: (sums) => sums.visitors },
    ...counting.map(({ id, title }): Column => ({
      heading: `Pengunjung ${title.id}`,
      of: (sums) => sums.served[id] ?? null,
      elsewhere: true,
    })),
    { heading: "Peserta kegiatan", of: () => null },
    ...counted(sex.heading, classesOf(visit, sex.field), (sums) => sums.sexes),
    ...readerTraits.flatMap((trait) => {
      const { field, heading } = traits[trait];
      return counted(heading, classesOf(visit, field), (sums) => countsBy(trait, sums));
    }),
    { heading: "Buku dibaca", of: (sums) => sums.books },
    ...counted("Buku", classesOf(visit, books), (sums) => sums.booksByClass),
    { heading: "Pertanyaan rujukan", of: (sums) => sums.questions },
    { heading: "Pertanyaan terjawab", of: (sums) => sums.answered },
    { heading: "Pengunjung dari catatan kertas", of: (sums) => sums.onPaper },
  ];
}

/** A column for each class. */
function counted(heading: string, classes: Option[], countsIn: (sums: RecapSums) => Record<string, number>): Column[] {
  return classes.map(({ label, value }) => ({
    heading: `${heading}: ${label.id}`,
    of: (sums) => countsIn(sums)[value] ?? 0,
  }));
}

const statuses: Record<DaySums["status"], string> = {
  recap: "ada rekap",
  nobody: "tidak ada pengunjung",
  closed: "tidak buka",
  missing: "rekap belum ada",
  none: "",
};

function statusOf({ onPaper, status, visitors }: DaySums): string {
  if (onPaper === 0) return statuses[status];
  return onPaper === visitors ? "dari catatan kertas" : `${statuses[status]}, ${onPaper} dari catatan kertas`;
}

/** A row per day; a day whose recap is missing has empty cells, never zeros. */
export function dailyRows(days: DaySums[]): Cell[][] {
  const known = (day: DaySums): boolean => day.status === "recap" || day.status === "nobody";
  const columns = allColumns();
  return [
    ["Tanggal", "Keterangan", ...columns.map((column) => column.heading)],
    ...days.map((day) => [
      day.date,
      [statusOf(day), day.reason].filter(Boolean).join(": "),
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
    ["Bulan", "Hari layanan", "Hari tanpa rekap", ...allColumns().map((column) => column.heading)],
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
  return allColumns().map((column) => [column.heading, known || column.elsewhere ? column.of(sums) : null]);
}

function missingIn(days: DaySums[]): number {
  return days.filter((day) => day.status === "missing").length;
}
