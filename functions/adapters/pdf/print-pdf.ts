/** PDF files from pdfmake's description of a page, with the fonts of papers inside and nothing fetched from anywhere. */
import pdfmake, { type Content } from "pdfmake";
import type { DrawnPaper } from "../../domain/documents/paper-sheet.ts";
import { faces } from "./faces.ts";

type Definition = Parameters<typeof pdfmake.createPdf>[0];

/** What the maker of a page says; fonts, dates and the page number are set here. */
export type PageDefinition = Pick<
  Definition,
  "content" | "defaultStyle" | "pageMargins" | "pageOrientation" | "pageSize"
> & {
  /** Stands in the window and in the list of files of whoever opens it. */
  title: string;
  /** Stands above a page; pages count from 1. */
  above: (page: number, pages: number) => Content;
};

pdfmake.setFonts({ Tinos: faces });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(faces).includes(path));

/** @param at when it is made, in milliseconds since 1970; the same page at the same time gives the same bytes */
export async function printPdf({ title, above, ...page }: PageDefinition, at: number): Promise<DrawnPaper> {
  const date = new Date(at);
  let pages = 0;
  const document = pdfmake.createPdf({
    ...page,
    header: (current, all) => {
      pages = all;
      return above(current, all);
    },
    defaultStyle: { ...page.defaultStyle, font: "Tinos" },
    info: { title, creationDate: date, modDate: date },
    displayTitle: true,
    language: "id-ID",
    version: "1.7",
  });
  const buffer = await document.getBuffer();
  return { bytes: new Uint8Array(buffer), pages };
}
