/** What stands around the body of a paper: letterhead, title, signature block, copies, remarks. */
import type { Content } from "pdfmake";
import type { PaperSheet, SignatureBlock } from "../../domain/documents/paper-sheet.ts";
import { numbered } from "./paper-body.ts";

type Column = Extract<Content, { columns: unknown }>["columns"][number];

/** @param width of the text, in points */
export function letterhead({ government, agency, lines }: PaperSheet["letterhead"], width: number): Content {
  const rule = (y: number, lineWidth: number) => ({ type: "line", x1: 0, x2: width, y1: y, y2: y, lineWidth }) as const;
  return {
    stack: [
      { text: government.toLocaleUpperCase("id"), fontSize: 14 },
      { text: agency.toLocaleUpperCase("id"), fontSize: 16, bold: true },
      ...lines.map((text): Content => ({ text, fontSize: 10 })),
      { canvas: [rule(4, 2.25), rule(7, 0.75)] },
    ],
    alignment: "center",
    margin: [0, 0, 0, 12],
  };
}

export function title({ words, number }: NonNullable<PaperSheet["title"]>): Content {
  return {
    stack: [{ text: words.toLocaleUpperCase("id"), bold: true }, ...(number === undefined ? [] : [number])],
    alignment: "center",
    margin: [0, 4, 0, 14],
  };
}

/** At the right, with room for a signature above the name. @param placeAndDate on papers that have these at their end */
export function signatureBlock(
  { titles, name, under }: SignatureBlock,
  width: number,
  placeAndDate: string | undefined,
): Content {
  return {
    stack: [
      ...(placeAndDate === undefined ? [] : [placeAndDate]),
      ...titles,
      { text: name, margin: [0, 56, 0, 0] },
      ...under,
    ],
    margin: [0.45 * width, 10, 0, 0],
  };
}

/** Numbered where there are more than one. */
export function copies(names: string[]): Content {
  if (names.length === 0) return [];
  const [only] = names;
  return {
    stack: ["Tembusan:", names.length === 1 && only !== undefined ? only : { stack: numbered(names) }],
    fontSize: 11,
    margin: [0, 16, 0, 0],
    unbreakable: names.length < 15,
  };
}

/** Small, with the code that leads to the page about this paper at their left. */
export function remarks(words: string[], checkedAt: string | undefined): Content {
  if (words.length === 0 && checkedAt === undefined) return [];
  const small: Column = { stack: words, fontSize: 8.5, lineHeight: 1.1, width: "*" };
  const code: Column[] = checkedAt === undefined ? [] : [{ qr: checkedAt, fit: 72, eccLevel: "M", width: "auto" }];
  return { columns: [...code, small], columnGap: 10, margin: [0, 16, 0, 0], unbreakable: true };
}
