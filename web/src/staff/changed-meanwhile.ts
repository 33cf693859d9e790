import type { Answers } from "../parts/answers.ts";

/**
 * What stands in a form whose record somebody else has changed meanwhile: what was typed here, and for the rest what is stored
 * now, so that saving again overwrites nothing that nobody looked at.
 *
 * @param base what the form was opened with
 */
export function rebased(base: Answers, typed: Answers, stored: Answers): Answers {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(typed)])];
  return Object.fromEntries(names.map((name) => [name, isSame(typed[name], base[name]) ? stored[name] : typed[name]]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? "") === JSON.stringify(other ?? "");
}
