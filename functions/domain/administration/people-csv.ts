/** A table of people as an office keeps it: CSV with headers in Indonesian, as spreadsheet programs save it. */
import { readEmail } from "../../../statemachines/form/email.ts";
import { readPhone } from "../../../statemachines/form/phone.ts";
import type { AgencySettings, AwayPeriod, StaffMember } from "../agency.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { periodsIn } from "./away.ts";
import { checkPerson } from "./check-people.ts";
import { readCsv, type CsvRow } from "./csv-table.ts";
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

/**
 * Reads everything or nothing, and reports every bad line at once.
 *
 * @param titles the agency's own names for roles
 */
export function readPeopleCsv(bytes: Uint8Array, titles: AgencySettings["titles"]): ReadRows {
  const table = readCsv(bytes, columns, { required, example: "nama;email;peran;nip" });
  if (!table.ok) return table;
  const read = table.rows.map((row) => rowOf(row, table.has, titles));
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0) return { ok: false, problems };
  const rows = read.flatMap(({ row }) => row ?? []);
  if (rows.length === 0) return { ok: false, problems: ["Berkas ini hanya berisi judul kolom, belum ada orang."] };
  return { ok: true, rows, unused: table.unused };
}

function rowOf(
  { broken, cell, where }: CsvRow<Column>,
  has: (name: Column) => boolean,
  titles: AgencySettings["titles"],
): { row?: PersonRow; problems: RowProblem[] } {
  const wrong = (what: string): RowProblem => `${where}: ${what}`;
  if (broken !== null) return { problems: [wrong(broken)] };
  const { roles, strange } = rolesIn(cell("roles"), titles);
  const nip = nipIn(cell("nip"));
  const away = periodsIn(cell("away"));
  const reminders = remindersIn(cell("reminders"));
  const row = {
    where,
    id: cell("id") || null,
    name: cell("name"),
    nip: !has("nip") ? null : nip.digits,
    // What is none is told by the check of people, as it was written.
    email: readEmail(cell("email")) ?? cell("email"),
    roles,
    ...Object.fromEntries(
      (["rank", "position", "phone"] as const).flatMap((name) =>
        has(name) ? [[name, name === "phone" ? phoneIn(cell(name)) : cell(name)]] : [],
      ),
    ),
    ...(!has("disabled") ? {} : { disabled: /^(ya|y|x|1|nonaktif)$/i.test(cell("disabled")) }),
    ...(!has("away") ? {} : { away: away ?? [] }),
    ...(!has("reminders") ? {} : { reminders: reminders ?? ("digest" as const) }),
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
