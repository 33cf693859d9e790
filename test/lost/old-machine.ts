import { beginningName } from "../../statemachines/compiler/state-names.ts";
import type { Machine } from "../../statemachines/compiler/states.ts";

/** A machine as it was before another execution could take over: it begins at its first row, whatever its input says. */
export function withoutBeginning(definition: string): string {
  const machine = JSON.parse(definition) as Machine;
  const { [beginningName]: beginning, ...states } = machine.States;
  if (beginning?.Type !== "Choice") throw new Error("the machine has no beginning");
  return JSON.stringify({ ...machine, StartAt: beginning.Choices[0]?.Next, States: states });
}
