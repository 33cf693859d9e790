/** Text for files of other programs, whatever was stored before it was read as strictly as today. */

/**
 * Without what no XML may hold (XML 1.0, production 2) and what turns the writing of a whole line around: one such mark
 * would make the file unreadable, or say something else than was stored. Tabs and line breaks stay.
 */
export function readableText(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, "");
}
