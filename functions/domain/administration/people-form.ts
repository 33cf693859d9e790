/** What is asked of whoever enters somebody, or changes what is known of them. */
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings, type AwayPeriod, type StaffMember } from "../agency.ts";
import type { Values } from "../case/records.ts";
import { insideRoles } from "./roles.ts";

const most = 100;

const who: Text = { id: "Siapa", en: "Who" };
const reached: Text = { id: "Cara menghubungi", en: "How to reach them" };
const work: Text = { id: "Tugas", en: "Work" };

/** The fields; roles are named as the agency does. */
export function personFields(settings: Pick<AgencySettings, "titles">): Field[] {
  const roles = insideRoles.map((role) => ({ value: role, label: titleOf(settings, role) }));
  return [
    {
      ...{ name: "name", kind: "text", required: true, min: 2, max: 120, section: who },
      label: { id: "Nama lengkap dengan gelar", en: "Name, with titles" },
    },
    {
      ...{ name: "nip", kind: "text", section: who, pattern: "(\\d[\\s.]?){17}\\d" },
      label: { id: "NIP", en: "Civil servant number (NIP)" },
      hint: { id: "18 angka; kosongkan bila tidak ada.", en: "18 digits; nothing where there is none." },
      error: { id: "NIP terdiri atas 18 angka; kosongkan bila tidak ada.", en: "18 digits, or nothing." },
    },
    {
      ...{ name: "rank", kind: "text", max: most, section: who },
      label: { id: "Pangkat/golongan", en: "Rank and grade" },
      hint: { id: "Misalnya: Pembina (IV/a).", en: "Such as: Pembina (IV/a)." },
    },
    {
      ...{ name: "position", kind: "text", max: most, section: who },
      label: { id: "Nama jabatan", en: "Position" },
      hint: { id: "Misalnya: Pustakawan Ahli Muda.", en: "Such as: Pustakawan Ahli Muda." },
    },
    {
      ...{ name: "email", kind: "email", required: true, section: reached },
      label: { id: "Email", en: "E-mail" },
      hint: {
        id: "Untuk masuk dan menerima surat. Alamat yang diganti baru dipakai untuk masuk sesudah dipastikan orangnya.",
        en: "To sign in and for letters. A changed address is used to sign in once the person has confirmed it.",
      },
    },
    {
      ...{ name: "phone", kind: "landline", section: reached },
      label: { id: "Telepon", en: "Phone" },
    },
    {
      ...{ name: "roles", kind: "choices", required: true, min: 1, options: roles, section: work },
      label: { id: "Peran", en: "Roles" },
      missing: { id: "Pilih paling sedikit satu peran.", en: "Choose at least one role." },
    },
    {
      ...{ name: "away", kind: "rows", max: 20, section: work },
      label: { id: "Tidak masuk", en: "Not there" },
      hint: {
        id: "Cuti, sakit, dinas luar: tugasnya beralih kepada yang menggantikan.",
        en: "On leave, ill, on a journey: the tasks go to whoever steps in.",
      },
      columns: [
        { name: "from", label: { id: "Dari", en: "From" }, kind: "date", required: true },
        { name: "until", label: { id: "Sampai dengan", en: "Until" }, kind: "date", required: true },
      ],
    },
    {
      ...{ name: "reminders", kind: "choice", required: true, section: work },
      label: { id: "Pengingat lewat email", en: "Reminders by mail" },
      options: [
        { value: "digest", label: { id: "Satu surat setiap pagi", en: "One mail each morning" } },
        { value: "each", label: { id: "Satu surat untuk setiap tugas", en: "A mail for each task" } },
      ],
    },
  ];
}

/** What the form begins with. */
export function valuesOf(member: StaffMember): Values {
  const { away = [], email, name, nip, phone = "", position = "", rank = "", reminders = "digest", roles } = member;
  return { name, nip, rank, position, email, phone, roles, away, reminders };
}

/** Somebody as the form says, of whom more may be known than it asks. @param values as `checkForm` accepts them */
export function memberOf(before: Pick<StaffMember, "id"> & Partial<StaffMember>, values: Values): StaffMember {
  const { away: _away, phone: _phone, position: _position, rank: _rank, reminders: _reminders, ...rest } = before;
  const text = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  const away = (values["away"] ?? []) as AwayPeriod[];
  const [phone, position, rank] = [text("phone"), text("position"), text("rank")];
  return {
    ...rest,
    name: text("name"),
    nip: text("nip").replaceAll(/\D/g, ""),
    email: text("email"),
    roles: (values["roles"] ?? []) as StaffMember["roles"],
    ...(rank === "" ? {} : { rank }),
    ...(position === "" ? {} : { position }),
    ...(phone === "" ? {} : { phone }),
    ...(away.length > 0 ? { away } : {}),
    ...(values["reminders"] === "each" ? { reminders: "each" as const } : {}),
  };
}
