import { restoration as en } from "./en/restoration.ts";
import { restoration as id } from "./id/restoration.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the restoration page in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
