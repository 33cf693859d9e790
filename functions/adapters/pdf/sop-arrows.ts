/** Ways of the arrows on a page of an SOP sheet: along the edges of columns, so that none crosses a symbol. In points. */
import type { ChartArrow } from "../../domain/documents/sop-chart.ts";
import { lanesOf, type Lanes } from "./sop-lanes.ts";
import { strip, type SheetLayout, type SheetPage, type Symbol } from "./sop-layout.ts";

export type Point = [x: number, y: number];

export interface DrawnArrow {
  points: Point[];
  answer: ChartArrow["answer"];
}

/** Segilima: the arrow goes on at the one with the same letter on another page. `x` and `y` are its middle. */
export interface Connector {
  x: number;
  y: number;
  letter: string;
}

type Side = "left" | "right";

/** What is on the page so far. */
interface Drawing {
  page: SheetPage;
  lanes: Lanes;
  arrows: DrawnArrow[];
  connectors: Connector[];
  /** How many arrows come in at the side of a symbol, and where they go out. */
  ends: Map<Symbol, { in: Record<Side, number>; out: (Side | "bottom")[] }>;
}

/** @param place of the page among those of the layout */
export function arrowsOn(
  { columns, pages }: SheetLayout,
  place: number,
  arrows: ChartArrow[],
): { arrows: DrawnArrow[]; connectors: Connector[] } {
  const page = pages[place];
  if (!page) return { arrows: [], connectors: [] };
  const pageOf = (row: number): number =>
    pages.findIndex(({ symbols }) => symbols.some((symbol) => symbol.row === row));
  const symbol = (row: number): Symbol | undefined => page.symbols.find((candidate) => candidate.row === row);
  const drawing: Drawing = { page, lanes: lanesOf(columns.actors), arrows: [], connectors: [], ends: new Map() };

  const crossing = arrows.filter(({ from, to }) => pageOf(from) !== pageOf(to));
  const letter = (arrow: ChartArrow): string => String.fromCharCode(65 + (crossing.indexOf(arrow) % 26));
  // Arrows to the row below first: their way is the only one.
  for (const arrow of arrows.toSorted((one, other) => length(one) - length(other))) {
    const [from, to] = [symbol(arrow.from), symbol(arrow.to)];
    if (from && to) connect(drawing, from, to, arrow);
    else if (from) leavePage(drawing, from, pageOf(arrow.to) > place, arrow, letter(arrow));
    else if (to) comeIn(drawing, to, pageOf(arrow.from) < place, letter(arrow));
  }
  return drawing;
}

/** To the row below: 1. Upwards is longer than any way down. */
const length = ({ from, to }: ChartArrow): number => (to > from ? to - from : 1_000 + from - to);

function connect(drawing: Drawing, from: Symbol, to: Symbol, { answer }: ChartArrow): void {
  if (to.row === from.row + 1 && isFree(drawing, from, to)) {
    const down: Point[] = [[to.x, to.y - to.height / 2]];
    if (from.x === to.x) {
      leave(drawing, from, "bottom");
      drawing.arrows.push({ points: [[from.x, from.y + from.height / 2], ...down], answer });
      return;
    }
    const side = leave(drawing, from, to.x > from.x ? "right" : "left");
    drawing.arrows.push({ points: [edge(from, side, 0), [to.x, from.y], ...down], answer });
    return;
  }
  const side = freeSide(drawing, from);
  const x = drawing.lanes.take({ from, side, toX: to.x, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) });
  const end = enter(drawing, to, x);
  drawing.arrows.push({ points: [edge(from, side, 0), [x, from.y], [x, end[1]], end], answer });
}

/** The way to the row below is that of one arrow only. */
function isFree(drawing: Drawing, from: Symbol, to: Symbol): boolean {
  const wished = from.x === to.x ? "bottom" : to.x > from.x ? "right" : "left";
  return !endsOf(drawing, from).out.includes(wished);
}

function leavePage(drawing: Drawing, from: Symbol, down: boolean, { answer }: ChartArrow, letter: string): void {
  const { page, lanes, connectors, arrows } = drawing;
  const y = down ? page.below + strip / 2 : page.above + strip / 2;
  const tip = y - connectorHeight / 2;
  if (down && from === page.symbols.at(-1) && !endsOf(drawing, from).out.includes("bottom")) {
    leave(drawing, from, "bottom");
    lanes.mark(from.x);
    connectors.push({ x: from.x, y, letter });
    arrows.push({
      points: [
        [from.x, from.y + from.height / 2],
        [from.x, tip],
      ],
      answer,
    });
    return;
  }
  const side = freeSide(drawing, from);
  const x = lanes.take({
    from,
    side,
    toX: from.x,
    top: Math.min(from.y, y),
    bottom: Math.max(from.y, y),
    connector: true,
  });
  connectors.push({ x, y, letter });
  arrows.push({ points: [edge(from, side, 0), [x, from.y], [x, down ? tip : y + connectorHeight / 2]], answer });
}

function comeIn(drawing: Drawing, to: Symbol, fromAbove: boolean, letter: string): void {
  const { page, lanes, connectors, arrows } = drawing;
  const y = fromAbove ? page.above + strip / 2 : page.below + strip / 2;
  const start = fromAbove ? y + connectorHeight / 2 : y - connectorHeight / 2;
  if (fromAbove && to === page.symbols[0] && lanes.isFree(to.x)) {
    lanes.mark(to.x);
    connectors.push({ x: to.x, y, letter });
    arrows.push({
      points: [
        [to.x, start],
        [to.x, to.y - to.height / 2],
      ],
      answer: undefined,
    });
    return;
  }
  const x = lanes.take({
    from: to,
    side: null,
    toX: to.x,
    top: Math.min(to.y, y),
    bottom: Math.max(to.y, y),
    connector: true,
  });
  const end = enter(drawing, to, x);
  connectors.push({ x, y, letter });
  arrows.push({ points: [[x, start], [x, end[1]], end], answer: undefined });
}

export const connectorHeight = 16;

function endsOf({ ends }: Drawing, symbol: Symbol) {
  const known = ends.get(symbol) ?? { in: { left: 0, right: 0 }, out: [] };
  ends.set(symbol, known);
  return known;
}

function leave<Way extends Side | "bottom">(drawing: Drawing, symbol: Symbol, side: Way): Way {
  endsOf(drawing, symbol).out.push(side);
  return side;
}

function freeSide(drawing: Drawing, symbol: Symbol): Side {
  const { out } = endsOf(drawing, symbol);
  return leave(drawing, symbol, out.includes("right") && !out.includes("left") ? "left" : "right");
}

/** Beside the middle, where arrows go out. */
function enter(drawing: Drawing, symbol: Symbol, fromX: number): Point {
  const side = fromX < symbol.x ? "left" : "right";
  const ends = endsOf(drawing, symbol);
  const offset = (ends.in[side] % 2 === 0 ? -1 : 1) * (symbol.height / 4);
  ends.in[side] += 1;
  return edge(symbol, side, offset);
}

/** Where a line at this height meets the outline. */
function edge({ shape, x, y, width, height }: Symbol, side: Side, offset: number): Point {
  const half = width / 2;
  const radius = height / 2;
  const reach =
    shape === "decision"
      ? half * (1 - Math.abs(offset) / radius)
      : shape === "terminal"
        ? half - radius + Math.sqrt(radius ** 2 - offset ** 2)
        : half;
  return [side === "left" ? x - reach : x + reach, y + offset];
}
