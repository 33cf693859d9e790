import { change as en } from "./en/change.ts";
import { change as id } from "./id/change.ts";
import { pick } from "./language.svelte.ts";

/** Texts about changing a running case, in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
