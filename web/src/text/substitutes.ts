import { substitutes as en } from "./en/substitutes.ts";
import { substitutes as id } from "./id/substitutes.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the page on which it stands who holds which post for another. */
export function texts(): typeof id {
  return pick({ id, en });
}
