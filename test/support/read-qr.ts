/**
 * Reads the QR code of a drawn PDF as a phone would, but for finding it in a picture: the squares are taken from the page's
 * drawing, and nothing of what drew them is used (ISO/IEC 18004). Bytes at level M, versions 2 to 10; nothing is corrected.
 */
import { inflateSync } from "node:zlib";

/** Blocks at level M by version: how many there are, and the data bytes of each; the last ones may be a byte longer. */
const blocksOf: Record<number, number[]> = {
  2: [28],
  3: [44],
  4: [32, 32],
  5: [43, 43],
  6: [27, 27, 27, 27],
  7: [31, 31, 31, 31],
  8: [38, 38, 39, 39],
  9: [36, 36, 36, 37, 37],
  10: [43, 43, 43, 43, 44],
};

/** Middles of the alignment patterns by version. */
const alignedAt: Record<number, number[]> = {
  2: [6, 18],
  3: [6, 22],
  4: [6, 26],
  5: [6, 30],
  6: [6, 34],
  7: [6, 22, 38],
  8: [6, 24, 42],
  9: [6, 26, 46],
  10: [6, 28, 50],
};

const masks: ((row: number, column: number) => number)[] = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_row, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2,
  (row, column) => ((row * column) % 2) + ((row * column) % 3),
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
];

export interface ReadCode {
  text: string;
  /** Width of a module, in points. */
  module: number;
}

/** The one code on the pages of a PDF. @throws where there is none, or it is of another kind */
export function readQr(pdf: Uint8Array): ReadCode {
  const { dark, size, module } = modulesIn(pdf);
  const version = (size - 17) / 4;
  const blocks = blocksOf[version];
  if (!blocks) throw new Error(`a code of version ${version}`);
  const isDark = (row: number, column: number): boolean => dark.has(`${row},${column}`);
  const bits = bitsOf(size, version, isDark);
  const bytes = Array.from({ length: Math.floor(bits.length / 8) }, (_, place) =>
    Number.parseInt(bits.slice(place * 8, place * 8 + 8).join(""), 2),
  );
  return { text: textIn(inOrder(bytes, blocks), version), module };
}

/** The largest square behind others is the code's ground; those upon it are its dark modules. */
function modulesIn(pdf: Uint8Array) {
  const found = [...drawingOf(pdf).matchAll(/([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re\n/g)];
  const boxes = found.map(([, x = "", y = "", width = "", height = ""]) => [x, y, width, height].map(Number));
  const squares = boxes.filter(([, , width, height]) => width === height) as [number, number, number, number][];
  const ground = squares.toSorted((one, other) => other[2] - one[2])[0];
  if (!ground) throw new Error("there is no code");
  const [left, top, side] = ground;
  const modules = squares.filter(([, , width]) => width < side);
  const module = modules[0]?.[2] ?? 1;
  const place = (at: number, from: number): number => Math.round((at - from) / module);
  return {
    module,
    size: Math.round(side / module),
    dark: new Set(modules.map(([x, y]) => `${place(y, top)},${place(x, left)}`)),
  };
}

function drawingOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString("latin1");
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ 0: word, index }) => index + word.length);
  return streams.map((start) => inflated(bytes.subarray(start, text.indexOf("endstream", start)))).join("\n");
}

function inflated(bytes: Buffer): string {
  // Pages are deflated, and so are fonts.
  return bytes[0] === 0x78 ? inflateSync(bytes).toString("latin1") : "";
}

/** What its modules say, in the order in which they are laid: columns in pairs from the right, up and down. */
function bitsOf(size: number, version: number, isDark: (row: number, column: number) => boolean): number[] {
  const mask = maskOf(isDark);
  const bits: number[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (isFixed(size, version, row, column)) continue;
        bits.push(Number(isDark(row, column) !== (mask(row, column) === 0)));
      }
    }
  }
  return bits;
}

/** Level and mask stand beside the upper left finder, five bits under a mask of their own. @throws where the level is not M */
function maskOf(isDark: (row: number, column: number) => boolean): (row: number, column: number) => number {
  const said = [0, 1, 2, 3, 4].reduce((number, column) => number * 2 + Number(isDark(8, column)), 0) ^ 0b10101;
  if (said >> 3 !== 0) throw new Error("a code of another level");
  const mask = masks[said & 0b111];
  if (!mask) throw new Error("no mask");
  return mask;
}

/** Finders with what stands beside them, timing, alignment, the version: no data. */
function isFixed(size: number, version: number, row: number, column: number): boolean {
  const inFinder = (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9);
  const inVersion = version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11));
  return inFinder || row === 6 || column === 6 || inVersion || isAligning(size, version, row, column);
}

function isAligning(size: number, version: number, row: number, column: number): boolean {
  const middles = alignedAt[version] ?? [];
  return middles.some((down) =>
    middles.some((across) => {
      const onFinder = (down === 6 && (across === 6 || across === size - 7)) || (down === size - 7 && across === 6);
      return !onFinder && Math.abs(row - down) <= 2 && Math.abs(column - across) <= 2;
    }),
  );
}

/** The bytes of blocks come in turn: the first of each, then the second of each. */
function inOrder(bytes: number[], blocks: number[]): number[] {
  const filled: number[][] = blocks.map(() => []);
  let next = 0;
  for (let place = 0; place < Math.max(...blocks); place += 1)
    for (const [index, length] of blocks.entries()) if (place < length) filled[index]?.push(bytes[next++] ?? 0);
  return filled.flat();
}

/** Mode (4 bits), length (8, from version 10 on 16), bytes. */
function textIn(data: number[], version: number): string {
  const bits = data.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  if (bits.slice(0, 4) !== "0100") throw new Error("a code that is not of bytes");
  const wide = version < 10 ? 8 : 16;
  const length = Number.parseInt(bits.slice(4, 4 + wide), 2);
  const bytes = Array.from({ length }, (_, place) => Number.parseInt(bits.substr(4 + wide + place * 8, 8), 2));
  return Buffer.from(bytes).toString("utf8");
}
