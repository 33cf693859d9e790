import { administration as en } from "./en/administration.ts";
import { administration as id } from "./id/administration.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the pages of whoever looks after the service. */
export function texts(): typeof id {
  return pick({ id, en });
}
