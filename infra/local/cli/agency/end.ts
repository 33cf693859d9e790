/** `npm run agency -- end ID`: somebody has left. The name stays in what was done. */
import { isActive } from "../../../../functions/domain/agency.ts";
import { inAgency, personNamed, Refused, store, whenSeen, type Command } from "./command.ts";
import { missingRoles } from "../../../../functions/domain/administration/needed-roles.ts";
import { administratorLines, missingRoleLines } from "./words.ts";

export const end: Command = async ({ dataDir, words, say }) => {
  const [who, ...more] = words;
  if (!who || more.length > 0) throw new Refused("Sebutkan satu orang: npm run agency -- end ID (id atau email)");
  await inAgency(dataDir, async (work) => {
    const { office, settings, staff } = work;
    const person = personNamed(who, staff);
    const left = staff.filter((each) => each !== person && isActive(each));
    if (left.length === 0)
      throw new Refused("Ini orang terakhir; sesudahnya tidak ada yang dapat masuk. Tambahkan orang lain dahulu.");
    const waiting = await office.casesWaitingFor(person);
    await store(work, { people: [{ ...person, endedAt: new Date().toISOString() }] });
    say(
      `${person.name} (${person.id}) tidak bertugas lagi: tidak dapat masuk, memutuskan, atau dipilih. Namanya tetap di berkas lama.`,
    );
    if (waiting.length > 0) say(`Tugas yang masih menunggu orang ini, harap diurus: ${waiting.join(", ")}.`);
    const before = new Set(missingRoles(settings, staff));
    const orphaned = missingRoles(settings, left).filter((line) => !before.has(line));
    if (orphaned.length > 0) for (const line of missingRoleLines(orphaned)) say(line);
    for (const line of administratorLines(staff, left)) say(line);
    say("Bertugas lagi: masukkan kembali dengan npm run agency -- people.");
    say(whenSeen(office));
  });
};
