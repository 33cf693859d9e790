/**
 * What strangers may cause within a time, counted per source and in all. Each count is one write that answers what it has
 * come to, so that a hundred requests at once are counted as a hundred.
 */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

/** At most so many, and so much, from whoever is counted together within a time. */
export interface Budget {
  name: string;
  minutes: number;
  /** Requests. */
  count: number;
  /** What they ask for in all, in the unit of the budget; bytes, for files. */
  amount: number;
}

/** Who is counted together where everybody is. */
export const everybody = "all";

/**
 * Spends from a budget; what is refused is counted too, so that trying on does not help.
 *
 * @throws Refusal `locked` where it is used up
 */
export async function spend(
  { budgets, clock }: Pick<Dependencies, "budgets" | "clock">,
  { amount, count, minutes, name }: Budget,
  source: string,
  asked: number,
  usedUp: Text,
): Promise<void> {
  const spent = await budgets.spend({ budget: name, source, ...windowAt(clock.now(), minutes) }, asked);
  if (spent.count > count || spent.amount > amount) throw new Refusal("locked", usedUp);
}

/** Whether one more request would be refused; counts nothing. */
export async function isUsedUp(
  { budgets, clock }: Pick<Dependencies, "budgets" | "clock">,
  { amount, count, minutes, name }: Budget,
  source: string,
): Promise<boolean> {
  const spent = await budgets.spent({ budget: name, source, ...windowAt(clock.now(), minutes) });
  return spent.count >= count || spent.amount >= amount;
}

/** The time that counts together, of those that follow each other without a gap. Instants, ISO 8601 */
export function windowAt(now: number, minutes: number): { from: string; until: string } {
  const lengthMs = minutes * 60_000;
  const from = Math.floor(now / lengthMs) * lengthMs;
  return { from: isoInstant(from), until: isoInstant(from + lengthMs) };
}

/** Spends from what all of them together may; whoever runs the service is told where it is used up. @throws Refusal `locked` */
export async function spendInAll(
  dependencies: Pick<Dependencies, "budgets" | "clock" | "log">,
  budget: Budget,
  asked: number,
  usedUp: Text,
): Promise<void> {
  try {
    await spend(dependencies, budget, everybody, asked, usedUp);
  } catch (error) {
    if (error instanceof Refusal) dependencies.log.problem("budget-used-up", null, { budget: budget.name });
    throw error;
  }
}
