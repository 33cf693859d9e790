/** What an agency's own words of letters must be: sentences that name nothing the letter does not know. */
import * as z from "zod";
import {
  unknownWords,
  type LetterTemplate,
  letterTemplates,
} from "../../../statemachines/language/letter-templates.ts";
import { exactly, filled, words } from "./problems.ts";

/** Characters. */
export const longestOfLetter = { about: 150, text: 4000 } as const;

/** By the id of the letter; what is left out is as the template says it. Letters are known once the tables are registered. */
export const letterTexts = z.lazy(() =>
  exactly(Object.fromEntries(letterTemplates().map((template) => [template.letter, ownWords(template).optional()]))),
);

function ownWords(template: LetterTemplate) {
  const said = (longest: number, lines: boolean) =>
    filled({ id: "naskah surat", en: "the words of the letter" }, { lines })
      .max(longest, { error: words(`Paling panjang ${longest} huruf.`, `At most ${longest} characters.`) })
      .superRefine((text, { addIssue }) => {
        for (const name of unknownWords(template, text))
          addIssue(words(`Isian {${name}} tidak dikenal surat ini.`, `This letter knows no {${name}}.`));
        if (isHalfOpen(text)) addIssue(words("Kurung kurawal tidak berpasangan.", "A brace is without its other."));
      });
  return exactly({
    about: said(longestOfLetter.about, false).optional(),
    text: said(longestOfLetter.text, true).optional(),
  });
}

/** A brace that closes no name. */
function isHalfOpen(said: string): boolean {
  return /[{}]/.test(said.replaceAll(/\{[A-Za-z0-9]+\}/g, ""));
}
