/** Ways through an SOP table: what a machine must do when people answer in a given order. Pure. */
import {
  anytimeFollowUpName,
  beginningName,
  closingName,
  failureStates,
  followUpName,
  hasChoice,
  hasFollowUp,
  resultName,
} from "../../statemachines/compiler/state-names.ts";
import {
  anytimeOutcomesOf,
  firstStep,
  outcomesOf,
  stepOf,
  waits,
  type Place,
} from "../../statemachines/language/table.ts";
import type { Ending, Outcome, Procedure, Step } from "../../statemachines/language/vocabulary.ts";

/** An outcome of a step, taken. */
export interface Edge {
  step: Step;
  outcome: Outcome;
}

/** What the machine must do on a way: the states it enters, the functions it calls, the end. */
export interface Promised {
  states: string[];
  /** Payloads of the calls; those of `OpenTask` also carry the token and the time of entering. */
  calls: { name: "OpenTask" | "RunActions"; payload: Record<string, unknown> }[];
  ending: Ending;
}

/** Every outcome of every step that the workflow passes. Which of them a person is offered is not the machine's business. */
export function edgesOf(procedure: Procedure): Edge[] {
  return procedure.steps
    .filter((step) => step.kind !== "entry")
    .flatMap((step) => outcomesOf(procedure, step).map((outcome) => ({ step, outcome })));
}

/** A way from the start over an edge to an end, as short as the table allows on either side. */
export function wayOver(procedure: Procedure, edge: Edge): Edge[] {
  const there = shortest(procedure, firstStep(procedure), (step) => step.id === edge.step.id);
  const { to } = edge.outcome;
  const onwards = typeof to === "string" ? shortest(procedure, stepOf(procedure, to), () => false) : [];
  return [...there, edge, ...onwards];
}

/** A way from the start up to a step, which is not answered any more. */
export function wayTo(procedure: Procedure, target: Step): Edge[] {
  return shortest(procedure, firstStep(procedure), (step) => step.id === target.id);
}

/** Breadth first to the first step that `arrived` takes, else to the first end of a case. */
function shortest(procedure: Procedure, from: Step, arrived: (step: Step) => boolean): Edge[] {
  const queue: { at: Step; way: Edge[] }[] = [{ at: from, way: [] }];
  const seen = new Set([from.id]);
  let ended: Edge[] | null = null;
  for (const { at, way } of queue) {
    if (arrived(at)) return way;
    for (const outcome of outcomesOf(procedure, at)) {
      const next = [...way, { step: at, outcome }];
      if (typeof outcome.to === "object") ended ??= next;
      else if (!seen.has(outcome.to)) {
        seen.add(outcome.to);
        queue.push({ at: stepOf(procedure, outcome.to), way: next });
      }
    }
  }
  if (!ended) throw new Error(`no way on from ${from.id}`);
  return ended;
}

/** What the table promises for a whole way; `answered` where its first answer was given to an earlier execution. */
export function promisedBy(procedure: Procedure, way: Edge[], caseId: string, answered = false): Promised {
  const about = { caseId, procedure: procedure.id, version: procedure.version };
  const promised: Omit<Promised, "ending"> = { states: [beginningName], calls: [] };
  for (const [index, { step, outcome }] of way.entries()) {
    if (index > 0 || !answered) {
      promised.states.push(step.state);
      promised.calls.push({ name: waits(step) ? "OpenTask" : "RunActions", payload: { ...about, step: step.id } });
      if (hasChoice(procedure, step)) promised.states.push(resultName(step));
    }
    if (!waits(step) || !hasFollowUp(outcome)) continue;
    const anytime = anytimeOutcomesOf(procedure, step).some(({ id }) => id === outcome.id);
    promised.states.push(anytime ? anytimeFollowUpName(outcome) : followUpName(step, outcome));
    promised.calls.push({ name: "RunActions", payload: { ...about, step: step.id, outcome: outcome.id } });
  }
  const end = way.at(-1)?.outcome.to;
  if (typeof end !== "object") throw new Error("the way does not end");
  promised.states.push(closingName(end.end), end.end);
  promised.calls.push({ name: "RunActions", payload: { ...about, ending: end.end } });
  return { ...promised, ending: end.end };
}

/** Where an execution can go on in place of another around an answer: before it, or after it. */
export function placesAt(procedure: Procedure, edge: Edge): { at: Place; rest: Edge[] }[] {
  const way = wayOver(procedure, edge);
  const rest = way.slice(way.lastIndexOf(edge));
  const at = { step: edge.step.id };
  return [
    { at, rest },
    { at: { ...at, outcome: edge.outcome.id }, rest },
  ];
}

/** The two states every failure leads through. */
export const failurePath = [failureStates.record, failureStates.stop];
