/** What a letter answers: their letter, or the request as it came to us. */
import { entryChannelOf, procedureOfCase, requestText } from "../../case/case-file.ts";
import { plainDate } from "../../format.ts";
import { styleOf, type LetterContext } from "./letter.ts";

/**
 * "Menindaklanjuti surat Saudara Nomor ... tanggal 20 November 2026 hal ...,"
 *
 * @param subject what their letter is about
 */
export function reference(context: LetterContext, subject: string): string {
  const style = styleOf(context);
  const { case: item } = context.dossier;
  const { incomingLetter } = procedureOfCase(item);
  const number = requestText(item, incomingLetter?.number);
  const date = requestText(item, incomingLetter?.date);
  const asked = plainDate(item.createdAt, style);
  const online = entryChannelOf(item) === "public";
  if (style.language === "en") {
    return number
      ? `In reply to your letter number ${number} of ${plainDate(date, style)},`
      : `In reply to your request of ${asked}${online ? " through our site" : ""} (number ${item.id}),`;
  }
  return number
    ? `Menindaklanjuti surat Saudara Nomor ${number} tanggal ${plainDate(date, style)} hal ${subject},`
    : `Menindaklanjuti permohonan Saudara tanggal ${asked}${online ? " melalui laman layanan kami" : ""} (nomor ${item.id}),`;
}
