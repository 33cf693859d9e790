/**
 * The flowchart of an SOP as the sheet SOP AP has it (PermenPANRB 35/2012): the rows that stand in the agency's document, a
 * column for each actor, and arrows.
 */
import { actorIn } from "../../../statemachines/language/actors.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { Outcome, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";

export interface SopChart {
  title: string;
  /** Titles of the columns under Pelaksana, in the order in which they act. */
  actors: string[];
  rows: ChartRow[];
  arrows: ChartArrow[];
}

/** Words verbatim from the SOP. */
export interface ChartRow {
  number: number;
  activity: string;
  /** Place of its column among `actors`. */
  actor: number;
  /** Kapsul for where it starts and ends, kotak, belah ketupat. */
  shape: "terminal" | "process" | "decision";
  inputs: string;
  time: string;
  output: string;
  remarks: string;
}

/** From row to row, by their places in `rows`; from a decision with its answer. */
export interface ChartArrow {
  from: number;
  to: number;
  answer?: "Ya" | "Tidak";
}

/** What stands beside the agency's document is left out; an arrow through it leads to the row that it comes to. */
export function sopChart(procedure: Procedure): SopChart {
  const steps = procedure.steps.filter(({ number }) => number !== null);
  const actors = [...new Set(steps.map(({ actor }) => actor))];
  const ways = steps.map((step) => waysFrom(procedure, step, steps));
  return {
    title: procedure.title.id,
    actors: actors.map((id) => actorIn(procedure, id)?.title.id ?? id),
    rows: steps.map((step, place) => ({
      number: step.number ?? 0,
      activity: step.activity.id,
      actor: actors.indexOf(step.actor),
      shape: shapeOf(ways[place] ?? [], place === 0),
      inputs: step.inputs,
      time: step.time.written,
      output: step.output,
      remarks: step.remarks ?? "",
    })),
    arrows: ways.flatMap((targets, from) =>
      targets.flatMap(({ to, answer }) => (to === null ? [] : [{ from, to, ...(targets.length > 1 && { answer }) }])),
    ),
  };
}

/** Where a row leads, each place once; null where it ends. */
interface Way {
  to: number | null;
  answer: "Ya" | "Tidak";
}

function waysFrom(procedure: Procedure, step: Step, rows: Step[]): Way[] {
  const found: Way[] = [];
  for (const outcome of step.outcomes.filter(({ outsideSop }) => outsideSop === undefined)) {
    const row = rowAfter(procedure, outcome);
    const to = row === null ? null : rows.indexOf(row);
    if (!found.some((way) => way.to === to)) found.push({ to, answer: answerOf(outcome, found.length === 0) });
  }
  return found;
}

/** The row of the SOP that an outcome comes to, through those beside it; null where the case ends. */
function rowAfter(procedure: Procedure, outcome: Outcome): Step | null {
  const seen = new Set<Step>();
  let next: Outcome | undefined = outcome;
  while (typeof next?.to === "string") {
    const step = findStep(procedure, next.to);
    if (!step || seen.has(step)) return null;
    if (step.number !== null) return step;
    seen.add(step);
    next = step.outcomes[0];
  }
  return null;
}

function answerOf({ tone }: Outcome, first: boolean): "Ya" | "Tidak" {
  return tone === "yes" || (tone === undefined && first) ? "Ya" : "Tidak";
}

function shapeOf(ways: Way[], first: boolean): ChartRow["shape"] {
  if (ways.length > 1) return "decision";
  return first || ways.every(({ to }) => to === null) ? "terminal" : "process";
}
