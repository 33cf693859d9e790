/**
 * SOP table -> Amazon States Language (JSONata). Pure and deterministic: the same table gives the same machine.
 *
 * The machine knows order, waiting and retries, nothing else. Its input is `{ caseId }`, and where it goes on instead of
 * another execution `{ caseId, resumeAt, step, outcome }` (`placeName`); every state hands on `{ caseId, step, outcome }`,
 * where `step` and `outcome` are the last ones. What a step needs (actor, form, time) the
 * functions read from the table themselves, by procedure, version and step.
 */
import { actorIn } from "../language/actors.ts";
import { checkTable } from "./check-table.ts";
import {
  actionTask,
  beginning,
  choice,
  failureEnd,
  failureTask,
  waitingTask,
  type Machine,
  type State,
} from "./states.ts";
import {
  anytimeFollowUpName,
  beginningName,
  closingName,
  failureStates,
  followUpName,
  hasChoice,
  hasFollowUp,
  resultName,
} from "./state-names.ts";
import {
  anytimeOutcomesOf,
  endingsOf,
  firstStep,
  placeName,
  stepOf,
  versionKey,
  waitingDays,
} from "../language/table.ts";
import type { Outcome, Procedure, Step } from "../language/vocabulary.ts";

/** A table that must not become a machine; `messages` name the row and what is wrong with it. */
export class TableError extends Error {
  override readonly name = "TableError";
  readonly messages: string[];

  constructor(procedure: Procedure, messages: string[]) {
    super(`the table ${versionKey(procedure)} cannot be compiled:\n- ${messages.join("\n- ")}`);
    this.messages = messages;
  }
}

/**
 * @returns the machine, with the placeholders `${OpenTask}` and `${RunActions}` for the functions it calls
 * @throws {TableError} where `checkTable` finds anything
 */
export function compile(procedure: Procedure): Machine {
  const messages = checkTable(procedure);
  if (messages.length > 0) throw new TableError(procedure, messages);
  return {
    Comment: `SOP ${procedure.sop}, ${procedure.title.id}, versi ${procedure.version}. Disusun dari tabel ${versionKey(procedure)}; jangan disunting.`,
    QueryLanguage: "JSONata",
    StartAt: beginningName,
    States: Object.fromEntries([
      [beginningName, beginning(firstStep(procedure).state, places(procedure))],
      ...procedure.steps.filter((step) => step.kind !== "entry").flatMap((step) => statesOf(procedure, step)),
      ...anytimeStates(procedure),
      ...endingStates(procedure),
      ...failurePath(procedure),
    ]),
  };
}

/** Wherever an execution may go on: at each row, and with what follows each outcome. */
function places(procedure: Procedure): { at: string; next: string }[] {
  return procedure.steps
    .filter((step) => step.kind !== "entry")
    .flatMap((step) => {
      const at = (outcome: Outcome): string => placeName({ step: step.id, outcome: outcome.id });
      const own = (outcome: Outcome): string =>
        step.kind === "automatic" ? targetState(procedure, outcome) : afterOutcome(procedure, step, outcome);
      return [
        { at: placeName({ step: step.id }), next: step.state },
        ...step.outcomes.map((outcome) => ({ at: at(outcome), next: own(outcome) })),
        ...anytimeOutcomesOf(procedure, step).map((outcome) => ({
          at: at(outcome),
          next: afterAnytime(procedure, outcome),
        })),
      ];
    });
}

type NamedState = [name: string, state: State];

function statesOf(procedure: Procedure, step: Step): NamedState[] {
  return step.kind === "automatic" ? automaticStates(procedure, step) : waitingStates(procedure, step);
}

function automaticStates(procedure: Procedure, step: Step): NamedState[] {
  const [outcome] = step.outcomes;
  if (!outcome) return [];
  const task = actionTask({
    comment: aboutStep(procedure, step),
    payload: { ...caseOf(procedure), step: step.id },
    step: step.id,
    outcome: outcome.id,
    next: targetState(procedure, outcome),
  });
  return [[step.state, task]];
}

function waitingStates(procedure: Procedure, step: Step): NamedState[] {
  const ways = [
    ...step.outcomes.map((outcome) => ({ outcome: outcome.id, next: afterOutcome(procedure, step, outcome) })),
    ...anytimeOutcomesOf(procedure, step).map((outcome) => ({
      outcome: outcome.id,
      next: afterAnytime(procedure, outcome),
    })),
  ];
  const parts = hasChoice(procedure, step);
  const wait = waitingTask({
    comment: aboutStep(procedure, step),
    payload: { ...caseOf(procedure), step: step.id },
    step: step.id,
    days: waitingDays(step) ?? 0,
    next: parts ? resultName(step) : (ways[0]?.next ?? failureStates.record),
  });
  const result: NamedState[] = parts ? [[resultName(step), choice(step.id, ways)]] : [];
  const followUps = step.outcomes.filter(hasFollowUp).map((outcome): NamedState => [
    followUpName(step, outcome),
    actionTask({
      comment: aboutOutcome(outcome),
      payload: { ...caseOf(procedure), step: step.id, outcome: outcome.id },
      step: step.id,
      outcome: outcome.id,
      next: targetState(procedure, outcome),
    }),
  ]);
  return [[step.state, wait], ...result, ...followUps];
}

/** One state for all the steps at which the outcome is possible; where it was chosen comes from the input. */
function anytimeStates(procedure: Procedure): NamedState[] {
  return (procedure.anytime ?? []).filter(hasFollowUp).map((outcome) => [
    anytimeFollowUpName(outcome),
    actionTask({
      comment: aboutOutcome(outcome),
      payload: { ...caseOf(procedure), step: lastStep, outcome: outcome.id },
      step: lastStep,
      outcome: outcome.id,
      next: targetState(procedure, outcome),
    }),
  ]);
}

function endingStates(procedure: Procedure): NamedState[] {
  return endingsOf(procedure).flatMap((ending): NamedState[] => [
    [
      closingName(ending),
      actionTask({
        comment: `Mencatat bahwa berkas berakhir: ${ending}.`,
        payload: { ...caseOf(procedure), ending },
        step: lastStep,
        outcome: "{% $states.input.outcome %}",
        next: ending,
      }),
    ],
    [ending, { Type: "Succeed" }],
  ]);
}

function failurePath(procedure: Procedure): NamedState[] {
  return [
    [failureStates.record, failureTask(caseOf(procedure))],
    [failureStates.stop, failureEnd()],
  ];
}

const lastStep = "{% $states.input.step %}";

function caseOf(procedure: Procedure): Record<string, unknown> {
  return { caseId: "{% $states.input.caseId %}", procedure: procedure.id, version: procedure.version };
}

function afterOutcome(procedure: Procedure, step: Step, outcome: Outcome): string {
  return hasFollowUp(outcome) ? followUpName(step, outcome) : targetState(procedure, outcome);
}

function afterAnytime(procedure: Procedure, outcome: Outcome): string {
  return hasFollowUp(outcome) ? anytimeFollowUpName(outcome) : targetState(procedure, outcome);
}

function targetState(procedure: Procedure, outcome: Outcome): string {
  return typeof outcome.to === "string" ? stepOf(procedure, outcome.to).state : closingName(outcome.to.end);
}

/** For the reader of the console: which row this is, who does it, and how long it may take. */
function aboutStep(procedure: Procedure, step: Step): string {
  const row = step.number === null ? `Di luar SOP (${step.outsideSop})` : `SOP ${procedure.sop} langkah ${step.number}`;
  return `${row}. Pelaksana: ${actorIn(procedure, step.actor)?.title.id ?? step.actor}. Waktu baku: ${step.time.written}.`;
}

function aboutOutcome(outcome: Outcome): string {
  const source = outcome.outsideSop ? ` Di luar SOP (${outcome.outsideSop}).` : "";
  return `Tindak lanjut hasil "${outcome.id}".${source}`;
}
