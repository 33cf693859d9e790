/** Where everything stands on the pages of an SOP sheet: widths of columns, heights of rows, places of symbols. In points. */
import { readFileSync } from "node:fs";
import type { ChartRow, SopChart } from "../../domain/documents/sop-chart.ts";
import { widthsIn } from "./font-characters.ts";
import { faces } from "./faces.ts";

/** F4 across. */
export const paper = { width: (330 * 72) / 25.4, height: (215 * 72) / 25.4, margin: 28 };
export const textSize = 8;
export const lineHeight = textSize * 1.16;
export const padding = 3;
/** Room for connectors above and below the rows of a page. */
export const strip = 24;
const titleHeight = 34;
const lowestRow = 36;

export interface Column {
  x: number;
  width: number;
  title: string;
}

export interface Columns {
  number: Column;
  activity: Column;
  actors: Column[];
  inputs: Column;
  time: Column;
  output: Column;
  remarks: Column;
}

/** A symbol; `x` and `y` are its middle. */
export interface Symbol {
  /** Place of its row in the chart. */
  row: number;
  shape: ChartRow["shape"];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface SheetPage {
  /** Upper edge of the header. */
  top: number;
  headerHeight: number;
  rows: { row: ChartRow; top: number; height: number }[];
  symbols: Symbol[];
  /** Upper edges of the strips for connectors. */
  above: number;
  below: number;
}

export interface SheetLayout {
  columns: Columns;
  pages: SheetPage[];
}

const widthOf = widthsIn(readFileSync(faces.normal));

export function layOut(chart: SopChart): SheetLayout {
  const columns = columnsOf(chart);
  const headerHeight =
    lineHeight + 2 * padding + Math.max(...columns.actors.map(({ title, width }) => textHeight(title, width)));
  const heights = chart.rows.map((row) => rowHeight(row, columns));
  const pages: SheetPage[] = [];
  let bottom = Infinity;
  for (const [place, row] of chart.rows.entries()) {
    const height = heights[place] ?? lowestRow;
    // Nothing goes on below the last row.
    const below = place === chart.rows.length - 1 ? 0 : strip;
    if (bottom + height > paper.height - paper.margin - below) {
      const top = paper.margin + (pages.length === 0 ? titleHeight : 0);
      const above = top + headerHeight;
      pages.push({ top, headerHeight, rows: [], symbols: [], above, below: above });
      bottom = above + (pages.length === 1 ? 0 : strip);
    }
    const page = pages.at(-1);
    const column = columns.actors[row.actor];
    if (!page || !column) continue;
    page.rows.push({ row, top: bottom, height });
    page.symbols.push({
      row: place,
      shape: row.shape,
      x: column.x + column.width / 2,
      y: bottom + height / 2,
      width: Math.min(40, column.width - 26),
      height: row.shape === "decision" ? 26 : 18,
    });
    bottom += height;
    page.below = bottom;
  }
  return { columns, pages };
}

/** The actors share what the others leave. */
function columnsOf({ actors }: SopChart): Columns {
  const widths = { number: 22, activity: 185, inputs: 105, time: 62, output: 105, remarks: 80 };
  const others = Object.values(widths).reduce((sum, width) => sum + width, 0);
  const each = (paper.width - 2 * paper.margin - others) / actors.length;
  let x = paper.margin;
  const next = (width: number, title: string): Column => ({ x: (x += width) - width, width, title });
  return {
    number: next(widths.number, "No"),
    activity: next(widths.activity, "Kegiatan"),
    actors: actors.map((title) => next(each, title)),
    inputs: next(widths.inputs, "Kelengkapan"),
    time: next(widths.time, "Waktu"),
    output: next(widths.output, "Output"),
    remarks: next(widths.remarks, "Keterangan"),
  };
}

function rowHeight(row: ChartRow, columns: Columns): number {
  const cells = (["activity", "inputs", "time", "output", "remarks"] as const).map((name) =>
    textHeight(row[name], columns[name].width),
  );
  return Math.max(lowestRow, ...cells);
}

/** With padding. Lines are broken at spaces only, so that there are never fewer than the printer makes. */
function textHeight(words: string, width: number): number {
  const room = width - 2 * padding;
  let lines = 1;
  let used = 0;
  for (const word of words.split(/\s+/)) {
    const wide = widthOf(`${word} `, textSize);
    if (used > 0 && used + wide > room) {
      lines += 1;
      used = 0;
    }
    // A word that is wider than the column is broken.
    lines += Math.floor(wide / room);
    used += wide % room;
  }
  return lines * lineHeight + 2 * padding;
}
