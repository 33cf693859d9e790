import type { CaseView } from "../../../../functions/contract/staff.ts";
import type { Language } from "../../../../statemachines/language/vocabulary.ts";

export type LaneStep = CaseView["steps"][number];

export interface Lane {
  title: string[];
  left: number;
  centre: number;
}

export interface LaneRow {
  step: LaneStep;
  /** "6." or, outside the SOP, nothing. */
  number: string;
  lines: string[];
  top: number;
  middle: number;
  x: number;
  shape: "start" | "box" | "decision";
}

export interface LaneArrow {
  path: string;
  walked: boolean;
}

/** The swimlane of a procedure as coordinates of one drawing; a unit is a CSS pixel at full width. */
export interface LanePicture {
  width: number;
  height: number;
  lanes: Lane[];
  rows: LaneRow[];
  arrows: LaneArrow[];
}

/** Measures of the drawing. The words column on the left and the time column on the right are fixed, lanes share the rest. */
export const measures = { width: 1160, words: 328, times: 164, head: 60, row: 62, shapeWidth: 64, shapeHeight: 34 };

/** Characters that fit a line of the words column. */
const lineLength = 34;
/** Characters that fit the head of a lane, by its width. */
const pixelsPerLetter = 8;

/**
 * Lays out lanes (actors in the order they first act), one row a step, and the arrows between the rows of the SOP.
 * Rows outside the SOP stand where the table has them, without arrows: the way through them is an exception.
 */
export function layOut(steps: LaneStep[], language: Language): LanePicture {
  const actors = [...new Set(steps.map((step) => step.actorShort[language]))];
  const laneWidth = (measures.width - measures.words - measures.times) / Math.max(1, actors.length);
  const lanes = actors.map((actor, index) => ({
    title: wrap(actor, Math.floor(laneWidth / pixelsPerLetter)),
    left: measures.words + index * laneWidth,
    centre: measures.words + (index + 0.5) * laneWidth,
  }));
  const numbered = steps.filter((step) => step.number !== null);
  const ends = new Set([numbered[0], numbered.at(-1)]);
  const rows = steps.map((step, index): LaneRow => {
    const top = measures.head + index * measures.row;
    return {
      step,
      number: step.number === null ? "" : `${step.number}.`,
      lines: wrap(step.state, lineLength),
      top,
      middle: top + measures.row / 2,
      x: lanes[actors.indexOf(step.actorShort[language])]?.centre ?? 0,
      shape: step.kind === "decision" ? "decision" : ends.has(step) ? "start" : "box",
    };
  });
  return {
    width: measures.width,
    height: measures.head + steps.length * measures.row,
    lanes,
    rows,
    arrows: arrowsBetween(rows, laneWidth),
  };
}

/** Breaks a text into lines at spaces; a longer word stays whole. */
function wrap(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function arrowsBetween(rows: LaneRow[], laneWidth: number): LaneArrow[] {
  const main = rows.filter((row) => row.step.number !== null);
  return main.slice(1).map((to, index) => {
    const from = main[index] ?? to;
    const between = rows.filter((row) => row.top > from.top && row.top < to.top);
    return { path: route(from, to, between, laneWidth), walked: to.step.mark !== "ahead" };
  });
}

/** Down, across on a line between two rows, down: never through the shape of a row that is passed by. */
function route(from: LaneRow, to: LaneRow, between: LaneRow[], laneWidth: number): string {
  const half = measures.shapeHeight / 2;
  const start = from.middle + (from.shape === "decision" ? half + 4 : half);
  const end = to.middle - (to.shape === "decision" ? half + 4 : half) - 1;
  const blocked = (x: number) => between.some((row) => row.x === x);
  const firstLine = from.top + measures.row;
  if (from.x === to.x && !blocked(from.x)) return `M${from.x} ${start} V${end}`;
  if (!blocked(to.x)) return `M${from.x} ${start} V${firstLine} H${to.x} V${end}`;
  if (!blocked(from.x)) return `M${from.x} ${start} V${to.top} H${to.x} V${end}`;
  const side = from.x + laneWidth / 2 - 6;
  return `M${from.x} ${start} V${firstLine} H${side} V${to.top} H${to.x} V${end}`;
}
