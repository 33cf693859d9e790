/**
 * What the letters of the SOPs that are papers say, in the agency's language: sentences with words of the letter in braces. A
 * line of which a word is not known is left out, and so is a paragraph without a line. The agency may put its own words in place
 * of these (settings `letterTexts`).
 */
import type { ServiceLetter } from "./known-ids.ts";
import { filledIn, namesIn } from "./sentence.ts";

export interface LetterText {
  /** Hal. */
  about: string;
  /** Paragraphs, with an empty line between them. */
  text: string;
}

export interface LetterTemplate {
  letter: ServiceLetter;
  /** Hal, where the agency has no words of its own. */
  about: string;
  paragraphs: string[];
  /** Beside those that every letter knows. */
  words: string[];
}

const templates: LetterTemplate[] = [];

/** Puts the templates of letters into service. */
export function registerLetterTemplates(added: readonly LetterTemplate[]): void {
  for (const template of added) if (!templates.includes(template)) templates.push(template);
}

/** In the order in which they were registered. */
export function letterTemplates(): readonly LetterTemplate[] {
  return templates;
}

/** @throws Error where nobody registered it: the letter cannot be written then */
export function letterTemplateOf(letter: ServiceLetter): LetterTemplate {
  const found = templates.find((template) => template.letter === letter);
  if (!found) throw new Error(`no template for the letter "${letter}"`);
  return found;
}

/** Words that every letter knows. */
const commonWords = ["subject", "case", "phone", "agency", "agencyInFull", "regency", "link"];

/** Every word that the sentences of a letter may name. */
export function wordsOfLetter({ words }: Pick<LetterTemplate, "words">): string[] {
  return [...words, ...commonWords];
}

/** What the agency has written, else the words of the template. */
export function letterTextOf({ about, paragraphs }: LetterTemplate, own: Partial<LetterText> = {}): LetterText {
  return { about: own.about ?? about, text: own.text ?? paragraphs.join("\n\n") };
}

/** What a letter says. @param valueOf a word of the letter; empty where not known */
export function filledLetter(
  { about, text }: LetterText,
  valueOf: (name: string) => string,
): {
  about: string;
  paragraphs: string[];
} {
  const fill = (line: string): string[] => {
    let complete = true;
    const filled = filledIn(line, (name) => {
      const value = valueOf(name);
      complete &&= value !== "";
      return value;
    });
    return complete && filled !== "" ? [filled] : [];
  };
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.split("\n").flatMap(fill).join("\n"));
  return { about: fill(about).join(""), paragraphs: paragraphs.filter((said) => said !== "") };
}

/** Names in braces that a letter does not know. */
export function unknownWords(template: Pick<LetterTemplate, "words">, said: string): string[] {
  const known = wordsOfLetter(template);
  return namesIn({ id: said, en: "" }).filter((name) => !known.includes(name));
}
