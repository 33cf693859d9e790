/** The symbols of an SOP sheet as lines: kapsul, kotak, belah ketupat, anak panah, segilima (PermenPANRB 35/2012). */
import type { Content } from "pdfmake";
import { connectorHeight, type Connector, type DrawnArrow, type Point } from "./sop-arrows.ts";
import type { Symbol } from "./sop-layout.ts";

export type CanvasElement = Extract<Content, { canvas: unknown }>["canvas"][number];

const thick = 0.9;

export function symbolShape({ shape, x, y, width, height }: Symbol): CanvasElement {
  if (shape === "decision") {
    return polygon([
      [x, y - height / 2],
      [x + width / 2, y],
      [x, y + height / 2],
      [x - width / 2, y],
    ]);
  }
  const box = { type: "rect", x: x - width / 2, y: y - height / 2, w: width, h: height, lineWidth: thick } as const;
  return { ...box, color: "white", lineColor: "black", ...(shape === "terminal" && { r: height / 2 }) };
}

export function connectorShape({ x, y }: Connector): CanvasElement {
  const [half, high] = [7, connectorHeight / 2];
  return polygon([
    [x - half, y - high],
    [x + half, y - high],
    [x + half, y + high / 3],
    [x, y + high],
    [x - half, y + high / 3],
  ]);
}

/** The line, and its head at the last point. */
export function arrowShape({ points }: DrawnArrow): CanvasElement[] {
  const end = points.at(-1) ?? [0, 0];
  const before = points.at(-2) ?? end;
  const [dx, dy] = [Math.sign(end[0] - before[0]), Math.sign(end[1] - before[1])];
  const back: Point = [end[0] - 4.5 * dx, end[1] - 4.5 * dy];
  const head: Point[] = [end, [back[0] + 2.2 * dy, back[1] + 2.2 * dx], [back[0] - 2.2 * dy, back[1] - 2.2 * dx]];
  return [
    { type: "polyline", points: points.map(asPoint), lineWidth: thick, lineColor: "black" },
    {
      type: "polyline",
      points: head.map(asPoint),
      closePath: true,
      lineWidth: 0.1,
      color: "black",
      lineColor: "black",
    },
  ];
}

const asPoint = ([x, y]: Point): { x: number; y: number } => ({ x, y });

function polygon(points: Point[]): CanvasElement {
  return {
    type: "polyline",
    points: points.map(asPoint),
    closePath: true,
    lineWidth: thick,
    color: "white",
    lineColor: "black",
  };
}
