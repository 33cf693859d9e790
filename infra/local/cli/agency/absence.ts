/**
 * Who is not there for a while: `away ID --from --until` and `back ID` for leave and illness, `disable ID` and `enable ID` for
 * who is out of service until further notice. Open tasks go to those who step in within a minute, by the sweep.
 */
import {
  isActive,
  isPresent,
  type AgencySettings,
  type AwayPeriod,
  type StaffMember,
} from "../../../../functions/domain/agency.ts";
import { isoDate } from "../../../../functions/domain/calendar/instants.ts";
import { isDay, periodInWords } from "../../../../functions/domain/administration/away.ts";
import { inAgency, personNamed, Refused, store, whenSeen, type AtWork, type Command } from "./command.ts";
import { missingRoles } from "../../../../functions/domain/administration/needed-roles.ts";
import { administratorLines, missingRoleLines } from "./words.ts";

export const away: Command = ({ dataDir, from, say, until, words }) =>
  withPerson(dataDir, words, "away ID --from 2026-12-01 --until 2026-12-05", say, (person, today) => {
    const period = { from: from ?? today, until: until ?? "" };
    for (const [option, day] of Object.entries(period))
      if (!isDay(day)) throw new Refused(`Tulis --${option} sebagai tanggal, misalnya --${option} 2026-12-05.`);
    if (period.until < period.from) throw new Refused("--until lebih awal daripada --from.");
    if (period.until < today) throw new Refused(`Masa ini sudah lewat; hari ini ${today}.`);
    const after = { ...person, away: joined(person.away ?? [], period, today) };
    return { after, told: `${person.name} (${person.id}) tidak masuk ${after.away.map(periodInWords).join(", ")}.` };
  });

export const back: Command = ({ dataDir, say, words }) =>
  withPerson(dataDir, words, "back ID", say, ({ away: periods = [], ...person }) => {
    if (periods.length === 0) throw new Refused(`${person.name} (${person.id}) memang tidak tercatat tidak masuk.`);
    const removed = periods.map(periodInWords).join(", ");
    return { after: person, told: `${person.name} (${person.id}) hadir; catatan tidak masuk ${removed} dihapus.` };
  });

export const disable: Command = ({ dataDir, say, words }) =>
  withPerson(dataDir, words, "disable ID", say, (person, _today, { staff }) => {
    if (person.disabled) throw new Refused(`${person.name} (${person.id}) sudah nonaktif.`);
    if (staff.filter(isActive).length === 1)
      throw new Refused("Ini orang terakhir; sesudahnya tidak ada yang dapat masuk. Tambahkan orang lain dahulu.");
    return {
      after: { ...person, disabled: true },
      told: `${person.name} (${person.id}) nonaktif: tidak dapat masuk, memutuskan, atau dipilih, sampai npm run agency -- enable ${person.id}.`,
    };
  });

export const enable: Command = ({ dataDir, say, words }) =>
  withPerson(dataDir, words, "enable ID", say, ({ disabled, ...person }) => {
    if (!disabled) throw new Refused(`${person.name} (${person.id}) memang aktif.`);
    return { after: person, told: `${person.name} (${person.id}) aktif lagi.` };
  });

type Change = (person: StaffMember, today: string, work: AtWork) => { after: StaffMember; told: string };

async function withPerson(
  dataDir: string,
  words: string[],
  usage: string,
  say: (line: string) => void,
  change: Change,
): Promise<void> {
  const [who, ...more] = words;
  if (!who || more.length > 0) throw new Refused(`Sebutkan satu orang: npm run agency -- ${usage} (id atau email)`);
  await inAgency(dataDir, async (work) => {
    const { office, settings, staff } = work;
    const today = isoDate(Date.now(), settings.calendar.zone);
    const person = personNamed(who, staff);
    const { after, told } = change(person, today, work);
    await store(work, { people: [after] });
    say(told);
    const others = staff.map((each) => (each === person ? after : each));
    for (const line of newlyMissing(settings, staff, others, today)) say(line);
    for (const line of administratorLines(staff, others)) say(line);
    if (!isPresent(after, today)) await sayWhatWaits(work, person, say);
    say(whenSeen(office));
  });
}

/** Roles that have nobody there now and had somebody before. */
function newlyMissing(settings: AgencySettings, before: StaffMember[], after: StaffMember[], today: string): string[] {
  const missing = (staff: StaffMember[]): string[] =>
    missingRoles(
      settings,
      staff.filter((member) => isPresent(member, today)),
    );
  const known = new Set(missing(before));
  const orphaned = missing(after).filter((line) => !known.has(line));
  if (orphaned.length === 0) return [];
  return ["Hari ini tidak ada lagi yang hadir untuk:", ...missingRoleLines(orphaned).slice(1)];
}

async function sayWhatWaits({ office }: AtWork, person: StaffMember, say: (line: string) => void): Promise<void> {
  const waiting = await office.casesWaitingFor(person);
  if (waiting.length > 0) say(`Tugas atas nama orang ini: ${waiting.join(", ")}.`);
  say(
    "Tugasnya beralih dalam satu menit kepada yang berwenang menggantikan; yang tidak ada penggantinya menunggu, dan penanggung jawabnya diberi tahu.",
  );
}

/** Periods that have not passed, with one more; those that overlap become one. */
function joined(known: AwayPeriod[], added: AwayPeriod, today: string): AwayPeriod[] {
  const ahead = [...known.filter(({ until }) => until >= today), added].toSorted((one, other) =>
    one.from < other.from ? -1 : 1,
  );
  return ahead.reduce<AwayPeriod[]>((periods, next) => {
    const last = periods.at(-1);
    if (!last || next.from > last.until) return [...periods, next];
    return [...periods.slice(0, -1), { from: last.from, until: next.until > last.until ? next.until : last.until }];
  }, []);
}
