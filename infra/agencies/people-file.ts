/** A file of people, as CSV or as JSON. */
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";
import { mergePeople } from "../../functions/domain/administration/merge-people.ts";
import { checkPeople } from "../../functions/domain/administration/check-people.ts";
import { readPeopleCsv, type ReadRows } from "../../functions/domain/administration/people-csv.ts";

/** Reads everything or nothing; what is wrong is told in Indonesian. */
export function readPeopleFile(bytes: Uint8Array, titles: AgencySettings["titles"]): ReadRows {
  if (!isJson(bytes)) return readPeopleCsv(bytes, titles);
  const parsed = parsedJson(bytes);
  if (!parsed.ok) return { ok: false, problems: [`Ini bukan JSON: ${parsed.why}.`] };
  const checked = checkPeople(parsed.value);
  if (!checked.ok) return { ok: false, problems: checked.problems.map(({ at, message }) => `${at}: ${message.id}`) };
  const rows = checked.people.map((person, index) => ({ ...person, where: `orang ke-${index + 1}` }));
  return { ok: true, rows, unused: [] };
}

/**
 * People for a deployment, whose accounts are named by their ids, so that the file has to give these.
 *
 * @throws Error with a line for each thing that is wrong
 */
export function readStaff(bytes: Uint8Array): StaffMember[] {
  if (isJson(bytes)) {
    const parsed = parsedJson(bytes);
    if (!parsed.ok) throw new Error(`staff: this is not JSON (${parsed.why}).`);
    const checked = checkPeople(parsed.value);
    if (checked.ok) return checked.people;
    throw new Error(checked.problems.map(({ at, message }) => `staff: ${at}: ${message.en}`).join("\n"));
  }
  const read = readPeopleCsv(bytes, {});
  if (!read.ok) throw new Error(read.problems.map((line) => `staff: ${line}`).join("\n"));
  const nameless = read.rows
    .filter(({ id }) => id === null)
    .map(({ where }) => `staff: ${where}: a deployment needs the column id.`);
  if (nameless.length > 0) throw new Error(nameless.join("\n"));
  const merged = mergePeople([], read.rows);
  if (!merged.ok) throw new Error(merged.problems.map((line) => `staff: ${line}`).join("\n"));
  return merged.added;
}

function isJson(bytes: Uint8Array): boolean {
  return /^\s*[[{]/.test(new TextDecoder().decode(bytes.subarray(0, 100)));
}

function parsedJson(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
