/** Letters whose words are templates, filled with what the case says. */
import type { ServiceLetter } from "../../../../statemachines/language/known-ids.ts";
import { filledLetter, letterTemplateOf, letterTextOf } from "../../../../statemachines/language/letter-templates.ts";
import { subjectOf } from "../../case/contact.ts";
import { formalLetter, linkIn, type Letter, type LetterContext } from "./letter.ts";

/**
 * A letter in the agency's language, in its own words where it has some.
 *
 * @param words by name; empty where not known
 */
export function templatedLetter(
  context: LetterContext,
  letter: ServiceLetter,
  words: Record<string, string>,
  buttons: Letter["body"]["buttons"],
): Letter {
  const all = { ...commonWordsOf(context), ...words };
  const text = letterTextOf(letterTemplateOf(letter), context.settings.letterTexts?.[letter]);
  const { about, paragraphs } = filledLetter(text, (name) => all[name] ?? "");
  return formalLetter(context, about, buttons, paragraphs);
}

function commonWordsOf(context: LetterContext): Record<string, string> {
  const { dossier, settings } = context;
  return {
    subject: subjectOf(dossier.case),
    case: dossier.case.id,
    phone: settings.phone,
    agency: settings.name,
    agencyInFull: `${settings.name} ${settings.government.replace(/^Pemerintah /, "")}`,
    regency: settings.regency,
    link: linkIn(context),
  };
}
