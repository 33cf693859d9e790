/** The questions of `init`: each answer is checked at once, and all is shown before anything is written. */
import type { AgencySettings, StaffMember } from "../../../../functions/domain/agency.ts";
import { isoDate } from "../../../../functions/domain/calendar/instants.ts";
import { demoCalendar } from "../../../../functions/domain/calendar/demo-calendar.ts";
import { mergePeople } from "../../../../functions/domain/administration/merge-people.ts";
import { checkPerson } from "../../../../functions/domain/administration/check-people.ts";
import { insideRoles, roleNamed, shortName } from "../../../../functions/domain/administration/roles.ts";
import { checkSettings } from "../../../../functions/domain/administration/settings-check.ts";
import {
  settingsFields,
  shownSetting,
  typedValue,
  withValue,
} from "../../../../functions/domain/administration/settings-fields.ts";
import { Refused } from "./command.ts";
import { askUntil, askYesNo, GivenUp, type Conversation } from "./conversation.ts";
import { missingRoles } from "../../../../functions/domain/administration/needed-roles.ts";
import { peopleIn } from "./people.ts";
import { missingRoleLines, personLine } from "./words.ts";

export interface NewAgency {
  settings: AgencySettings;
  people: StaffMember[];
}

/** What is asked, in this order: an example, or what is taken where nothing is answered. */
const questions: { key: string; example?: string; usually?: (soFar: Draft) => string }[] = [
  { key: "government", example: "Pemerintah Kabupaten Contoh" },
  { key: "name", usually: () => "Dinas Perpustakaan dan Kearsipan" },
  {
    key: "regency",
    usually: ({ government = "" }) => government.replace(/^Pemerintah (Kabupaten|Kota|Provinsi) /i, ""),
  },
  { key: "town", usually: ({ regency = "" }) => regency },
  { key: "mark", usually: ({ government = "" }) => initials(government.replace(/^Pemerintah /i, "")) },
  { key: "address", example: "Jalan Pustaka Raya Nomor 1, Contoh 99999" },
  { key: "phone", example: "(0999) 123456" },
  { key: "email", example: "disperpusip@contoh.go.id" },
  { key: "privacyEmail", usually: ({ email = "" }) => email },
  {
    key: "complaints",
    usually: ({ phone, email }) => `Telepon ${String(phone)}, email ${String(email)}, atau lapor.go.id (SP4N-LAPOR!)`,
  },
  { key: "calendar.zone", usually: () => "WIB" },
  { key: "districts", example: "Contoh Kota, Contoh Barat (pisahkan dengan koma)" },
  { key: "vehicles", example: "XX 9001 PK, XX 9002 PK (kosongkan bila tidak ada)" },
  { key: "room.name", usually: () => "Ruang baca umum" },
  { key: "room.capacity", example: "50" },
  { key: "catalogueUrl", example: "https://opac.contoh.go.id (kosongkan bila tidak ada)" },
  { key: "signatory.role", usually: () => "Kabid" },
  { key: "signatory.onBehalfOf", usually: ({ name = "" }) => `Kepala ${name}` },
];

type Draft = Partial<AgencySettings>;

/** What nobody has to think about on the first day; `set` changes it. */
const usual: Draft = {
  accent: { light: "#0f5c55", dark: "#5fc7b8" },
  calendar: demoCalendar,
  arriveEarlyMinutes: 15,
  replyWithinWorkingDays: 1,
  checkMailDomain: true,
  titles: {},
};

/** @throws {GivenUp} where the person does not want it after all */
export async function askForAgency(conversation: Conversation, peopleFile: string | null): Promise<NewAgency> {
  const { say } = conversation;
  say("Instansi baru. Enter memakai nilai dalam [kurung]; Ctrl-C membatalkan, dan tidak ada yang ditulis.\n");
  const settings = usedFromToday(await askForSettings(conversation));
  const people = await askForPeople(conversation, settings, peopleFile);
  say("\nRingkasan");
  for (const field of settingsFields)
    if (field.kind !== "json") say(`  ${field.label.padEnd(32)} ${shownSetting(field, settings) || "-"}`);
  say("  Jam kerja, jam layanan, dan libur nasional: seperti umumnya; ubah dengan set calendar @BERKAS.json");
  for (const person of people) say(`  ${personLine(person)}`);
  for (const line of missingRoleLines(missingRoles(settings, people))) say(line);
  if (!(await askYesNo(conversation, "\nSimpan?"))) throw new GivenUp();
  return { settings, people };
}

/** An agency that is made here has no days before this one. */
function usedFromToday(settings: AgencySettings): AgencySettings {
  const { calendar } = settings;
  return { ...settings, calendar: { ...calendar, goLive: isoDate(Date.now(), calendar.zone) } };
}

async function askForSettings(conversation: Conversation): Promise<AgencySettings> {
  let draft: Draft = usual;
  for (const { key, example, usually } of questions) {
    const field = settingsFields.find((each) => each.key === key);
    if (!field) throw new Error(`no setting ${key}`);
    const proposal = usually?.(draft) ?? "";
    const hint = proposal ? ` [${proposal}]` : example ? ` (misalnya ${example})` : "";
    draft = await askUntil(conversation, `${field.label}${hint}: `, (answer) => {
      const next = withValue(draft, key, typedValue(field, answer || proposal));
      const problems = problemsAt(next, key);
      return problems.length > 0 ? { problem: problems.join(" ") } : { value: next };
    });
  }
  const checked = checkSettings(draft);
  if (!checked.ok) throw new Error(`the questions leave out ${checked.problems.map(({ at }) => at).join(", ")}`);
  return checked.settings;
}

function problemsAt(draft: Draft, key: string): string[] {
  const checked = checkSettings(draft);
  const problems = checked.ok ? [] : checked.problems.filter(({ at }) => at === key || at.startsWith(`${key}.`));
  return problems.map(({ message }) => message.id);
}

async function askForPeople(
  conversation: Conversation,
  settings: AgencySettings,
  peopleFile: string | null,
): Promise<StaffMember[]> {
  if (peopleFile !== null) return (await peopleIn(peopleFile, settings, [])).merged.added;
  const { say } = conversation;
  say("\nOrang. Paling sedikit satu, yang masuk pertama kali; yang lain dapat menyusul dari berkas CSV.");
  const fromFile = await askUntil<StaffMember[]>(
    conversation,
    "Berkas CSV (kosongkan untuk mengetik satu per satu): ",
    async (name) => {
      if (name === "") return { value: [] };
      try {
        return { value: (await peopleIn(name, settings, [])).merged.added };
      } catch (error) {
        if (error instanceof Refused) return { problem: error.message.replaceAll("\n", "\n  ") };
        throw error;
      }
    },
  );
  const people = [...fromFile];
  while (people.length === 0 || (fromFile.length === 0 && (await askYesNo(conversation, "Tambah orang lain?"))))
    people.push(await askForPerson(conversation, people));
  return people;
}

async function askForPerson(conversation: Conversation, known: StaffMember[]): Promise<StaffMember> {
  conversation.say(`  Peran yang ada: ${insideRoles.map(shortName).join(", ")}`);
  const field = (name: "name" | "email" | "nip", question: string): Promise<string> =>
    askUntil(conversation, question, (answer) => {
      const wrong = checkPerson({
        id: "aa",
        name: "A",
        nip: "",
        email: "a@b.id",
        roles: insideRoles.slice(0, 1),
        [name]: answer,
      });
      const taken =
        name !== "name" && answer !== "" && known.find((each) => each[name].toLowerCase() === answer.toLowerCase());
      if (taken) return { problem: `Sudah dipakai ${taken.name}.` };
      return wrong.length > 0 ? { problem: wrong.map(({ message }) => message.id).join(" ") } : { value: answer };
    });
  const name = await field("name", "  Nama lengkap dengan gelar: ");
  const email = await field("email", "  Email: ");
  const nip = await field("nip", "  NIP (18 angka, kosongkan bila tidak ada): ");
  const roles = await askUntil<StaffMember["roles"]>(
    conversation,
    "  Peran (beberapa dipisah dengan |): ",
    (answer) => {
      const written = answer.split("|").flatMap((part) => part.trim() || []);
      const strange = written.filter((part) => roleNamed(part) === null);
      if (written.length === 0) return { problem: "Isi paling sedikit satu peran." };
      if (strange.length > 0) return { problem: `"${strange.join('", "')}" tidak dikenal.` };
      return { value: [...new Set(written.flatMap((part) => roleNamed(part) ?? []))] };
    },
  );
  const merged = mergePeople(known, [{ where: "", id: null, name, nip, email, roles }]);
  const [person] = merged.ok ? merged.added : [];
  if (!person) throw new Error("a checked person was not taken");
  return person;
}

/** "Kabupaten Contoh" -> "KC" */
function initials(name: string): string {
  const [first = "", second = ""] = name.split(/\s+/);
  return `${first.slice(0, 1)}${second.slice(0, 1)}`.toUpperCase();
}
