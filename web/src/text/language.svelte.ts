import type { Language, Text } from "../../../statemachines/language/vocabulary.ts";

const storageKey = "language";
/** As it was chosen on this page. */
let chosen: Language | null = null;

/** The language people read now; reading it in a template keeps the template up to date. */
export const locale = $state<{ language: Language }>({ language: rememberedLanguage() });

/** Switches the language of every page and remembers it on this device. */
export function chooseLanguage(language: Language): void {
  chosen = language;
  locale.language = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be forbidden on this device: the choice then lasts until the page is closed.
  }
}

/**
 * Begins in the language in which whoever asked reads, on a device on which nobody has chosen one: a link opened elsewhere is
 * read as the letter with it was. Nothing is remembered by it, and the switch stays what it is.
 */
export function beginIn(language: Language | undefined): void {
  if (language === undefined || language === locale.language || remembered() !== null) return;
  locale.language = language;
  document.documentElement.lang = language;
}

/** The one of two things that belongs to the present language, such as the texts of a part. */
export function pick<T>(both: Record<Language, T>): T {
  return both[locale.language];
}

/** A text of the service in the present language. */
export function translate(text: Text): string {
  return pick(text);
}

function rememberedLanguage(): Language {
  return remembered() === "en" ? "en" : "id";
}

/** Null where nobody chose on this device, or storage is forbidden and nobody chose on this page. */
function remembered(): string | null {
  try {
    return chosen ?? localStorage.getItem(storageKey);
  } catch {
    return chosen;
  }
}
