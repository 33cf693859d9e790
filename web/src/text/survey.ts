import { survey as en } from "./en/survey.ts";
import { survey as id } from "./id/survey.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the satisfaction survey in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
