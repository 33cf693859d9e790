/** Mails as messages that staff pass on by WhatsApp, the channel that people outside read. */
import type { MailBody } from "../case/records.ts";

export interface WhatsAppMessage {
  text: string;
  /** Opens WhatsApp with the text filled in; null where the number is known not to be a mobile phone's. */
  url: string | null;
}

/**
 * A mail in the words of a message: without heading, with the link that only shows where the case stands, for whoever
 * passes it on sees it.
 *
 * @param phone as stored, +62...
 * @param show address of that page; null when the case has ended
 */
export function whatsAppMessage(body: MailBody, phone: string, show: string | null): WhatsAppMessage {
  const text = [...body.paragraphs, show ?? [], body.closing.join("\n")].flat().join("\n\n");
  return { text, url: whatsAppUrl(phone, text) };
}

/** Address that opens a chat with a text ready to send. */
export function whatsAppUrl(phone: string, text: string): string | null {
  const number = /^\+((?!62)[1-9]\d{6,14}|628\d{7,11})$/.exec(phone)?.[1];
  return number ? `https://wa.me/${number}?text=${encodeURIComponent(text)}` : null;
}
