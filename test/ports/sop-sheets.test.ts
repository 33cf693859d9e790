import { extractText } from "unpdf";
import { describe, expect, test } from "vitest";
import { drawSop } from "../../functions/adapters/pdf/draw-sop.ts";
import { arrowsOn, type Point } from "../../functions/adapters/pdf/sop-arrows.ts";
import { layOut, paper, type Symbol } from "../../functions/adapters/pdf/sop-layout.ts";
import { sopChart, type SopChart } from "../../functions/domain/documents/sop-chart.ts";
import { currentProcedureOf, currentProcedures } from "../../statemachines/language/registry.ts";

const charts = currentProcedures().map((procedure) => [procedure.id, sopChart(procedure)] as const);

/** As long as three sheets, with ways back over all of them and on from the first to the last. */
const long: SopChart = {
  title: "Panjang",
  actors: ["Petugas", "Kepala Seksi", "Kepala Bidang"],
  rows: Array.from({ length: 34 }, (_, place) => ({
    number: place + 1,
    activity: "Menyusun konsep ".repeat(1 + (place % 5) * 4),
    actor: (place * 2) % 3,
    shape: place % 11 === 10 ? ("decision" as const) : ("process" as const),
    inputs: "ATK",
    time: "30 menit",
    output: "Konsep",
    remarks: "",
  })),
  arrows: [
    ...Array.from({ length: 33 }, (_, from) => ({ from, to: from + 1 })),
    { from: 32, to: 2, answer: "Tidak" },
    { from: 21, to: 20, answer: "Tidak" },
    { from: 10, to: 33, answer: "Tidak" },
  ],
};

describe("the chart of an SOP", () => {
  test("has the rows of the agency's document, with the shape of what comes of them", () => {
    const { rows, actors } = sopChart(currentProcedureOf("official-visit"));
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(rows.flatMap(({ number, shape }) => (shape === "process" ? [] : [[number, shape]]))).toEqual([
      [1, "terminal"],
      [7, "decision"],
      [10, "terminal"],
    ]);
    expect(actors).toHaveLength(6);
  });

  test("leads through rows beside it to the row that they come to", () => {
    const { rows, arrows } = sopChart(currentProcedureOf("mobile-library"));
    const from = (number: number) =>
      arrows.flatMap(({ from, to, answer }) => (rows[from]?.number === number ? [[rows[to]?.number, answer]] : []));
    expect(from(3)).toEqual([
      [4, "Ya"],
      [2, "Tidak"],
    ]);
    expect(from(8)).toEqual([
      [9, "Ya"],
      [7, "Tidak"],
    ]);
    expect(from(9)).toEqual([[10, undefined]]);
  });
});

describe.each([...charts, ["a long one", long] as const])("the sheet of %s", (_, chart) => {
  const layout = layOut(chart);
  const drawn = layout.pages.map((_page, place) => arrowsOn(layout, place, chart.arrows));

  test("says what the SOP says, on as many pages as were laid out", async () => {
    const { bytes, pages } = await drawSop(chart, 0);
    expect(pages).toBe(layout.pages.length);
    const { text } = await extractText(bytes, { mergePages: true });
    const said = text.replaceAll(/\s+/g, "");
    for (const { activity, inputs, time, output, remarks } of chart.rows) {
      expect(said).toContain([activity, inputs, time, output, remarks].join("").replaceAll(/\s+/g, ""));
    }
  });

  test("has every row within its page and every symbol within its row", () => {
    for (const page of layout.pages) {
      expect(page.below).toBeLessThanOrEqual(paper.height - paper.margin);
      for (const [place, { top, height }] of page.rows.entries()) {
        const symbol = page.symbols[place];
        expect(symbol && symbol.y - symbol.height / 2).toBeGreaterThan(top);
        expect(symbol && symbol.y + symbol.height / 2).toBeLessThan(top + height);
      }
    }
  });

  test("has an arrow for each way, or two connectors of one letter where it crosses pages", () => {
    const letters = drawn.flatMap(({ connectors }) => connectors.map(({ letter }) => letter));
    for (const letter of letters) expect(letters.filter((other) => other === letter)).toHaveLength(2);
    expect(drawn.flatMap(({ arrows }) => arrows)).toHaveLength(chart.arrows.length + letters.length / 2);
  });

  test("has no arrow through a symbol and no connector upon another", () => {
    for (const [place, { arrows, connectors }] of drawn.entries()) {
      const symbols = layout.pages[place]?.symbols ?? [];
      const crossed = arrows.flatMap(({ points }) => symbols.filter((symbol) => crosses(points, symbol)));
      expect(crossed).toEqual([]);
      for (const one of connectors) {
        const upon = connectors.filter((other) => one.y === other.y && Math.abs(one.x - other.x) < 14);
        expect(upon).toEqual([one]);
      }
    }
  });
});

/** Whether a line goes through the inner half of a symbol, which no arrow from or to it does. */
function crosses(points: Point[], { x, y, width, height }: Symbol): boolean {
  return points.some(([x2, y2], place) => {
    const [x1, y1] = points[place - 1] ?? [x2, y2];
    const beside = Math.max(x1, x2) <= x - width / 4 || Math.min(x1, x2) >= x + width / 4;
    const above = Math.max(y1, y2) <= y - height / 4 || Math.min(y1, y2) >= y + height / 4;
    return !beside && !above;
  });
}
