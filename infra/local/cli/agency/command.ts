/** What the commands share: what they are given, and how they get at the agency. */
import { readFile } from "node:fs/promises";
import type { AgencySettings, StaffMember } from "../../../../functions/domain/agency.ts";
import { openOffice, type AgencyRecords, type OpenOffice } from "../../host/agency-office.ts";
import { codeOf } from "../../host/start-up-error.ts";
import { personLine } from "./words.ts";

export interface Task {
  dataDir: string;
  /** What follows the command's name. */
  words: string[];
  json: boolean;
  /** Of `--people`. */
  peopleFile: string | null;
  say(line: string): void;
  /** Of `--from` and `--until`. */
  from?: string | undefined;
  until?: string | undefined;
  /** Where a person is asked. */
  terminal: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };
}

export type Command = (task: Task) => Promise<void>;

/** Why nothing was done, and what to do: lines in Indonesian. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(...lines: string[]) {
    super(lines.join("\n"));
  }
}

/** The agency as it stands, and the way to change it. */
export interface AtWork {
  office: OpenOffice;
  records: AgencyRecords;
  settings: AgencySettings;
  /** Who has not left; some may be out of service. */
  staff: StaffMember[];
}

/**
 * Does something in an agency that there is.
 *
 * @throws {Refused} where there is none
 */
export async function inAgency(dataDir: string, act: (work: AtWork) => Promise<void>): Promise<void> {
  const office = await openOffice(dataDir, { make: false });
  try {
    const records = await office?.read();
    if (!office || !records?.settings)
      throw new Refused(`Folder data ${dataDir} belum berisi instansi. Jalankan dahulu: npm run agency -- init`);
    const { settings } = records;
    await act({ office, records, settings, staff: records.people.filter(({ endedAt }) => endedAt === undefined) });
  } finally {
    await office?.close();
  }
}

/** @throws {Refused} where nobody has the id or the mail address */
export function personNamed(who: string, staff: StaffMember[]): StaffMember {
  const person = staff.find(({ id, email }) => id === who || email.toLowerCase() === who.toLowerCase());
  if (person) return person;
  throw new Refused(`"${who}" tidak ada. Yang bertugas:`, ...staff.map((each) => `  ${personLine(each)}`));
}

/** @throws {Refused} where somebody else has changed the agency meanwhile */
export async function store({ office, records }: Pick<AtWork, "office" | "records">, change: Partial<AgencyRecords>) {
  if (await office.write(records, change)) return;
  throw new Refused("Data instansi baru saja diubah orang lain. Ulangi perintah ini.");
}

export function whenSeen({ hostRuns }: OpenOffice): string {
  return hostRuns
    ? "Layanan sedang berjalan; perubahan ini sudah berlaku."
    : "Layanan tidak sedang berjalan; perubahan ini berlaku sejak dijalankan.";
}

/** @throws {Refused} where the file cannot be read */
export async function fileNamed(name: string): Promise<Buffer> {
  try {
    return await readFile(name);
  } catch (error) {
    throw new Refused(`${name} tidak dapat dibaca (${codeOf(error) ?? "sebab tidak diketahui"}).`);
  }
}
