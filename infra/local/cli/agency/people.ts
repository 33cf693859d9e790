/** `npm run agency -- people FILE.csv` */
import type { AgencySettings, StaffMember } from "../../../../functions/domain/agency.ts";
import { mergePeople, type Merged } from "../../../../functions/domain/administration/merge-people.ts";
import { readPeopleFile } from "../../../agencies/people-file.ts";
import { fileNamed, inAgency, Refused, store, whenSeen, type Command } from "./command.ts";
import { missingRoles } from "../../../../functions/domain/administration/needed-roles.ts";
import { administratorLines, mergeLines, missingRoleLines } from "./words.ts";

export const importPeople: Command = async ({ dataDir, words, say }) => {
  const [name, ...more] = words;
  if (!name || more.length > 0) throw new Refused("Sebutkan satu berkas: npm run agency -- people orang.csv");
  await inAgency(dataDir, async (work) => {
    const { merged, unused } = await peopleIn(name, work.settings, work.records.people);
    const written = [...merged.added, ...merged.changed.map(({ after }) => after)];
    if (written.length > 0) await store(work, { people: written });
    say(`${name}: ${written.length + merged.unchanged.length} orang dibaca.`);
    for (const line of mergeLines(merged)) say(line);
    if (unused.length > 0) say(`Kolom yang tidak dipakai: ${unused.join(", ")}.`);
    const present = [...written, ...merged.unchanged, ...merged.missing];
    for (const line of missingRoleLines(missingRoles(work.settings, present))) say(line);
    for (const line of administratorLines(work.staff, present)) say(line);
    say(written.length > 0 ? whenSeen(work.office) : "Tidak ada yang berubah.");
  });
};

/**
 * What a file brings, all of it checked.
 *
 * @param known everybody the agency has or had
 * @throws {Refused} naming every bad line
 */
export async function peopleIn(
  name: string,
  { titles }: Pick<AgencySettings, "titles">,
  known: StaffMember[],
): Promise<{ merged: Merged; unused: string[] }> {
  const refusal = (problems: string[]): Refused =>
    new Refused(
      ...problems.map((problem) => `${name}, ${problem}`),
      "Tidak ada yang disimpan. Perbaiki berkas, lalu ulangi.",
    );
  const read = readPeopleFile(await fileNamed(name), titles);
  if (!read.ok) throw refusal(read.problems);
  const merged = mergePeople(known, read.rows);
  if (!merged.ok) throw refusal(merged.problems);
  return { merged, unused: read.unused };
}
