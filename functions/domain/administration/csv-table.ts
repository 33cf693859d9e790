/** A table as spreadsheet programs save it: CSV with a line of headers, read whole or not at all. */
import { CsvError, parse } from "csv-parse/sync";

/** What a column means, by its header without case, spaces and signs. The first of several meanings is taken. */
export type Columns<Name extends string> = Record<Name, { header: string; also: readonly string[] }>;

/** A line under the headers. */
export interface CsvRow<Name extends string> {
  /** Where it stands, for people: "baris 5". */
  where: string;
  /** What stands in a column; empty where the file has no such column. */
  cell(name: Name): string;
  /** Why the line cannot be read by its headers; null where it can. */
  broken: string | null;
}

export type CsvTable<Name extends string> =
  | {
      ok: true;
      rows: CsvRow<Name>[];
      has: (name: Name) => boolean;
      /** Headers of columns that mean nothing here. */ unused: string[];
    }
  | { ok: false; problems: string[] };

const mostBytes = 1024 * 1024;

/**
 * @param required columns without which nothing can be read
 * @param example a line of headers, for whoever sends an empty file
 */
export function readCsv<Name extends string>(
  bytes: Uint8Array,
  columns: Columns<Name>,
  { example, required }: { required: readonly NoInfer<Name>[]; example: string },
): CsvTable<Name> {
  const text = textOf(bytes);
  if (!text.ok) return { ok: false, problems: [text.problem] };
  const lines = linesOf(text.text);
  if (!lines.ok) return { ok: false, problems: [lines.problem] };
  const [header, ...rest] = lines.records;
  if (!header) return { ok: false, problems: [`Berkas ini kosong. Baris pertama berisi judul kolom: ${example}.`] };
  const found = placesIn(header.cells, columns, required);
  if (!found.ok) return { ok: false, problems: found.problems };
  const { places, unused } = found;
  const width = header.cells.length;
  const rows = rest.map(({ line, cells }): CsvRow<Name> => {
    const advice = "Isi yang memuat pemisah kolom, misalnya nama dengan gelar, ditulis di antara tanda kutip.";
    const isWide = cells.slice(width).some((cell) => cell !== "");
    return {
      where: `baris ${line}`,
      cell: (name) => (places[name] === undefined ? "" : (cells[places[name]] ?? "")),
      broken: isWide ? `ada ${cells.length} kolom, padahal judulnya ${width}. ${advice}` : null,
    };
  });
  return { ok: true, rows, has: (name) => places[name] !== undefined, unused };
}

type Text = { ok: true; text: string } | { ok: false; problem: string };

function textOf(bytes: Uint8Array): Text {
  const begins = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (begins === "504b0304" || begins === "d0cf11e0")
    return refused("Ini dokumen Excel. Simpan sebagai CSV UTF-8 (di Excel: Simpan Sebagai, CSV UTF-8), lalu ulangi.");
  if (bytes.length > mostBytes) return refused("Berkas ini lebih besar dari 1 MB; itu bukan daftar orang satu dinas.");
  const encoding = begins.startsWith("fffe") ? "utf-16le" : begins.startsWith("feff") ? "utf-16be" : "utf-8";
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return refused("Huruf di berkas ini bukan UTF-8. Simpan sebagai CSV UTF-8, lalu ulangi.");
  }
}

function refused(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}

interface Line {
  /** The last line of it. */
  line: number;
  cells: string[];
}

type Lines = { ok: true; records: Line[] } | { ok: false; problem: string };

function linesOf(text: string): Lines {
  // One kind of line end, so that each is counted once. Excel may say the delimiter in a first line, which is left empty.
  const content = text.replaceAll(/\r\n?/g, "\n").replace(/^sep=.*/i, "");
  const records: Line[] = [];
  const onRecord = (cells: string[], { lines }: { lines: number }): null => {
    const trimmed = cells.map((cell) => withoutMark(cell.normalize("NFC").replaceAll(/\s+/g, " ").trim()));
    if (trimmed.some((cell) => cell !== "")) records.push({ line: lines, cells: trimmed });
    return null;
  };
  try {
    parse(content, {
      delimiter: delimiterOf(content),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: onRecord,
    });
    return { ok: true, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "CSV_QUOTE_NOT_CLOSED")
      return refused(`Sesudah baris ${records.at(-1)?.line ?? 0}: tanda kutip (") dibuka dan tidak ditutup lagi.`);
    const { lines: line = "?" } = error as { lines?: number | string };
    return refused(
      `Baris ${line}: tanda kutip (") salah tempat. Isi yang memuat tanda kutip ditulis di antara tanda kutip, dengan tanda di dalamnya dua kali.`,
    );
  }
}

/** Tables made for spreadsheets have a mark before what these would take for a formula. */
function withoutMark(cell: string): string {
  return cell.replace(/^'(?=[=+\-@])/, "");
}

/** By the header, in which names of columns stand and no text: a name with titles has commas. */
function delimiterOf(content: string): string {
  const header = content.split("\n").find((line) => line.trim() !== "") ?? "";
  const count = (mark: string): number => header.split(mark).length;
  return [";", ",", "\t"].toSorted((one, other) => count(other) - count(one))[0] ?? ";";
}

type Places<Name extends string> = Partial<Record<Name, number>>;
type FoundPlaces<Name extends string> =
  { ok: true; places: Places<Name>; unused: string[] } | { ok: false; problems: string[] };

function placesIn<Name extends string>(
  header: string[],
  columns: Columns<Name>,
  required: readonly Name[],
): FoundPlaces<Name> {
  const plain = header.map((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""));
  const places: Places<Name> = {};
  const problems: string[] = [];
  const absent: string[] = [];
  for (const name of Object.keys(columns) as Name[]) {
    const { header: own, also } = columns[name];
    const meant = [own, ...also].find((word) => plain.includes(word));
    if (meant === undefined) {
      if (required.includes(name)) absent.push(`"${own}"`);
      continue;
    }
    if (plain.filter((word) => word === meant).length > 1) problems.push(`Kolom "${meant}" ada dua kali.`);
    places[name] = plain.indexOf(meant);
  }
  if (absent.length > 0)
    problems.push(`Kolom ${absent.join(", ")} tidak ada. Judul yang terbaca: ${header.filter(Boolean).join(", ")}.`);
  const taken = new Set(Object.values(places));
  const unused = header.filter((name, index) => name !== "" && !taken.has(index));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, places, unused };
}
