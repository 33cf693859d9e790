/** What visitors read on public pages beside the forms: the agency's own words, or the usual ones. Plain text, no placeholders. */
import type { Text } from "../../statemachines/language/vocabulary.ts";
import type { AgencySettings, PageText } from "./agency.ts";
import { usualConsent } from "./form/consent.ts";

/** Longest text that an agency may write, in characters. */
export const longestText: Record<PageText, number> = { consent: 2000, welcome: 400, notice: 600, privacy: 1000 };

/** The words where the agency says nothing of its own; null: nothing is shown then. */
export function usualText(settings: AgencySettings, name: PageText): Text | null {
  if (name === "consent") return usualConsent(settings);
  return usual[name];
}

/** What is shown; null: nothing. */
export function shownText(settings: AgencySettings, name: PageText): Text | null {
  const own = settings.texts?.[name];
  return own ? { id: own.id, en: own.en ?? own.id } : usualText(settings, name);
}

const usual: Record<Exclude<PageText, "consent">, Text | null> = {
  welcome: {
    id: "Ajukan permohonan dari ponsel, tanpa akun. Setiap langkah mengikuti SOP dan dapat dipantau melalui tautan pribadi Anda.",
    en: "Send a request from your phone, without an account. Every step follows the agency's procedure, and your private link shows where it stands.",
  },
  notice: null,
  privacy: {
    id: "Anda berhak mendapat salinan, perbaikan, dan penghapusan data pribadi Anda, serta menarik persetujuan (UU 27/2022).",
    en: "You have a right to a copy, to correction and erasure of your personal data, and to withdraw your consent (UU 27/2022).",
  },
};
