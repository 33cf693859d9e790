/** A table of people as an office keeps it: CSV with headers in Indonesian, as spreadsheet programs save it. */
import { readEmail } from "../../../statemachines/form/email.ts";
import { readPhone } from "../../../statemachines/form/phone.ts";
import { CsvError, parse } from "csv-parse/sync";
import type { AgencySettings, AwayPeriod, StaffMember } from "../agency.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { periodsIn } from "./away.ts";
import { checkPerson } from "./check-people.ts";
import { insideRoles, roleNamed, shortName } from "./roles.ts";

/** A person as a file gives it. */
export interface PersonRow {
  /** Where it stands, for people: "baris 5". */
  where: string;
  /** Null where the file does not say. */
  id: string | null;
  name: string;
  /** Null where the file has no such column. */
  nip: string | null;
  /** Absent where the file has no such column, empty where it says that there is none. */
  rank?: string;
  position?: string;
  phone?: string;
  email: string;
  roles: ActorId[];
  /** Absent where the file does not say; false and an empty list where it says that it is not so. */
  disabled?: boolean;
  away?: AwayPeriod[];
  reminders?: NonNullable<StaffMember["reminders"]>;
}

/** What is wrong and what to do, a line in Indonesian. */
export type RowProblem = string;

export type ReadRows =
  | { ok: true; rows: PersonRow[]; /** Headers of columns that mean nothing here. */ unused: string[] }
  | { ok: false; problems: RowProblem[] };

/** What a column means, by its header without case, spaces and signs. The first of several meanings is taken. */
const columns = {
  name: { header: "nama", also: ["namalengkap", "namapegawai", "namapetugas", "name"] },
  email: { header: "email", also: ["surel", "alamatemail", "alamatsurel", "emaildinas"] },
  roles: { header: "peran", also: ["role", "roles", "jabatan"] },
  nip: { header: "nip", also: ["nomorindukpegawai"] },
  rank: { header: "pangkat", also: ["pangkatgolongan", "golongan", "golonganpangkat", "pangkatgol"] },
  position: { header: "namajabatan", also: ["jabatandinas"] },
  phone: { header: "telepon", also: ["nomortelepon", "nohp", "nomorhp", "hp", "telp", "notelepon"] },
  id: { header: "id", also: ["akun", "namaakun"] },
  disabled: { header: "nonaktif", also: [] },
  away: { header: "tidakmasuk", also: [] },
  reminders: { header: "pengingat", also: [] },
} as const;

type Column = keyof typeof columns;
const required: Column[] = ["name", "email", "roles"];
/** What a person may be without. */
const optional: string[] = ["rank", "position", "phone"];
const mostBytes = 1024 * 1024;

/**
 * Reads everything or nothing, and reports every bad line at once.
 *
 * @param titles the agency's own names for roles
 */
export function readPeopleCsv(bytes: Uint8Array, titles: AgencySettings["titles"]): ReadRows {
  const text = textOf(bytes);
  if (!text.ok) return { ok: false, problems: [text.problem] };
  const lines = linesOf(text.text);
  if (!lines.ok) return { ok: false, problems: [lines.problem] };
  const [header, ...rest] = lines.records;
  if (!header)
    return { ok: false, problems: ["Berkas ini kosong. Baris pertama berisi judul kolom: nama;email;peran;nip."] };
  const found = placesIn(header.cells);
  if (!found.ok) return { ok: false, problems: found.problems };
  const read = rest.map(({ line, cells }) => rowOf(line, cells, header.cells.length, found.places, titles));
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0) return { ok: false, problems };
  const rows = read.flatMap(({ row }) => row ?? []);
  if (rows.length === 0) return { ok: false, problems: ["Berkas ini hanya berisi judul kolom, belum ada orang."] };
  return { ok: true, rows, unused: found.unused };
}

type Text = { ok: true; text: string } | { ok: false; problem: string };

function textOf(bytes: Uint8Array): Text {
  const begins = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (begins === "504b0304" || begins === "d0cf11e0")
    return refused("Ini berkas Excel. Simpan sebagai CSV UTF-8 (di Excel: Simpan Sebagai, CSV UTF-8), lalu ulangi.");
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

interface Record {
  /** The last line of it. */
  line: number;
  cells: string[];
}

type Lines = { ok: true; records: Record[] } | { ok: false; problem: string };

function linesOf(text: string): Lines {
  // One kind of line end, so that each is counted once. Excel may say the delimiter in a first line, which is left empty.
  const content = text.replaceAll(/\r\n?/g, "\n").replace(/^sep=.*/i, "");
  const records: Record[] = [];
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

type Places = Partial<{ [Name in Column]: number }>;
type FoundPlaces = { ok: true; places: Places; unused: string[] } | { ok: false; problems: string[] };

function placesIn(header: string[]): FoundPlaces {
  const plain = header.map((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""));
  const places: Places = {};
  const problems: string[] = [];
  const absent: string[] = [];
  for (const name of Object.keys(columns) as Column[]) {
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

function rowOf(
  line: number,
  cells: string[],
  width: number,
  places: Places,
  titles: AgencySettings["titles"],
): { row?: PersonRow; problems: RowProblem[] } {
  const where = `baris ${line}`;
  const wrong = (what: string): RowProblem => `${where}: ${what}`;
  if (cells.slice(width).some((cell) => cell !== "")) {
    const advice = "Isi yang memuat pemisah kolom, misalnya nama dengan gelar, ditulis di antara tanda kutip.";
    return { problems: [wrong(`ada ${cells.length} kolom, padahal judulnya ${width}. ${advice}`)] };
  }
  const cell = (name: Column): string => (places[name] === undefined ? "" : (cells[places[name]] ?? ""));
  const { roles, strange } = rolesIn(cell("roles"), titles);
  const nip = nipIn(cell("nip"));
  const away = periodsIn(cell("away"));
  const reminders = remindersIn(cell("reminders"));
  const row = {
    where,
    id: cell("id") || null,
    name: cell("name"),
    nip: places.nip === undefined ? null : nip.digits,
    // What is none is told by the check of people, as it was written.
    email: readEmail(cell("email")) ?? cell("email"),
    roles,
    ...Object.fromEntries(
      (["rank", "position", "phone"] as const).flatMap((name) =>
        places[name] === undefined ? [] : [[name, name === "phone" ? phoneIn(cell(name)) : cell(name)]],
      ),
    ),
    ...(places.disabled === undefined ? {} : { disabled: /^(ya|y|x|1|nonaktif)$/i.test(cell("disabled")) }),
    ...(places.away === undefined ? {} : { away: away ?? [] }),
    ...(places.reminders === undefined ? {} : { reminders: reminders ?? ("digest" as const) }),
  };
  const { disabled: _disabled, away: _away, reminders: _reminders, ...rest } = row;
  const judged = { ...rest, id: row.id ?? "aa", nip: nip.problem ? "" : nip.digits, where: undefined };
  const known = insideRoles.map(shortName).join(", ");
  const problems = [
    ...checkPerson(withoutUndefined(judged)).flatMap(({ at, message }) =>
      at.startsWith("roles") && strange.length > 0 ? [] : [`${headerOf(at)}: ${message.id}`],
    ),
    ...(nip.problem ? [`nip: ${nip.problem}`] : []),
    ...(away ? [] : ["tidak masuk: tulis seperti 2026-12-01 s.d. 2026-12-05; beberapa dipisah dengan |."]),
    ...(reminders ? [] : ["pengingat: tulis harian atau satu per satu, atau kosongkan."]),
    ...(/^(ya|y|x|1|nonaktif|tidak|t|0|-|aktif|)$/i.test(cell("disabled"))
      ? []
      : ["nonaktif: tulis ya, atau kosongkan."]),
    ...strange.map((written) => `peran: "${written}" tidak dikenal. Gunakan ${known}; beberapa dipisah dengan |.`),
  ];
  return problems.length > 0 ? { problems: problems.map(wrong) } : { row, problems: [] };
}

/** One mail each morning, or one for each; null for anything else. */
function remindersIn(cell: string): StaffMember["reminders"] | null {
  if (/^(harian|digest|)$/i.test(cell)) return "digest";
  return /^(satu per satu|each)$/i.test(cell) ? "each" : null;
}

function withoutUndefined(values: object): object {
  const said = Object.entries(values).filter(
    ([name, value]) => value !== undefined && !(value === "" && optional.includes(name)),
  );
  return Object.fromEntries(said);
}

/** "roles.0" -> "peran" */
function headerOf(at: string): string {
  const [field = ""] = at.split(".");
  return Object.hasOwn(columns, field) ? columns[field as Column].header : field;
}

function rolesIn(written: string, titles: AgencySettings["titles"]): { roles: ActorId[]; strange: string[] } {
  const parts = roleNamed(written, titles) ? [written] : written.split(/[;|/+]/);
  const named = parts.map((part) => part.trim()).filter((part) => part !== "");
  // A title may have a comma in it, a list too.
  const single = named.flatMap((part) =>
    roleNamed(part, titles) ? [part] : part.split(",").map((each) => each.trim()),
  );
  const found = single.map((part) => ({ part, role: roleNamed(part, titles) }));
  return {
    roles: [...new Set(found.flatMap(({ role }) => role ?? []))],
    strange: found.flatMap(({ part, role }) => (role === null ? [part] : [])),
  };
}

/** In the form in which it is stored; as it was written where it is none. */
function phoneIn(cell: string): string {
  return readPhone(cell)?.number ?? cell;
}

/** Spreadsheets take 18 digits for a number, and keep 15 of them. */
function nipIn(cell: string): { digits: string; problem: string | null } {
  const digits = cell.replaceAll(/[\s.'`’-]/g, "");
  const advice = "Beri kolom NIP format Teks di lembar kerja, lalu ketik ulang NIP ini.";
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(cell)) return { digits: "", problem: `${cell} sudah dibulatkan. ${advice}` };
  if (/^\d{15}000$/.test(digits))
    return { digits: "", problem: `${digits} sudah dibulatkan (berakhir 000). ${advice}` };
  return { digits, problem: null };
}
