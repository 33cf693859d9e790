import { visitor as en } from "./en/visitor.ts";
import { visitor as id } from "./id/visitor.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the public pages in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
