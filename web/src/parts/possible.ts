import type { OutcomeView } from "../../../functions/contract/shared.ts";

/** Whether an outcome can be chosen at a moment (epoch, milliseconds); `from` says when others can. */
export function isPossible({ from }: OutcomeView, now: number): boolean {
  return from === null || Date.parse(from) <= now;
}
