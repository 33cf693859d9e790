/**
 * Text as people type, dictate and paste it, in the one form that is stored. Every way in reads by this: fields, notes,
 * reasons, names of files, addresses, search boxes. Runs in the browser too. Pure.
 */
import type { Text } from "../language/vocabulary.ts";

/** A text in its stored form, or why it cannot be stored. */
export type Typed = { value: string } | { error: Text };

/** What Unicode itself calls ignorable, such as zero-width spaces and soft hyphens, and letters and signs drawn as nothing. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\u{1d159}]/gu;
/** They turn what follows around, beyond the end of the text: a reader sees something else than what is stored. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u;
/** Line break and tab have been taken out before. The last two are no characters at all, and break XML. */
const control = /[\p{Cc}\p{Cs}\ufffe\uffff]/u;
const lineBreak = /\r\n?|[\u0085\u2028\u2029]/g;
const anySpace = /\p{Zs}/gu;

/**
 * Reads a text.
 *
 * @param lines whether it may have more than one line
 * @returns NFC, without invisible marks, one kind of space and of line break, nothing around it
 */
export function readText(given: string, { lines }: { lines: boolean }): Typed {
  if (turning.test(given)) return { error: turnedAround };
  const value = given
    .normalize("NFC")
    .replace(lineBreak, (found) => (lines || found.startsWith("\r") ? "\n" : " "))
    .replace(invisible, "")
    .replace(anySpace, " ")
    // What stood around a mark that was taken out may go together now.
    .normalize("NFC")
    .trim();
  const rest = lines ? value.replace(/[\n\t]/g, "") : value;
  return control.test(rest) ? { error: unseen } : { value };
}

/** Whether somebody can read anything in a text: a letter or a figure, not marks alone. */
export function isReadable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(invisible, ""));
}

/**
 * A text of which only letters and figures matter, such as what is searched for, a number or an address: in the plain
 * spelling of wide, small and raised letters (NFKC), on one line, and without whatever cannot be seen.
 */
export function plainText(given: string): string {
  return given
    .replace(lineBreak, " ")
    .replace(invisible, "")
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cs}\p{Zs}\ufffe\uffff]+/gu, " ")
    .trim();
}

/**
 * Endings by which a mail program takes words for a web address and makes a link of them. Degrees ("S.Kom.", "M.Pd") and
 * the parts of a name written together ("Drs.Ahmad") are none.
 */
const ending =
  "com|net|org|info|biz|xyz|online|site|shop|store|club|top|vip|link|click|live|app|dev|page|web|io|ly|gg|cc|tv|me|co|id|us|uk|sg|ru|cn|eu|asia|bet|win|loan|fun|space|website|icu|cyou";
/** What stands before a name and is often written together with it: "PT.Asia Raya". */
const forms = "pt|cv|ud|pd|fa|tk|sd|sdn|smp|smpn|sma|sman|smk|mi|mts|ma|tbm|rs|kh|hj|dr|drs|dra|ir|prof|moh|muh";
const webAddress = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?!(?:${forms})\\.)(?:[\\p{L}\\p{N}-]{2,}\\.)+(?:${ending})(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}-]\\.(?:${ending})/`,
  "iu",
);

/** Whether a text has a web or mail address in it, or what a mail program takes for one. */
export function holdsAddress(text: string): boolean {
  const plain = plainText(text).replace(/[\u3002\uff61]/g, ".");
  return /:\/\/|\bwww\.|mailto:|\S@\S/iu.test(plain) || webAddress.test(plain);
}

/** Said where a name has an address in it. */
export const noAddresses: Text = {
  id: "Tulis namanya saja, tanpa alamat situs web atau email.",
  en: "Please give the name alone, without any web or mail address.",
};

const turnedAround: Text = {
  id: "Hapus tanda yang membalik arah tulisan.",
  en: "Remove the marks that turn the direction of writing.",
};

const unseen: Text = {
  id: "Hapus karakter khusus yang tidak terlihat.",
  en: "Remove invisible control characters.",
};

/** Said where marks alone were given. */
export const unreadable: Text = { id: "Tulis dengan huruf atau angka.", en: "Please write with letters or figures." };
