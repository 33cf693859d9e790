/** Where arrows of an SOP sheet run up and down: beside the edges of the actors' columns. In points. */
import type { Column, Symbol } from "./sop-layout.ts";

/** A way that is looked for: out of a symbol at a side (null: at either), past these heights, and on to `toX`. */
interface Wish {
  from: Symbol;
  side: "left" | "right" | null;
  toX: number;
  top: number;
  bottom: number;
  /** It ends in a connector, which is wider than a line. */
  connector?: true;
}

export interface Lanes {
  /** The shortest way that nothing else takes; where there is none, the shortest. */
  take: (wish: Wish) => number;
  /** A connector stands here. */
  mark: (x: number) => void;
  isFree: (x: number) => boolean;
}

const fromEdge = [4, 8];
const linesApart = 3.5;
const connectorsApart = 17;

export function lanesOf(columns: Column[]): Lanes {
  const places = columns.flatMap(({ x, width }) => fromEdge.flatMap((gap) => [x + gap, x + width - gap]));
  const lines: { x: number; top: number; bottom: number }[] = [];
  const connectors: number[] = [];
  const isFree = (x: number): boolean => connectors.every((other) => Math.abs(other - x) >= connectorsApart);
  return {
    isFree,
    mark: (x) => connectors.push(x),
    take({ from, side, toX, top, bottom, connector }) {
      const beside = places.filter((x) => side === null || (side === "right" ? x > from.x : x < from.x));
      const free = beside.filter(
        (x) =>
          lines.every((line) => Math.abs(line.x - x) >= linesApart || line.bottom < top - 2 || line.top > bottom + 2) &&
          (!connector || isFree(x)),
      );
      const way = (x: number): number => Math.abs(x - from.x) + Math.abs(x - toX);
      const [x = from.x] = (free.length > 0 ? free : beside).toSorted((one, other) => way(one) - way(other));
      lines.push({ x, top, bottom });
      if (connector) connectors.push(x);
      return x;
    },
  };
}
