/** The list of people as a table, and a table taken in: first looked at, then stored as it was shown. */
import type { AgencySettings, StaffMember } from "../agency.ts";
import { withProvenAddress } from "../access/staff-address.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Cell } from "../export/spreadsheet.ts";
import { Refusal } from "../refusal.ts";
import { periodsInWords } from "./away.ts";
import { changedBy } from "./changed-by.ts";
import { mergePeople, type Merged } from "./merge-people.ts";
import { readPeopleCsv, type RowProblem } from "./people-csv.ts";
import { refuseOwnGain, type DeskDependencies } from "./people-desk.ts";
import { personEntry } from "./people-entries.ts";
import { endsLast, leavesNoAdministrator, newlyMissing } from "./people-rules.ts";
import { shortName } from "./roles.ts";

const headings = [
  ...["id", "nama", "nip", "pangkat", "nama jabatan", "email", "telepon", "peran"],
  ...["nonaktif", "tidak masuk", "pengingat"],
];

/** Everybody of the agency, as `readPeopleCsv` takes it. An NIP has its spaces, or spreadsheets round it. */
export function peopleTable(people: StaffMember[]): Cell[][] {
  const here = people.filter(({ endedAt }) => endedAt === undefined);
  const rows = here
    .toSorted((one, other) => one.name.localeCompare(other.name, "id"))
    .map(({ away = [], disabled, email, id, name, nip, phone, position, rank, reminders, roles }) => [
      ...[id, name, nip.replace(/^(.{8})(.{6})(.)(.{3})$/, "$1 $2 $3 $4"), rank ?? "", position ?? ""],
      ...[email, phone ?? "", roles.map(shortName).join(" | "), disabled ? "ya" : ""],
      ...[periodsInWords(away), reminders === "each" ? "satu per satu" : "harian"],
    ]);
  return [headings, ...rows];
}

/** What a table would change; every bad row at once where there is one. */
export type TableRead =
  | { ok: false; problems: RowProblem[] }
  | {
      ok: true;
      merged: Merged;
      unused: string[];
      /** Roles that nobody would have any more. */
      missing: string[];
      settings: AgencySettings;
      /** Names the list and the table together: another list gives another. */
      digest: string;
    };

/** Stores nothing. */
export async function readTable(
  { administration, secrets }: DeskDependencies,
  by: StaffMember,
  bytes: Uint8Array,
): Promise<TableRead> {
  const people = await administration.people();
  const { settings } = await administration.settings();
  const read = readPeopleCsv(bytes, settings.titles);
  if (!read.ok) return read;
  const merged = mergePeople(people, read.rows);
  if (!merged.ok) return merged;
  const written = [...merged.added, ...merged.changed.map(({ after }) => after)];
  const after = [...people.filter(({ id }) => !written.some((each) => each.id === id)), ...written];
  const problems = wrongAsAWhole(by, people, after);
  if (problems.length > 0) return { ok: false, problems };
  const entries = people.map(({ id, lastEntry }) => `${id} ${lastEntry?.id ?? ""}`).toSorted();
  const digest = secrets.hash(JSON.stringify([entries, written]));
  return { ok: true, merged, unused: read.unused, missing: newlyMissing(settings, people, after), settings, digest };
}

function wrongAsAWhole(by: StaffMember, before: StaffMember[], after: StaffMember[]): RowProblem[] {
  const problems: RowProblem[] = [];
  const self = (people: StaffMember[]) => people.find(({ id }) => id === by.id);
  const [was, is] = [self(before), self(after)];
  try {
    if (was && is) refuseOwnGain(by, was, is);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(`${by.name}: ${error.fields["roles"]?.id ?? error.text.id}`);
  }
  if (leavesNoAdministrator(before, after))
    problems.push("Sesudah berkas ini tidak ada lagi admin yang aktif. Berikan peran itu kepada seseorang.");
  return problems;
}

/** What was stored of a table: how many people, and who was left as others have changed them, or the administrators, meanwhile. */
export interface TableStored {
  stored: number;
  left: string[];
}

/**
 * Stores what was shown, a person at a time, each with an entry of its own.
 *
 * @param seen digest of what was shown @throws Refusal `stale` where it would be something else now
 */
export async function storeTable(
  dependencies: DeskDependencies,
  by: StaffMember,
  read: Extract<TableRead, { ok: true }>,
  seen: string,
): Promise<TableStored> {
  if (read.digest !== seen) throw otherwiseNow;
  const { merged, settings } = read;
  const changes = endsLast([...merged.added.map((after) => ({ before: null, after })), ...merged.changed]);
  const result: TableStored = { stored: 0, left: [] };
  for (const { before, after } of changes) {
    const member = withProvenAddress(before, after, isoInstant(dependencies.clock.now()));
    const entry = personEntry(changedBy(dependencies, by), before, member, settings);
    if ((await dependencies.administration.savePerson(before, member, entry)) === "stored") result.stored += 1;
    else result.left.push(after.name);
  }
  return result;
}

const otherwiseNow = new Refusal("stale", {
  id: "Daftar orang berubah sejak berkas ini diperiksa. Tidak ada yang disimpan; periksa berkas sekali lagi.",
  en: "The list of people has changed since this file was looked at. Nothing was stored; check the file again.",
});
