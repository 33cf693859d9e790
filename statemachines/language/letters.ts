/** Which letters somebody writes: the compiler refuses a row that sends another. */
import { serviceLetters } from "./known-ids.ts";
import type { LetterId } from "./vocabulary.ts";

const brought: LetterId[] = [];

export function isWritten(letter: LetterId): boolean {
  return [...serviceLetters, ...brought].includes(letter);
}

/**
 * Says that these letters are written too; `registerLetters` does so together with their writers.
 *
 * @returns takes the same letters out again
 */
export function bringLetters(letters: LetterId[]): () => void {
  brought.push(...letters);
  return () => {
    for (const letter of letters) brought.splice(brought.indexOf(letter), 1);
  };
}
