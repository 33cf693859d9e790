/** Names of the states of a machine: plain Indonesian words, read in the Step Functions console and in histories. */
import type { Ending, Outcome, Procedure, Step } from "../language/vocabulary.ts";
import { endingsOf, outcomesOf, rowName, waits } from "../language/table.ts";

/** Fixed states that every machine ends with. */
export const failureStates = { record: "Mencatat gangguan", stop: "Berhenti karena gangguan" } as const;

/** The first state of every machine: the beginning of the flow, or where an earlier execution of the case was lost. */
export const beginningName = "Mencari langkah awal";

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

/** Every state name a table leads to, with what it comes from; repeated where the table repeats one. */
export function plannedNames(procedure: Procedure): { name: string; from: string }[] {
  const ofSteps = procedure.steps
    .filter((step) => step.kind !== "entry")
    .flatMap((step) => [
      { name: step.state, from: rowName(step) },
      ...(hasChoice(procedure, step) ? [{ name: resultName(step), from: `the result of ${rowName(step)}` }] : []),
      ...step.outcomes.filter(hasFollowUp).map((outcome) => ({
        name: followUpName(step, outcome),
        from: `outcome "${outcome.id}" of ${rowName(step)}`,
      })),
    ]);
  const ofAnytime = (procedure.anytime ?? []).filter(hasFollowUp).map((outcome) => ({
    name: anytimeFollowUpName(outcome),
    from: `the anytime outcome "${outcome.id}"`,
  }));
  const ofEndings = endingsOf(procedure).flatMap((ending) =>
    [closingName(ending), ending].map((name) => ({ name, from: `the ending ${ending}` })),
  );
  const ofFailure = Object.values(failureStates).map((name) => ({ name, from: "the failure path" }));
  const ofBeginning = [{ name: beginningName, from: "the beginning of every machine" }];
  return [...ofBeginning, ...ofSteps, ...ofAnytime, ...ofEndings, ...ofFailure];
}
