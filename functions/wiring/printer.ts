import type { Dependencies, Printer } from "../domain/ports.ts";
import { dependenciesFrom } from "./dependencies.ts";

/** Draws papers as PDF; what does that is loaded with the first of them. */
export const printer: Printer = {
  async draw(sheet, at) {
    const { drawPaper } = await import("../adapters/pdf/draw-paper.ts");
    return drawPaper(sheet, Date.parse(at));
  },
};

/** What the one function on AWS that draws papers needs. */
export function thatDrawPapers(): Dependencies {
  return dependenciesFrom(process.env, printer);
}
