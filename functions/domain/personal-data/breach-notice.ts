/** The written notice of a breach to the people concerned and to the authority (UU 27/2022, article 46). */
import type { AgencySettings } from "../agency.ts";
import { momentInWords, type Style } from "../format.ts";
import type { Incident } from "./records.ts";

/** What article 46 asks: which data, when and how, and what is done about it. Blanks are marked for whoever sends it. */
export function breachNotice({ facts, foundAt, number }: Incident, settings: AgencySettings): string {
  const style: Style = { language: "id", zone: settings.calendar.zone };
  const said = (name: string): string => {
    const value = facts[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "[belum diketahui]";
  };
  return [
    `Pemberitahuan kegagalan pelindungan data pribadi (${number})`,
    `${settings.name} ${settings.regency} memberitahukan secara tertulis, sesuai Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, bahwa telah terjadi kegagalan pelindungan data pribadi.`,
    `Data pribadi yang terungkap: ${said("data")}`,
    `Jumlah orang yang terkena: ${said("people")}`,
    `Kapan dan bagaimana terungkap: diketahui pada ${momentInWords(foundAt, style)}. ${said("happened")}`,
    `Penyebab: ${said("cause")}`,
    `Upaya penanganan dan pemulihan: ${said("measures")}`,
    `Pertanyaan tentang pemberitahuan ini dapat disampaikan ke ${settings.privacyEmail} atau ${settings.phone}.`,
    `${settings.town}, [tanggal]\n${settings.name}`,
  ].join("\n\n");
}
