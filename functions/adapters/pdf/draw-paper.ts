/** Papers as PDF, laid out as letters of regional governments are (Permendagri 1/2023). */
import type { Content } from "pdfmake";
import type { DrawnPaper, PaperBlock, PaperSheet } from "../../domain/documents/paper-sheet.ts";
import { drawableSheet } from "./drawable-words.ts";
import { alignedLines, bodyBlock } from "./paper-body.ts";
import { copies, letterhead, remarks, signatureBlock, title } from "./paper-parts.ts";
import { printPdf } from "./print-pdf.ts";

const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** In millimetres; F4 is what Indonesian offices call folio. */
const sizes = { A4: [210, 297], F4: [215, 330] } as const;
const margins = { left: 30, top: 20, right: 20, bottom: 25 };

/** Up to this length a paragraph goes to the next page together with the signature, so that none stands alone there. */
const shortParagraph = 700;

/**
 * Draws a paper. Scripts that the font does not have are replaced by their names, with a remark that says so.
 *
 * @param at when it is made, in milliseconds since 1970; the same sheet at the same time gives the same bytes
 */
export function drawPaper(sheet: PaperSheet, at: number): Promise<DrawnPaper> {
  const [wide, high] = sizes[sheet.size];
  const width = points(wide - margins.left - margins.right);
  const drawable = drawableSheet(sheet);
  return printPdf(
    {
      title: titleOf(drawable),
      pageSize: { width: points(wide), height: points(high) },
      pageMargins: [points(margins.left), points(margins.top), points(margins.right), points(margins.bottom)],
      defaultStyle: { fontSize: 12, lineHeight: 1.15 },
      above: pageNumber,
      content: contentOf(drawable, width),
    },
    at,
  );
}

function titleOf({ title, reference }: PaperSheet): string {
  return title?.words ?? reference.at(-1)?.[1] ?? "";
}

/** In the middle of the upper edge, from the second page on. */
function pageNumber(page: number): Content {
  if (page === 1) return "";
  return { text: `- ${page} -`, alignment: "center", margin: [0, points(margins.top / 2), 0, 0] };
}

function contentOf(sheet: PaperSheet, width: number): Content[] {
  return [
    letterhead(sheet.letterhead, width),
    ...(sheet.title ? [title(sheet.title)] : []),
    ...(sheet.placeAndDate === undefined || endsWithDate(sheet)
      ? []
      : [{ text: sheet.placeAndDate, alignment: "right" as const }]),
    alignedLines(sheet.reference, [0, 4, 0, 14]),
    ...(sheet.addressee.length === 0 ? [] : [{ stack: sheet.addressee, margin: [0, 0, width / 4, 14] } as Content]),
    ...bodyAndSignature(sheet, width),
    copies(sheet.copies),
    remarks(sheet.remarks, sheet.checkedAt),
  ];
}

/** What has a title says place and date above its signature, a letter below its head. */
function endsWithDate({ signature, title }: PaperSheet): boolean {
  return title !== undefined && signature !== undefined;
}

/** No heading ends a page, and the signature has the last short paragraph above it. */
function bodyAndSignature(sheet: PaperSheet, width: number): Content[] {
  const { body, placeAndDate, signature } = sheet;
  const date = endsWithDate(sheet) ? placeAndDate : undefined;
  const end: Content[] = signature ? [signatureBlock(signature, width, date)] : [];
  const last = body.at(-1);
  const withLast = signature !== undefined && last?.kind === "paragraph" && last.words.length <= shortParagraph;
  const before = withLast ? body.slice(0, -1) : body;
  const closing = [...(withLast ? [bodyBlock(last)] : []), ...end];
  return [...headingsKept(before), ...(closing.length > 0 ? [{ stack: closing, unbreakable: true }] : [])];
}

function headingsKept(blocks: PaperBlock[]): Content[] {
  return blocks.flatMap((block, place): Content[] => {
    const next = blocks[place + 1];
    if (blocks[place - 1]?.kind === "heading" && isShort(block)) return [];
    if (block.kind !== "heading" || !next || !isShort(next)) return [bodyBlock(block)];
    return [{ stack: [bodyBlock(block), bodyBlock(next)], unbreakable: true }];
  });
}

const isShort = (block: PaperBlock): boolean => block.kind === "paragraph" && block.words.length <= shortParagraph;
