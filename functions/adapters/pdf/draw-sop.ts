/** The sheet of an SOP as PDF: format SOP AP (PermenPANRB 35/2012), F4 across, black on white. */
import type { Content } from "pdfmake";
import type { DrawnPaper } from "../../domain/documents/paper-sheet.ts";
import type { SopChart } from "../../domain/documents/sop-chart.ts";
import { arrowsOn, type DrawnArrow } from "./sop-arrows.ts";
import { layOut, lineHeight, padding, paper, textSize, type Column, type SheetLayout } from "./sop-layout.ts";
import { arrowShape, connectorShape, symbolShape, type CanvasElement } from "./sop-symbols.ts";
import { printPdf } from "./print-pdf.ts";

/** @param at when it is made, in milliseconds since 1970 */
export function drawSop(chart: SopChart, at: number): Promise<DrawnPaper> {
  const layout = layOut(chart);
  return printPdf(
    {
      title: chart.title,
      pageSize: { width: paper.width, height: paper.height },
      pageMargins: 0,
      defaultStyle: { fontSize: textSize },
      above: () => "",
      content: layout.pages.map((_, place) => page(layout, place, chart)),
    },
    at,
  );
}

const allColumns: Column = { x: paper.margin, width: paper.width - 2 * paper.margin, title: "" };

function page(layout: SheetLayout, place: number, chart: SopChart): Content {
  const { columns, pages } = layout;
  const sheet = pages[place];
  if (!sheet) return [];
  const { arrows, connectors } = arrowsOn(layout, place, chart.arrows);
  const lines: CanvasElement[] = [
    ...gridLines(layout, place),
    ...arrows.flatMap(arrowShape),
    ...sheet.symbols.map(symbolShape),
    ...connectors.map(connectorShape),
  ];
  const count = `Halaman ${place + 1} dari ${pages.length}`;
  const title: Content[] =
    place > 0
      ? []
      : [
          { ...words("STANDAR OPERASIONAL PROSEDUR", allColumns, sheet.top - 32, "center"), fontSize: 10 },
          { ...words(chart.title, allColumns, sheet.top - 18, "center"), fontSize: 12, bold: true },
        ];
  return {
    stack: [
      { canvas: lines, absolutePosition: { x: 0, y: 0 } },
      ...title,
      ...header(layout, place),
      ...sheet.rows.flatMap(({ row, top }): Content[] => [
        words(String(row.number), columns.number, top + padding, "center"),
        words(row.activity, columns.activity, top + padding),
        words(row.inputs, columns.inputs, top + padding),
        words(row.time, columns.time, top + padding),
        words(row.output, columns.output, top + padding),
        words(row.remarks, columns.remarks, top + padding),
      ]),
      ...connectors.map(({ x, y, letter }) =>
        words(letter, { x: x - 10, width: 20, title: "" }, y - 0.62 * textSize, "center"),
      ),
      ...arrows.filter(isFirstAnswer).flatMap(answer),
      words(count, allColumns, paper.height - paper.margin + 4, "right"),
      // What has a place of its own takes no room: this makes the page.
      { text: " ", fontSize: 1, ...(place < pages.length - 1 && { pageBreak: "after" as const }) },
    ],
  };
}

function words(text: string, { x, width }: Column, y: number, alignment: "left" | "center" | "right" = "left") {
  const inside = width - 2 * padding;
  return { columns: [{ width: inside, text, alignment }], absolutePosition: { x: x + padding, y } };
}

function header({ columns, pages }: SheetLayout, place: number): Content[] {
  const { top = 0, headerHeight = 0 } = pages[place] ?? {};
  const { number, activity, actors, inputs, time, output, remarks } = columns;
  const [first] = actors;
  const across = (from: Column, to: Column, title: string): Content =>
    words(title, { x: from.x, width: to.x + to.width - from.x, title }, top + padding, "center");
  const below = (column: Column): Content =>
    words(column.title, column, top + lineHeight + 2 * padding + padding, "center");
  const whole = (column: Column): Content =>
    words(column.title, column, top + headerHeight / 2 - lineHeight / 2, "center");
  return [
    ...[number, activity, remarks].map(whole),
    ...[...actors, inputs, time, output].map(below),
    across(first ?? activity, actors.at(-1) ?? activity, "Pelaksana"),
    across(inputs, output, "Mutu Baku"),
  ];
}

function gridLines({ columns, pages }: SheetLayout, place: number): CanvasElement[] {
  const sheet = pages[place];
  if (!sheet) return [];
  const { number, activity, actors, inputs, time, output, remarks } = columns;
  const all = [number, activity, ...actors, inputs, time, output, remarks];
  const [leftEdge, rightEdge] = [number.x, remarks.x + remarks.width];
  const across = (y: number, from = leftEdge, to = rightEdge): CanvasElement => line(from, y, to, y);
  const middle = sheet.top + lineHeight + 2 * padding;
  // Two titles stand over several columns.
  const undivided = new Set([...actors.slice(1), time, output]);
  return [
    ...[sheet.top, sheet.above, sheet.below].map((y) => across(y)),
    ...sheet.rows.map(({ top }) => across(top)),
    across(middle, actors[0]?.x, inputs.x),
    across(middle, inputs.x, remarks.x),
    ...all.map((column) => line(column.x, undivided.has(column) ? middle : sheet.top, column.x, sheet.below)),
    line(rightEdge, sheet.top, rightEdge, sheet.below),
  ];
}

function line(x1: number, y1: number, x2: number, y2: number): CanvasElement {
  return { type: "line", x1, y1, x2, y2, lineWidth: 0.4 };
}

/** Two arrows may leave at one corner with the same answer. */
function isFirstAnswer(arrow: DrawnArrow, place: number, all: DrawnArrow[]): boolean {
  const same = (other: DrawnArrow): boolean =>
    other.answer === arrow.answer && String(other.points[0]) === String(arrow.points[0]);
  return all.findIndex(same) === place;
}

/** "Ya" or "Tidak" beside the beginning of an arrow, where it does not go on. */
function answer({ points: [start, next, turn], answer }: DrawnArrow): Content[] {
  if (!answer || !start || !next) return [];
  const [x, y] = start;
  const right = next[0] >= x;
  const below = next[0] === x || (turn !== undefined && turn[1] < y);
  const place: Column = { x: right ? x - 1 : x - 31, width: 32, title: "" };
  return [{ ...words(answer, place, below ? y + 1 : y - 8.5, right ? "left" : "right"), fontSize: 6.5 }];
}
