/** Cases that have all of some words. One word is looked up, the rarest; each of its cases tells whether it has the others, too. */
import type { Dossier } from "../case/records.ts";
import type { Dependencies, FoundWord } from "../ports.ts";
import { wordsOf } from "./case-words.ts";
import { isFoundBy } from "./words.ts";

/** Beyond that one word is as common as another. */
const countedAtMost = 200;
/** Reading for one answer ends here, and counting with it; who goes on to the next page reads on. */
const readAtMost = 1_000;

/** Part of what was found. */
export interface FoundCases {
  caseIds: string[];
  /** How many there are in all, as far as they were read; null on all pages but the first. */
  total: { count: number; more: boolean } | null;
  /** Where to read on; null: this was all. */
  next: string | null;
}

/**
 * @param words beginnings, all of which must be found; one at least
 * @param query `after`: where a page before ended
 * @param reads whether somebody reads a case
 */
export async function findCases(
  { searchWords }: Pick<Dependencies, "searchWords">,
  words: string[],
  query: { after: string | null; limit: number },
  reads: (caseId: string) => boolean | Promise<boolean>,
): Promise<FoundCases> {
  const { after, limit } = query;
  const begun = after === null ? null : placeIn(after, words);
  const rarest = begun?.word ?? (await rarestOf(searchWords, words));
  const found: FoundWord[] = [];
  let [read, last, isEnd] = [0, "", true];
  for await (const each of searchWords.find(rarest, begun?.place)) {
    if (read === readAtMost || (begun !== null && found.length > limit)) {
      isEnd = false;
      break;
    }
    [read, last] = [read + 1, each.place];
    if (isFirstOfCase(each, rarest) && hasAll(each.words, words) && (await reads(each.caseId))) found.push(each);
  }
  const shown = found.slice(0, limit);
  const isAll = isEnd && found.length === shown.length;
  const end = found.length > shown.length ? (shown.at(-1)?.place ?? last) : last;
  return {
    caseIds: shown.map(({ caseId }) => caseId),
    total: begun === null ? { count: found.length, more: !isEnd } : null,
    next: isAll ? null : `${rarest} ${end}`,
  };
}

/** Whether a case has the words as it may be shown now: what is kept of them may be behind by a moment. */
export function stillHas(secrets: Dependencies["secrets"], dossier: Dossier, words: string[]): boolean {
  return hasAll(wordsOf(secrets, dossier), words);
}

/** Pages go on under the word under which they began. No word has a space in it. */
function placeIn(after: string, words: string[]): { word: string; place: string } | null {
  const space = after.indexOf(" ");
  const word = after.slice(0, Math.max(0, space));
  return words.includes(word) ? { word, place: after.slice(space + 1) } : null;
}

async function rarestOf(searchWords: Dependencies["searchWords"], words: string[]): Promise<string> {
  const [only = "", ...others] = words;
  if (others.length === 0) return only;
  const counted = await Promise.all(
    words.map(async (word) => ({ word, count: await searchWords.count(word, countedAtMost) })),
  );
  const [rarest] = counted.toSorted((one, other) => one.count - other.count || other.word.length - one.word.length);
  return rarest?.word ?? only;
}

function hasAll(words: string[], asked: string[]): boolean {
  return asked.every((each) => words.some((word) => isFoundBy(word, each)));
}

/** A case with several words that begin so is met under each, the last in their order first. */
function isFirstOfCase({ word, words }: FoundWord, asked: string): boolean {
  return isFoundBy(word, asked) && !words.some((other) => other > word && isFoundBy(other, asked));
}
