import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";
import { contactsKept } from "../personal-data/retention.ts";

/** Stored with each case; raise it when the words change. */
export const consentVersion = "2026-11-24";

/** What a requester consents to (UU 27/2022 on personal data, arts. 20-22). */
export function consentText(settings: AgencySettings): Text {
  const { regency, privacyEmail } = settings;
  const kept = contactsKept(settings);
  return {
    id: `Saya menyetujui pemrosesan data pribadi yang saya isikan (nama, jabatan, email, dan nomor telepon) oleh Dinas Perpustakaan dan Kearsipan Kabupaten ${regency} untuk memproses permohonan ini, menyampaikan jawaban, dan menyusun statistik layanan. Data disimpan paling lama ${kept.id} dan tidak diberikan kepada pihak lain kecuali diwajibkan oleh peraturan. Saya dapat meminta akses, perbaikan, penghapusan, atau menarik persetujuan ini melalui ${privacyEmail}.`,
    en: `I agree that the Library and Archives Agency of ${regency} processes the personal data given here (name, position, email and phone number) to handle this request, to send the reply and to compile statistics of the service. The data is kept for at most ${kept.en} and is given to nobody else unless a regulation demands it. I can ask for access, correction or erasure, or withdraw this consent, at ${privacyEmail}.`,
  };
}
