/** Who did it, as people inside and outside read it: whoever asked, staff at their wish, or the agency. */
import { actingTitle, type AgencySettings } from "../agency.ts";
import type { Answer, Channel } from "../case/records.ts";
import type { Language, Text } from "../../../statemachines/language/vocabulary.ts";

/** `asked`: staff recorded it, and how the wish came; `staff`: they did it themselves. */
export type Author = { kind: "requester" } | { kind: "asked"; through: Text } | { kind: "staff" };

export function authorOf({ channel, person }: Pick<Answer, "channel" | "person">): Author {
  if (person === "requester") return { kind: "requester" };
  const through = ways[channel];
  return through ? { kind: "asked", through } : { kind: "staff" };
}

/** "Drs. Budi, Kepala Bidang Perpustakaan"; the title alone where no name is known, or none is to be told. */
export function nameAndTitle(
  settings: AgencySettings,
  { acting, name, role }: Pick<Answer, "acting" | "name" | "role">,
  language: Language,
): string {
  return [name, actingTitle(settings, { acting, role })[language]].filter(Boolean).join(", ");
}

const ways: Partial<Record<Channel, Text>> = {
  counter: { id: "di kantor kami", en: "at our office" },
  phone: { id: "lewat telepon", en: "by phone" },
  whatsapp: { id: "lewat WhatsApp", en: "by WhatsApp" },
  letter: { id: "lewat surat", en: "by letter" },
};
