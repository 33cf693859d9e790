import { formatNumber } from "../../../../functions/domain/format.ts";
import type { outgoing as indonesian } from "../id/outgoing.ts";

const digits = (count: number): string => formatNumber(count, "en");
const letters = (count: number): string => `${digits(count)} ${count === 1 ? "letter" : "letters"}`;

export const outgoing: typeof indonesian = {
  title: (year) => `Register of outgoing letters ${year}`,
  own: "Only letters of cases that you read; the other numbers are those of other services.",
  year: "Year",
  month: "Month",
  allMonths: "All months",
  counted: (month, count) => `${month} (${digits(count)})`,
  search: "Search number, subject, addressee, signer",
  print: "Print",
  outside: "Used before the restoration; its case is not in the copy",
  columns: {
    number: "No.",
    letter: "Number of the letter",
    date: "Date",
    kind: "Kind",
    about: "Subject",
    to: "To",
    signer: "Signer",
    case: "Case",
    file: "Document",
  },
  coming: "Being made",
  open: (letter) => `Open PDF ${letter}`,
  empty: "No letter has gone out this year.",
  next: "Numbers are given in order when this service issues a letter.",
  noneSo: "No letter fits.",
  howToFind: "A letter must have all words that are looked for. Try fewer words, or another month.",
  clear: "Show all",
  count: (shown, total) => (shown === total ? letters(total) : `the last ${digits(shown)} letters of ${digits(total)}`),
  part: (month, words) => [month, words === "" ? "" : `search "${words}"`].filter((each) => each !== "").join(", "),
  earlier: "Show earlier letters",
  ofCase: {
    title: "Papers issued",
    pages: (count) => `${digits(count)} ${count === 1 ? "page" : "pages"}`,
    about: (about, to) => [about, to === "" ? "" : `to ${to}`].filter((each) => each !== "").join(", "),
    void: (day, why) => `Void since ${day}: ${why}`,
  },
};
