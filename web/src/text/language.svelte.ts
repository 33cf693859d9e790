import type { Language, Text } from "../../../statemachines/language/vocabulary.ts";

const storageKey = "language";

/** The language people read now; reading it in a template keeps the template up to date. */
export const locale = $state<{ language: Language }>({ language: rememberedLanguage() });

/** Switches the language of every page and remembers it on this device. */
export function chooseLanguage(language: Language): void {
  locale.language = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be forbidden on this device: the choice then lasts until the page is closed.
  }
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
  try {
    return localStorage.getItem(storageKey) === "en" ? "en" : "id";
  } catch {
    return "id";
  }
}
