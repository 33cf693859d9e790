/** `npm run agency -- show` */
import { settingsFields, shownSetting } from "../../../../functions/domain/administration/settings-fields.ts";
import { isActive, type StaffMember } from "../../../../functions/domain/agency.ts";
import type { Calendar } from "../../../../functions/domain/calendar/calendar.ts";
import { inAgency, type Command } from "./command.ts";
import { missingRoles } from "../../../../functions/domain/administration/needed-roles.ts";
import { missingRoleLines, personLine } from "./words.ts";

export const show: Command = ({ dataDir, json, say }) =>
  inAgency(dataDir, async ({ settings, staff, records, office }) => {
    // The people of the demo are for nobody else.
    if (json) return say(JSON.stringify({ settings, people: records.demo ? [] : staff.map(asInFile) }, null, 2));
    say(`Folder data: ${dataDir}${office.hostRuns ? " (layanan sedang berjalan)" : ""}`);
    if (records.demo)
      say("Ini INSTANSI CONTOH. Untuk dipakai sungguhan: folder data baru, lalu npm run agency -- init.");
    say("\nSetelan (ubah dengan: npm run agency -- set KUNCI NILAI)");
    for (const field of settingsFields) {
      const { key, label } = field;
      const shown = key === "calendar" ? calendarInWords(settings.calendar) : shownSetting(field, settings);
      say(`  ${key.padEnd(24)} ${label.padEnd(32)} ${shown === "" ? "-" : shown}`);
    }
    say(`\nOrang (${staff.length})`);
    for (const person of staff) say(`  ${personLine(person)}`);
    const left = records.people.length - staff.length;
    if (left > 0) say(`  dan ${left} orang yang tidak bertugas lagi`);
    say("");
    for (const line of missingRoleLines(missingRoles(settings, staff.filter(isActive)))) say(line);
  });

/** What a file says of somebody: not what only a running service knows, and no address that nobody has confirmed. */
function asInFile({
  away,
  disabled,
  endedAt,
  id,
  name,
  nip,
  rank,
  position,
  phone,
  email,
  provingEmail,
  roles,
}: StaffMember): StaffMember {
  return {
    ...{ id, name, nip, email: provingEmail ?? email, roles },
    ...(rank === undefined ? {} : { rank }),
    ...(position === undefined ? {} : { position }),
    ...(phone === undefined ? {} : { phone }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(disabled ? { disabled } : {}),
    ...(away ? { away } : {}),
  };
}

function calendarInWords({ holidays }: Calendar): string {
  const years = [...new Set(holidays.map(({ date }) => date.slice(0, 4)))].toSorted();
  return `libur ${years.join(", ") || "belum ada"} (lihat show --json)`;
}
