/** Words by which cases are found: as they are kept, and as people ask for them. Pure. */
import { readPhone } from "../../../statemachines/form/phone.ts";
import { plainText } from "../../../statemachines/form/typed-text.ts";

const longestWord = 40;
/** So many words of one question count. */
const mostAsked = 6;

/**
 * The words of a text, each once: in small letters, without accents. What holds a figure stays whole, for it is a number
 * ("421.3/118/SMPN1"), and is found by its later parts too; years in it are not, since everything has one.
 */
export function wordsIn(text: string): string[] {
  const words = chunksOf(text).flatMap((chunk) => {
    const parts = chunk.split(notOfWords).filter((part) => part !== "");
    if (parts.length < 2 || !/\p{N}/u.test(chunk)) return parts;
    return [chunk, ...parts.slice(1).filter((part) => !isYear.test(part))];
  });
  return [...new Set(words.map((word) => word.slice(0, longestWord)))];
}

/**
 * What somebody asks for: beginnings of words, all of which must be found. A day is read however it is written ("9 Desember
 * 2026", "9/12/2026"; a month and its year, too), a telephone number where it is whole.
 *
 * @param year of today, for a day that is asked for without one
 * @param phoneWord the word under which a telephone number (E.164) is kept
 */
export function wordsAsked(text: string, year: number, phoneWord: (number: string) => string): string[] {
  const plain = plainText(text);
  const { rest, phones } = withoutPhones(plain);
  const { rest: others, days } = withoutDays(rest, year);
  // Written with a hyphen or a stroke, words without figures are several; numbers are one.
  const words = chunksOf(others).flatMap((chunk) =>
    /\p{N}/u.test(chunk) ? [chunk] : chunk.split(notOfWords).filter((part) => part !== ""),
  );
  const all = [...phones.map(phoneWord), ...days, ...words].map((word) => word.slice(0, longestWord));
  return [...new Set(all)].slice(0, mostAsked);
}

/** What a word that is kept must begin with to be found; one letter alone is looked for as a whole word. */
export function isFoundBy(word: string, asked: string): boolean {
  return [...asked].length === 1 ? word === asked : word.startsWith(asked);
}

const notOfWords = /[^\p{L}\p{N}]+/u;
const isYear = /^(?:19|20)\d\d$/;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

function chunksOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['\u2018\u2019\u02bc`]/g, "");
  return plain
    .split(/\s+/)
    .map((chunk) => chunk.replace(edges, ""))
    .filter((chunk) => chunk !== "");
}

const shortestPhone = 9;
const phoneLike = /(?<![\p{L}\p{N}/])\+?\(?\d[\d\s().-]{6,}\d(?![\p{L}\p{N}/])/gu;

function withoutPhones(text: string): { rest: string; phones: string[] } {
  const phones: string[] = [];
  const rest = text.replace(phoneLike, (found) => {
    const phone = found.replace(/\D/g, "").length >= shortestPhone ? readPhone(found) : null;
    if (!phone || isDay.test(found.trim())) return found;
    phones.push(phone.number);
    return " ";
  });
  return { rest, phones };
}

const months: Record<string, number> = Object.fromEntries(
  [
    ["januari", "january", "jan"],
    ["februari", "february", "feb"],
    ["maret", "march", "mar"],
    ["april", "apr"],
    ["mei", "may"],
    ["juni", "june", "jun"],
    ["juli", "july", "jul"],
    ["agustus", "august", "agu", "aug"],
    ["september", "sep"],
    ["oktober", "october", "okt", "oct"],
    ["november", "nopember", "nov"],
    ["desember", "december", "des", "dec"],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);
const monthNames = Object.keys(months).join("|");
const isDay = /^\d{4}-\d\d-\d\d$/;
const dayInFigures = /(?<![\p{N}/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\p{N}/.-])/gu;
const dayInWords = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(\\d{1,2})\\s+)?(${monthNames})(?:\\s+(\\d{4}))?(?![\\p{L}\\p{N}])`,
  "giu",
);

function withoutDays(text: string, year: number): { rest: string; days: string[] } {
  const days: string[] = [];
  const day = (of: number, month: number, date: number | null): string | null => {
    if (month < 1 || month > 12 || (date !== null && (date < 1 || date > 31))) return null;
    return [String(of), two(month), ...(date === null ? [] : [two(date)])].join("-");
  };
  const taken = (found: string, read: string | null): string => {
    if (read === null) return found;
    days.push(read);
    return " ";
  };
  const rest = text
    .replace(dayInFigures, (found, date: string, month: string, of: string) =>
      taken(found, day(Number(of), Number(month), Number(date))),
    )
    .replace(dayInWords, (found, date: string | undefined, name: string, of: string | undefined) => {
      // A month alone may be a name: "Mei", "Juli".
      if (date === undefined && of === undefined) return found;
      const month = months[name.toLowerCase()] ?? 0;
      return taken(found, day(of === undefined ? year : Number(of), month, date === undefined ? null : Number(date)));
    });
  return { rest, days };
}

function two(figure: number): string {
  return String(figure).padStart(2, "0");
}
