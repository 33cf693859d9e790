import { outgoing as en } from "./en/outgoing.ts";
import { outgoing as id } from "./id/outgoing.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the register of outgoing letters, and of the letters of a case. */
export function texts(): typeof id {
  return pick({ id, en });
}
