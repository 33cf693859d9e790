/** The mail about a link itself: the code that proves who opens it. Never stored. */
import type { Language } from "../../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../../agency.ts";
import type { Letter } from "./letter.ts";

/** The six digits for a person who opened the link of a case on a new device. */
export function codeLetter(
  settings: AgencySettings,
  language: Language,
  about: { caseId: string; code: string; minutes: number },
): Letter {
  const { caseId, code, minutes } = about;
  if (language === "en") {
    return letter(settings, `Code for case ${caseId}`, [
      `Your code: ${code}`,
      `It is valid for ${minutes} minutes to open case ${caseId}. Do not give it to anybody. Ignore this message if you did not ask for it.`,
    ]);
  }
  return letter(settings, `Kode untuk berkas ${caseId}`, [
    `Kode Anda: ${code}`,
    `Kode ini berlaku ${minutes} menit untuk membuka berkas ${caseId}. Jangan berikan kepada siapa pun. Abaikan pesan ini bila Anda tidak memintanya.`,
  ]);
}

function letter(settings: AgencySettings, subject: string, paragraphs: string[]): Letter {
  return { subject, body: { paragraphs, buttons: [], closing: [settings.name] } };
}
