/** What a sweep reads of the table with few and with very many open tasks: it grows with what is due. */
import "../../statemachines/index.ts";
import { sweepCost } from "../support/many-open.ts";
import type { Figure } from "./workflow.ts";

const few = 1_000;

/** @param many open tasks, each of a case of its own */
export async function benchSweep(many: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const due of [0, 10, 100]) {
    const [one, all] = [await sweepCost({ open: few, due }), await sweepCost({ open: many, due })];
    figures.push({
      name: `sweep, ${due} due: reads with ${many} open tasks against ${few}`,
      value: Math.round((all.calls / one.calls) * 100) / 100,
      unit: "times",
      ...{
        reads: all.calls,
        items: all.items,
        ms: Math.round(all.ms * 10) / 10,
        msWithFew: Math.round(one.ms * 10) / 10,
      },
    });
  }
  return figures;
}
