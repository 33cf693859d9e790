/** Mails as messages that staff pass on by WhatsApp, the channel that people outside read. */
import type { MailItem } from "../case/records.ts";

export interface WhatsAppMessage {
  text: string;
  /** Opens WhatsApp with the text filled in; null where the number is known not to be a mobile phone's. */
  url: string | null;
}

/**
 * A mail in the words of a message: its subject first, as whoever gets it sees only the beginning; with the link that only shows where the case stands, for whoever
 * passes it on sees it.
 *
 * @param phone as stored, +62...
 * @param show address of that page; null when the case has ended
 */
export function whatsAppMessage(
  { body, subject }: Pick<MailItem, "body" | "subject">,
  phone: string,
  show: string | null,
): WhatsAppMessage {
  const words = [subject, ...body.paragraphs].map(asWritten);
  const text = [...words, show ?? [], asWritten(body.closing.join("\n"))].flat().join("\n\n");
  return { text, url: whatsAppUrl(phone, text) };
}

/** Pairs of marks that WhatsApp takes for bold, italic, struck out or code. A single one, or one within a word, it leaves alone. */
const pairs = /(?<![\p{L}\p{N}])([*_~`])(?=\S)(.*?\S)\1(?![\p{L}\p{N}])/gu;
const lookalikes: Record<string, string> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/** Words as they stand in the letter: marks that would vanish are told by others that look the same. */
function asWritten(words: string): string {
  return words.replace(pairs, (_, mark: string, within: string) => {
    const shown = lookalikes[mark] ?? mark;
    return `${shown}${asWritten(within)}${shown}`;
  });
}

/** Address that opens a chat with a text ready to send. */
export function whatsAppUrl(phone: string, text: string): string | null {
  const number = /^\+((?!62)[1-9]\d{6,14}|628\d{7,11})$/.exec(phone)?.[1];
  return number ? `https://wa.me/${number}?text=${encodeURIComponent(text)}` : null;
}
