import type { FoundWord, SearchWords } from "../../domain/ports.ts";
import { allOf, change, type Cursor, type Item, type ItemStore, type Key, type Page } from "../items/item-store.ts";
import { keys, lists } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

const readAtOnce = 100;

/**
 * Each word of a case is an item that stands in the list index at its word. A word that becomes another moves, and one that is no
 * more leaves the index, so that nothing is ever deleted. Each tells all of them: one is looked up, and the others compared.
 */
export function searchWordsIn(items: ItemStore, reader: ItemReader): SearchWords {
  return {
    async set(caseId, createdAt, words) {
      const written = await allOf(items, { partition: keys.searchWord(caseId, 0).pk });
      const before = new Map(written.map((item) => [item.sk, JSON.stringify(inOrder(item))]));
      const wanted = Array.from({ length: Math.max(words.length, written.length) }, (_, place) =>
        itemAt(keys.searchWord(caseId, place), { caseId, createdAt, word: words[place], words }),
      );
      const other = wanted.filter((item) => before.get(item.sk) !== JSON.stringify(inOrder(item)));
      await Promise.all(other.map(async (item) => items.put(item)));
    },

    async note(caseId, mark) {
      await change(items, keys.case(caseId), { set: { searchedAs: mark } });
    },

    count: async (beginning, atMost) => items.count(rangeOf(beginning), atMost),

    async *find(beginning, after) {
      const range = { ...rangeOf(beginning), descending: true } as const;
      let from: Cursor | null = after === undefined ? null : cursorOf(after, beginning);
      do {
        const page: Page = await items.page(range, { aged: true, limit: readAtOnce, from });
        for (const item of page.items) {
          for (const { word, words } of reader.each([item], kinds.searchWord.read)) yield found(item, word, words);
        }
        from = page.next;
      } while (from);
    },

    async progress() {
      const item = await items.get(keys.searchProgress());
      return item && reader.one(item, kinds.searchProgress.read);
    },

    storeProgress: async (progress) => items.put(newItem(kinds.searchProgress, keys.searchProgress(), progress)),
  };
}

/** Stands in the order of words between a word and when its case began. */
const after = "#";

function itemAt(
  key: Key,
  { caseId, createdAt, word, words }: { caseId: string; createdAt: string; word: string | undefined; words: string[] },
): Item {
  // Nothing of a word stays that is no more.
  if (word === undefined) return newItem(kinds.searchWord, key, { word: "", words: [] });
  const place = { listPk: lists.words(word), listSk: [word, createdAt, caseId].join(after) };
  return newItem(kinds.searchWord, { ...key, ...place }, { word, words });
}

function rangeOf(beginning: string) {
  const begins = [...beginning].length === 1 ? beginning + after : beginning;
  return { index: "list", partition: lists.words(beginning), sortKeys: { begins } } as const;
}

function found(item: Item, word: string, words: string[]): FoundWord {
  return { caseId: item.pk.slice("WORDS#".length), word, words, place: `${item.sk}${after}${String(item["listSk"])}` };
}

/** Where to read on; from the beginning after what is no place among these words. */
function cursorOf(place: string, beginning: string): Cursor | null {
  const [sk = "", ...rest] = place.split(after);
  const { partition, sortKeys } = rangeOf(beginning);
  const listSk = rest.join(after);
  const caseId = rest.at(-1) ?? "";
  if (!listSk.startsWith(sortKeys.begins) || sk === "" || caseId === "") return null;
  return { pk: `WORDS#${caseId}`, sk, listPk: partition, listSk };
}

function inOrder(item: Item): [string, unknown][] {
  return Object.entries(item).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
