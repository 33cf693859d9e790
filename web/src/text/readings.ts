import { readings as en } from "./en/readings.ts";
import { readings as id } from "./id/readings.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the page on which oversight sees who read what. */
export function texts(): typeof id {
  return pick({ id, en });
}
