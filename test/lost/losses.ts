/** What can be lost where: each state of a machine that waits or acts, each way, and what of it was lost so far. */
import { compile } from "../../statemachines/compiler/compile.ts";
import {
  anytimeFollowUpName,
  closingName,
  failureStates,
  followUpName,
  hasFollowUp,
} from "../../statemachines/compiler/state-names.ts";
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import { findStep, outcomesOf, stepOf } from "../../statemachines/language/table.ts";
import type { Outcome, Procedure, Step } from "../../statemachines/language/vocabulary.ts";

/** How an execution goes: stopped by the API, failed, or gone from the journal of a running or of a stopped agency. */
export const ways = ["stop", "fail", "remove", "remove-while-stopped"] as const;
export type Way = (typeof ways)[number];

/** While the call of a state has done nothing yet, when it has done all, and while its task waits for somebody. */
export type Moment = "before" | "after" | "waiting";

export interface Loss {
  state: string;
  moment: Moment;
  way: Way;
}

/** The way of a case that was begun by a machine of before there was any taking over; each state loses one such. */
const byOldMachine = "old";

export class Losses {
  readonly procedure: Procedure;
  /** States that call a function, by name, each with the moments at which it can be lost. */
  readonly states: Map<string, Moment[]>;
  readonly #next: Map<string, string[]>;
  readonly #left = new Set<string>();

  /** @param few one way for each moment, taken in turn: for a run of seconds */
  constructor(procedureId: string, few: boolean) {
    this.procedure = currentProcedureOf(procedureId);
    const machine = compile(this.procedure);
    this.states = new Map();
    this.#next = new Map();
    for (const [name, state] of Object.entries(machine.States)) {
      if (state.Type === "Task") {
        this.states.set(name, state.TimeoutSeconds ? ["before", "after", "waiting"] : ["before", "after"]);
        this.#next.set(name, [state.Next]);
      } else if (state.Type === "Choice")
        this.#next.set(
          name,
          state.Choices.map(({ Next }) => Next),
        );
    }
    let turn = 0;
    for (const [state, moments] of this.states) {
      for (const moment of moments) {
        const chosen = few ? ways.slice(turn % ways.length, (turn % ways.length) + 1) : ways;
        for (const way of chosen) this.#left.add(keyOf({ state, moment, way }));
        turn += 1;
      }
      if (state !== failureStates.record) this.#left.add(keyOf({ state, moment: byOldMachine, way: byOldMachine }));
    }
  }

  /** What is to be lost at a state at a moment, or null. */
  at(state: string, moment: Moment, isOld: boolean): Loss | null {
    if (isOld && !this.#left.has(keyOf({ state, moment: byOldMachine, way: byOldMachine }))) return null;
    const way = ways.find((each) => this.#left.has(keyOf({ state, moment, way: each })));
    if (way) return { state, moment, way };
    return isOld ? { state, moment, way: ways[this.#left.size % ways.length] ?? "stop" } : null;
  }

  note(loss: Loss, isOld: boolean): void {
    this.#left.delete(keyOf(loss));
    if (isOld) this.#left.delete(keyOf({ state: loss.state, moment: byOldMachine, way: byOldMachine }));
  }

  /** Everything that was not lost yet, as `state / moment / way`. */
  get left(): string[] {
    return [...this.#left];
  }

  get leftOfOld(): number {
    return this.left.filter((key) => key.endsWith(byOldMachine)).length;
  }

  /**
   * How far the next state lies from an outcome of a row at which anything is left to lose; Infinity where there is none.
   *
   * @param isOld whether what is to be lost is the first execution of a case that an old machine began
   */
  distance(stepId: string, outcomeId: string, isOld: boolean): number {
    const step = stepOf(this.procedure, stepId);
    const outcome = outcomesOf(this.procedure, step).find(({ id }) => id === outcomeId);
    if (!outcome) return Infinity;
    const wanted = this.#wanted(isOld);
    const seen = new Set<string>();
    let [names, far] = [[this.#stateAfter(step, outcome)], 0];
    for (; names.length > 0; far += 1) {
      if (names.some((name) => wanted.has(name))) return far;
      for (const name of names) seen.add(name);
      names = names.flatMap((name) => this.#next.get(name) ?? []).filter((name) => !seen.has(name));
    }
    return Infinity;
  }

  /** The least such distance of all outcomes of a row. */
  nearest(stepId: string, isOld: boolean): number {
    const step = findStep(this.procedure, stepId);
    const all = step ? outcomesOf(this.procedure, step) : [];
    return Math.min(...all.map(({ id }) => this.distance(stepId, id, isOld)));
  }

  #wanted(isOld: boolean): Set<string> {
    const keys = this.left.map((key) => key.split(separator));
    return new Set(keys.flatMap(([state = "", moment]) => ((moment === byOldMachine) === isOld ? state : [])));
  }

  #stateAfter(step: Step, outcome: Outcome): string {
    const isOwn = step.outcomes.includes(outcome);
    if (hasFollowUp(outcome)) return isOwn ? followUpName(step, outcome) : anytimeFollowUpName(outcome);
    return typeof outcome.to === "string" ? stepOf(this.procedure, outcome.to).state : closingName(outcome.to.end);
  }
}

const separator = " / ";

function keyOf({ state, moment, way }: { state: string; moment: string; way: string }): string {
  return [state, moment, way].join(separator);
}
