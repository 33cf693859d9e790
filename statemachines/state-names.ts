/** Names of the states of a machine: plain Indonesian words, read in the Step Functions console and in histories. */
import type { Ending, Outcome, Procedure, Step } from "./vocabulary.ts";
import { endingsOf, outcomesOf, waits } from "./table.ts";

/** Fixed states that every machine ends with. */
export const failureStates = { record: "Mencatat gangguan", stop: "Berhenti karena gangguan" } as const;

/** Where the machine takes the way that belongs to the outcome of a step. */
export const resultName = (step: Step): string => `${step.state}: hasil`;

/** What the machine does after an outcome of one step. */
export const followUpName = (step: Step, outcome: Outcome): string => `${step.state}: ${outcome.label.id}`;

/** What the machine does after an outcome that is possible at several steps: one state for all of them. */
export const anytimeFollowUpName = (outcome: Outcome): string => outcome.label.id;

export const closingName = (ending: Ending): string => `Menutup berkas: ${ending}`;

/** Whether the machine has something to do after an outcome, before it goes on. */
export function hasFollowUp(outcome: Outcome): boolean {
  return (outcome.actions ?? []).length > 0 || (outcome.letters ?? []).length > 0;
}

/** Whether the outcome of a step decides the way. */
export function hasChoice(procedure: Procedure, step: Step): boolean {
  return waits(step) && outcomesOf(procedure, step).length > 1;
}

/** Every state name a table leads to, repeated where the table repeats one. */
export function stateNames(procedure: Procedure): string[] {
  const ofSteps = procedure.steps
    .filter((step) => step.kind !== "entry")
    .flatMap((step) => [
      step.state,
      ...(hasChoice(procedure, step) ? [resultName(step)] : []),
      ...step.outcomes.filter(hasFollowUp).map((outcome) => followUpName(step, outcome)),
    ]);
  const ofAnytime = (procedure.anytime ?? []).filter(hasFollowUp).map(anytimeFollowUpName);
  const ofEndings = endingsOf(procedure).flatMap((ending) => [closingName(ending), ending]);
  return [...ofSteps, ...ofAnytime, ...ofEndings, ...Object.values(failureStates)];
}
