/**
 * Whether standard times are real: where most answers take far longer than the SOP says, or far shorter, a figure is proposed for
 * its next revision. Pure.
 */
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { percentile, sizeOf } from "./counted-values.ts";
import type { RowTotals } from "./totals.ts";

/** Fewer answers tell nothing yet. */
const leastAnswers = 20;
/** Nine of ten within half the standard, or the ninth of ten beyond one and a half times it. */
const [farBelow, farAbove] = [50, 150];
/** Figures that standard times are written in, minutes; longer ones are whole working days. */
const figures = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360];
const minutesOfWorkingDay = 450;

/** A row whose standard time is far from what it takes; minutes are office minutes. */
export interface Unrealistic {
  step: string;
  answers: number;
  /** What nine of ten do not exceed. */
  p90: number | null;
  /** The same in percent of the standard. */
  p90Share: number;
  is: "too-short" | "too-long";
  /** What the next revision could say: minutes, or working days; for a single unit where it counts by units. */
  proposed: { minutes: number } | { workingDays: number };
  perUnit: boolean;
}

/** @returns null where the standard is real, or too few answers tell */
export function realismOf(step: Step, row: RowTotals): Unrealistic | null {
  const answers = sizeOf(row.shares);
  const p90Share = percentile(row.shares, 90);
  const usual = percentile(row.standards, 50);
  if (answers < leastAnswers || p90Share === null || usual === null) return null;
  if (p90Share >= farBelow && p90Share <= farAbove) return null;
  const perUnit = step.time.basis === "per-unit";
  const standard = perUnit ? minutesOf(step.time.max) : usual;
  const proposed = figureFor((standard * p90Share) / 100);
  const is = p90Share > farAbove ? "too-short" : "too-long";
  return { step: step.id, answers, p90: percentile(row.minutes, 90), p90Share, is, proposed, perUnit };
}

/** The next figure as standard times are written. */
function figureFor(minutes: number): Unrealistic["proposed"] {
  const figure = figures.find((each) => each >= minutes);
  return figure === undefined
    ? { workingDays: Math.max(1, Math.ceil(minutes / minutesOfWorkingDay)) }
    : { minutes: figure };
}

/** Of a length such as "PT10M" or "PT1H30M"; 0 where it is none. */
function minutesOf(length = ""): number {
  const [, hours = "0", minutes = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(length) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
