/** The parts of a paper's body, one after the other. */
import type { Content, TableCell } from "pdfmake";
import type { Line, PaperBlock } from "../../domain/documents/paper-sheet.ts";

type CanvasElement = Extract<Content, { canvas: unknown }>["canvas"][number];

/** Points. */
const indent = 36;
const gap = 8;
const noMargin = (): number => 0;

/** No lines, no padding: only places. */
const places = {
  hLineWidth: noMargin,
  vLineWidth: noMargin,
  paddingLeft: noMargin,
  paddingRight: noMargin,
  paddingTop: noMargin,
  paddingBottom: noMargin,
};

const thinLines = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

export function bodyBlock(block: PaperBlock): Content {
  switch (block.kind) {
    case "paragraph":
      return { text: block.words, alignment: "justify", leadingIndent: indent, margin: [0, 0, 0, gap] };
    case "lines":
      return alignedLines(block.lines, [indent, 0, 0, gap]);
    case "numbered":
      return { stack: numbered(block.items), margin: [0, 0, 0, gap] };
    case "heading":
      // Kept with what follows by `keptTogether`.
      return { text: block.words, alignment: "center", bold: true, margin: [0, gap / 2, 0, gap / 2] };
    case "table":
      return ruledTable(block.head, block.rows);
    case "choices":
      return { stack: block.choices.map(choice), margin: [indent, 0, 0, gap] };
  }
}

/** Not pdfmake's own list: that writes each number behind its words, and so it would be read aloud. */
export function numbered(items: string[]): Content[] {
  const width = items.length < 10 ? 18 : 26;
  return items.map((text, place) => ({
    columns: [
      { width, text: `${place + 1}.` },
      { width: "*", text, alignment: "justify" },
    ],
  }));
}

/** "tempat : Ruang Baca Umum", colons below one another; a long label is broken. */
export function alignedLines(lines: Line[], margin: [number, number, number, number]): Content {
  if (lines.length === 0) return [];
  const longest = Math.max(...lines.map(([label]) => label.length));
  return {
    table: {
      widths: [longest > 30 ? 150 : "auto", "*"],
      body: lines.map(([label, words]): TableCell[] => [
        { text: label, margin: [0, 0, 8, 0], noWrap: longest <= 30 },
        {
          columns: [
            { width: 9, text: ":" },
            { width: "*", text: words },
          ],
        },
      ]),
    },
    layout: places,
    margin,
  };
}

/** Columns with short cells are as wide as these, the others share what is left. */
function ruledTable(head: string[], rows: string[][]): Content {
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  if (columns === 0) return [];
  const cells = (row: string[], bold: boolean): TableCell[] =>
    Array.from({ length: columns }, (_, column) => ({
      text: row[column] ?? "",
      ...(bold && { bold, alignment: "center" }),
    }));
  const longest = Array.from({ length: columns }, (_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const most = Math.max(...longest);
  return {
    table: {
      headerRows: head.length > 0 ? 1 : 0,
      widths: longest.map((length) => (length <= 14 && length < most ? "auto" : "*")),
      body: [...(head.length > 0 ? [cells(head, true)] : []), ...rows.map((row) => cells(row, false))],
    },
    layout: thinLines,
    fontSize: 11,
    margin: [0, 0, 0, gap],
  };
}

/** The font has no ballot box, so that it is drawn. */
function choice({ words, chosen }: { words: string; chosen: boolean }): Content {
  const side = 9;
  const line = { type: "line", lineWidth: 0.9 } as const;
  const cross: CanvasElement[] = [
    { ...line, x1: 0, y1: 0, x2: side, y2: side },
    { ...line, x1: 0, y1: side, x2: side, y2: 0 },
  ];
  const box: CanvasElement = { type: "rect", x: 0, y: 0, w: side, h: side, lineWidth: 0.7 };
  return {
    columns: [
      { width: 18, canvas: [box, ...(chosen ? cross : [])], margin: [0, 3, 0, 0] },
      { width: "*", text: words },
    ],
    unbreakable: words.length < 300,
  };
}
