/** Sentences of the tables: what they name. Pure. */
import type { FieldName, Procedure, Sentence, SentenceWord } from "./vocabulary.ts";

/** The words that are no field, all of them. */
export const sentenceWords: readonly SentenceWord[] = ["appointment", "subject"];

const named = /\{([A-Za-z0-9]+)\}/g;

/** What a sentence names in either language, without its braces, each once. */
export function namesIn({ en, id }: Sentence): string[] {
  const all = [id, en].flatMap((text) => [...text.matchAll(named)].map(([, name = ""]) => name));
  return [...new Set(all)];
}

/** A text with something in place of each name. */
export function filledIn(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(named, (_, name: string) => valueOf(name));
}

/** A sentence of a table, and where it stands. */
export interface PlacedSentence {
  where: string;
  sentence: Sentence;
  /** Read by people of the agency alone, so that it may name who did the row before. */
  inside?: boolean;
}

/** Every sentence of a table. */
export function sentencesOf({ anytime = [], steps }: Procedure): PlacedSentence[] {
  const ofOutcomes = [...steps.flatMap(({ outcomes }) => outcomes), ...anytime].flatMap(
    ({ id, mailSays, staffHear, told, toldOnBehalf }) => [
      { where: `subject of outcome "${id}" for the staff`, sentence: staffHear?.subject, inside: true },
      { where: `mail of outcome "${id}" for the staff`, sentence: staffHear?.text, inside: true },
      { where: `outcome "${id}" told`, sentence: told },
      { where: `outcome "${id}" toldOnBehalf`, sentence: toldOnBehalf },
      { where: `subject of outcome "${id}"`, sentence: mailSays?.subject },
      { where: `mail of outcome "${id}"`, sentence: mailSays?.text },
    ],
  );
  const ofRows = steps.flatMap(({ asks, id, mailSays, meanwhile }) => [
    { where: `subject of row "${id}"`, sentence: mailSays?.subject, inside: true },
    { where: `mail of row "${id}"`, sentence: mailSays?.text, inside: true },
    { where: `row "${id}" asks`, sentence: asks },
    { where: `row "${id}" meanwhile`, sentence: meanwhile },
  ]);
  return [...ofRows, ...ofOutcomes].flatMap(({ sentence, ...placed }) => (sentence ? [{ sentence, ...placed }] : []));
}

/** The fields that a row shows, and those that a calendar entry is made from. */
export function fieldsShown({ anytime = [], steps }: Procedure): FieldName[] {
  const entries = [...steps.flatMap(({ outcomes }) => outcomes), ...anytime].flatMap(({ calendar }) =>
    calendar && calendar !== "appointment"
      ? [calendar.date, calendar.start, ...(calendar.place === undefined ? [] : [calendar.place])]
      : [],
  );
  return [...steps.flatMap(({ shows = [] }) => shows), ...entries];
}
