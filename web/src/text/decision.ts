import { decision as en } from "./en/decision.ts";
import { decision as id } from "./id/decision.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the pages behind mailed links in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
