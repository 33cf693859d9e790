import type { Printer } from "../domain/ports.ts";

/** Draws papers as PDF; what does that is loaded with the first of them. */
export const printer: Printer = {
  async draw(sheet, at) {
    const { drawPaper } = await import("../adapters/pdf/draw-paper.ts");
    return drawPaper(sheet, Date.parse(at));
  },
};
