import { settingsSections } from "./settings-sections.ts";

/** What parts of somebody in the list of people are called. */
const ofPeople: Record<string, string> = {
  name: "Nama",
  nip: "NIP",
  rank: "Pangkat/golongan",
  position: "Nama jabatan",
  phone: "Telepon",
  email: "Email",
  roles: "Peran",
  disabled: "Nonaktif",
  endedAt: "Berhenti",
  reminders: "Pengingat",
  away: "Tidak masuk",
};

/** What a changed part is called by people; its own name where nobody named it. */
export function partLabel(part: string): string {
  return ofPeople[part] ?? fieldNamed(part)?.label ?? part;
}

function fieldNamed(part: string) {
  return settingsSections()
    .flatMap(({ fields }) => fields)
    .find(({ key }) => key === part);
}
