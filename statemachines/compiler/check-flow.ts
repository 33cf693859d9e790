/** Order of a table: every step can be reached, and every case can end. */
import { outcomesOf, rowName } from "../language/table.ts";
import type { Outcome, Procedure, Step } from "../language/vocabulary.ts";

/** @returns a message for each break in the order of the steps */
export function checkFlow(procedure: Procedure): string[] {
  const entries = procedure.steps.filter((step) => step.kind === "entry");
  const targets = checkTargets(procedure);
  if (entries.length !== 1) return [...targets, `the table has ${entries.length} entry rows; it needs one`];
  return [...targets, ...checkReach(procedure, entries), ...checkEnds(procedure), ...checkAutomaticLoops(procedure)];
}

function checkTargets(procedure: Procedure): string[] {
  const ofRows = procedure.steps.flatMap((step) =>
    step.outcomes.map((outcome) => ({ from: rowName(step), outcome, atEntry: step.kind === "entry" })),
  );
  const ofAnytime = (procedure.anytime ?? []).map((outcome) => ({ from: "anytime", outcome, atEntry: false }));
  return [...ofRows, ...ofAnytime].flatMap(({ from, outcome, atEntry }) => {
    const problem = targetProblem(procedure, outcome, atEntry);
    return problem === null ? [] : [`outcome "${outcome.id}" of ${from} ${problem}`];
  });
}

function targetProblem(procedure: Procedure, outcome: Outcome, atEntry: boolean): string | null {
  const to = outcome.to as Outcome["to"] | undefined;
  if (!to) return "has no target";
  if (typeof to !== "string") return atEntry ? "ends the case before it has begun" : null;
  const target = procedure.steps.find((step) => step.id === to);
  if (!target) return `leads to "${to}", which is no row`;
  return target.kind === "entry" ? `leads back to the request "${to}", which opens a new case` : null;
}

function checkReach(procedure: Procedure, entries: Step[]): string[] {
  const reached = spread(entries, (step) => nextSteps(procedure, outcomesOf(procedure, step)));
  return procedure.steps.filter((step) => !reached.has(step)).map((step) => `${rowName(step)} cannot be reached`);
}

/** A way to the end through the step's own outcomes: that somebody may withdraw is not an end to count on. */
function checkEnds(procedure: Procedure): string[] {
  const ends = procedure.steps.filter((step) => step.outcomes.some(({ to }) => typeof to === "object"));
  const finishing = spread(ends, (step) =>
    procedure.steps.filter((earlier) => nextSteps(procedure, earlier.outcomes).includes(step)),
  );
  return procedure.steps
    .filter((step) => !finishing.has(step))
    .map((step) => `${rowName(step)} has no way to an ending`);
}

/** Automatic rows alone would turn for ever, and pay for each turn. */
function checkAutomaticLoops(procedure: Procedure): string[] {
  const automatic = (step: Step) => step.kind === "automatic";
  const nextAutomatic = (step: Step) => nextSteps(procedure, step.outcomes).filter(automatic);
  return procedure.steps
    .filter((step) => automatic(step) && spread(nextAutomatic(step), nextAutomatic).has(step))
    .map((step) => `${rowName(step)} stands in a loop in which no person takes part`);
}

function nextSteps(procedure: Procedure, outcomes: Outcome[]): Step[] {
  const ids = outcomes.map(({ to }) => to);
  return procedure.steps.filter((step) => ids.includes(step.id));
}

/** Everything that can be come to from the given steps, themselves included. */
function spread(from: Step[], onward: (step: Step) => Step[]): Set<Step> {
  const found = new Set(from);
  for (const step of found) for (const next of onward(step)) found.add(next);
  return found;
}
