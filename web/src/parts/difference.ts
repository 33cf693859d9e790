import { diffArrays, diffWordsWithSpace } from "diff";

/** A piece of a line: in both texts, or in one of them only. */
export interface Piece {
  mark: "same" | "added" | "removed";
  text: string;
}

/** A line of the comparison; a `changed` one has pieces of both texts. */
export interface Line {
  mark: "same" | "added" | "removed" | "changed";
  pieces: Piece[];
}

/** What is shown: lines, and how many unchanged lines were left out between them. */
export type Shown = Line | { mark: "skipped"; count: number };

/** Compares two texts line by line, and within lines that were only reworded, word by word. */
export function compare(before: string, after: string): Line[] {
  const lines: Line[] = [];
  const parts = diffArrays(before.split("\n"), after.split("\n"));
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    const next = parts[index + 1];
    if (!part) continue;
    if (part.removed && next?.added) {
      lines.push(...rewritten(part.value, next.value));
      index += 1;
    } else {
      const mark = part.added ? "added" : part.removed ? "removed" : "same";
      lines.push(...part.value.map((text) => whole(mark, text)));
    }
  }
  return lines;
}

/** Leaves out unchanged lines that are further than `around` from a change. */
export function nearChanges(lines: Line[], around = 2): Shown[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ mark }) => mark !== "same"),
  );
  const shown: Shown[] = [];
  for (const [index, line] of lines.entries()) {
    const last = shown.at(-1);
    if (near[index]) shown.push(line);
    else if (last?.mark === "skipped") last.count += 1;
    else shown.push({ mark: "skipped", count: 1 });
  }
  return shown;
}

/** Lines that took the place of others: pairs that have most words in common are shown as one line. */
function rewritten(removed: string[], added: string[]): Line[] {
  const lines: Line[] = [];
  for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
    const [old, fresh] = [removed[index], added[index]];
    const reworded = old !== undefined && fresh !== undefined ? wordByWord(old, fresh) : null;
    if (reworded) {
      lines.push(reworded);
      continue;
    }
    if (old !== undefined) lines.push(whole("removed", old));
    if (fresh !== undefined) lines.push(whole("added", fresh));
  }
  return lines;
}

/** Null where the lines have too little in common: marks on every other word are harder to read than both lines. */
function wordByWord(old: string, fresh: string): Line | null {
  const pieces = diffWordsWithSpace(old, fresh).map(({ added, removed, value }): Piece => ({
    mark: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
  const same = pieces.filter(({ mark }) => mark === "same").reduce((sum, { text }) => sum + text.trim().length, 0);
  return same * 2.5 >= Math.max(old.length, fresh.length) ? { mark: "changed", pieces } : null;
}

function whole(mark: "same" | "added" | "removed", text: string): Line {
  return { mark, pieces: [{ mark, text }] };
}
