/** Holidays as a table of spreadsheets, and as people read what changed. */
import { csvOf } from "../export/spreadsheet.ts";
import type { Holiday, HolidayKind } from "../calendar/calendar.ts";
import { checkHolidays } from "./calendar-check.ts";
import { readCsv } from "./csv-table.ts";

const columns = {
  date: { header: "tanggal", also: ["tgl", "date"] },
  name: { header: "nama", also: ["keterangan", "harilibur", "name"] },
  kind: { header: "jenis", also: ["kind"] },
  estimated: { header: "perkiraan", also: ["estimated"] },
} as const;

/** What each kind is called in a file and on the page. */
export const kindNames: Record<HolidayKind, string> = {
  national: "libur nasional",
  "joint-leave": "cuti bersama",
  local: "libur daerah",
};

export type ReadHolidays = { ok: true; holidays: Holiday[] } | { ok: false; problems: string[] };

/** Reads everything or nothing, and reports every bad line at once. */
export function readHolidaysCsv(bytes: Uint8Array): ReadHolidays {
  const table = readCsv(bytes, columns, {
    required: ["date", "name", "kind"],
    example: "tanggal;nama;jenis;perkiraan",
  });
  if (!table.ok) return table;
  const problems: string[] = [];
  const seen = new Map<string, string>();
  const holidays = table.rows.flatMap(({ broken, cell, where }): Holiday[] => {
    if (broken !== null) {
      problems.push(`${where}: ${broken}`);
      return [];
    }
    const kind = kindNamed(cell("kind"));
    const estimated = /^(ya|y|x|1|perkiraan)$/i.test(cell("estimated"));
    if (kind === null)
      problems.push(`${where}: jenis "${cell("kind")}" tidak dikenal. Gunakan ${Object.values(kindNames).join(", ")}.`);
    if (!/^(ya|y|x|1|perkiraan|tidak|t|0|-|)$/i.test(cell("estimated")))
      problems.push(`${where}: perkiraan: tulis ya, atau kosongkan.`);
    const holiday: Holiday = {
      date: dayTyped(cell("date")),
      name: cell("name"),
      kind: kind ?? "local",
      ...(estimated ? { estimated } : {}),
    };
    problems.push(...checkHolidays([holiday]).map(({ message }) => `${where}: ${message.id}`));
    const key = `${holiday.date} ${holiday.kind}`;
    const earlier = seen.get(key);
    if (earlier) problems.push(`${where}: tanggal ${holiday.date} sudah ada di ${earlier}.`);
    else seen.set(key, where);
    return [holiday];
  });
  if (problems.length > 0) return { ok: false, problems };
  if (holidays.length === 0)
    return { ok: false, problems: ["Berkas ini hanya berisi judul kolom, belum ada hari libur."] };
  return { ok: true, holidays: inOrder(holidays) };
}

/** All holidays as a file that `readHolidaysCsv` reads. */
export function holidaysCsv(holidays: Holiday[]): string {
  const header = Object.values(columns).map((column) => column.header);
  const rows = inOrder(holidays).map(({ date, estimated, kind, name }) => [
    date,
    name,
    kindNames[kind],
    estimated ? "ya" : "",
  ]);
  return csvOf([header, ...rows]);
}

/** Days that are only in one of two lists, in words. */
export function holidaysInWords(holidays: Holiday[], others: Holiday[]): string {
  const known = new Set(others.map(words));
  return inOrder(holidays)
    .map(words)
    .filter((each) => !known.has(each))
    .join("; ");
}

function words({ date, estimated, kind, name }: Holiday): string {
  return `${date} ${name} (${kindNames[kind]}${estimated ? ", perkiraan" : ""})`;
}

/** By days. */
export function inOrder(holidays: Holiday[]): Holiday[] {
  return holidays.toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

function kindNamed(written: string): HolidayKind | null {
  const plain = written.toLowerCase();
  const found = (Object.entries(kindNames) as [HolidayKind, string][]).find(
    ([kind, name]) => plain === kind || plain === name || plain === name.replace("libur ", ""),
  );
  return found?.[0] ?? null;
}

/** Spreadsheets write 28/12/2026 for what was typed as a date. */
function dayTyped(text: string): string {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return year === "" ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
