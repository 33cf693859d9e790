/** How often each thing was played that a run must not leave out. */
import { operations } from "../../functions/domain/change/operations.ts";

/** What is played by chance alone; the operations come on top. */
const others = [
  "several closed at once",
  "change refused to whoever may not",
  "change sent again",
  "change by two at once",
  "change after the end",
  "case begun from another",
  "somebody goes away",
  "everybody of a role goes away",
  "somebody comes back early",
  "somebody is disabled",
  "somebody is enabled again",
  "somebody answers in the stead of another",
  "nobody is there for a task",
  "day declared closed",
  "day declared closed with visits on it",
  "newer version put into service",
] as const;

export type Played = Record<string, number>;
export type PlayedThing = (typeof others)[number] | `change ${string}`;

export function nothingPlayed(): Played {
  const names = [...others, ...Object.keys(operations).map((id) => `change ${id}`)];
  return Object.fromEntries(names.map((name) => [name, 0]));
}

/** What was never played. @param loseExecutions whether cases may be stopped, so that somebody lets them go on */
export function neverPlayed(played: Played, loseExecutions: boolean): string[] {
  const never = Object.keys(played).filter((name) => played[name] === 0);
  return never.filter((name) => loseExecutions || name !== "change go-on");
}
