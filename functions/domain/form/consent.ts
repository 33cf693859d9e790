import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";
import { contactsKept } from "../personal-data/retention.ts";
import type { Secrets } from "../ports.ts";

/** Version of the usual words, stored with each case that consents to them; raise it when they change. */
export const usualConsentVersion = "2026-11-24";

/** What a requester is asked to consent to, and by which version that is told later: of an agency's own words their hash. */
export interface ConsentAsked {
  version: string;
  text: Text;
}

/** What is asked now. The words of a version stand in the settings, or in the log of their changes. */
export function consentAsked(settings: AgencySettings, { hash }: Pick<Secrets, "hash">): ConsentAsked {
  const own = settings.texts?.consent;
  if (!own) return { version: usualConsentVersion, text: usualConsent(settings) };
  const text = { id: own.id, en: own.en ?? own.id };
  return { version: hash(JSON.stringify([text.id, text.en])).slice(0, 16), text };
}

/** What a requester consents to where the agency has no words of its own (UU 27/2022 on personal data, arts. 20-22). */
export function usualConsent(settings: AgencySettings): Text {
  const { regency, privacyEmail } = settings;
  const kept = contactsKept(settings);
  return {
    id: `Saya menyetujui pemrosesan data pribadi yang saya isikan (nama, jabatan, email, dan nomor telepon) oleh Dinas Perpustakaan dan Kearsipan Kabupaten ${regency} untuk memproses permohonan ini, menyampaikan jawaban, dan menyusun statistik layanan. Data disimpan paling lama ${kept.id} dan tidak diberikan kepada pihak lain kecuali diwajibkan oleh peraturan. Saya dapat meminta akses, perbaikan, penghapusan, atau menarik persetujuan ini melalui ${privacyEmail}.`,
    en: `I agree that the Library and Archives Agency of ${regency} processes the personal data given here (name, position, email and phone number) to handle this request, to send the reply and to compile statistics of the service. The data is kept for at most ${kept.en} and is given to nobody else unless a regulation demands it. I can ask for access, correction or erasure, or withdraw this consent, at ${privacyEmail}.`,
  };
}
