import { serviceLevels as en } from "./en/service-levels.ts";
import { serviceLevels as id } from "./id/service-levels.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the page on which heads and inspectors see how punctual the services are. */
export function texts(): typeof id {
  return pick({ id, en });
}
